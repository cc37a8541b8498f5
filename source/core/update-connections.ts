import {type SafeText, safe} from '../contract/text.ts';
import {seconds} from '../contract/time.ts';
import {type ConnectionEvent, type ConnectionLook, type ConnectionsDialog} from './connections.ts';
import {type Effect} from './effect.ts';
import {wouldLoseSet} from './keep-set.ts';
import {told} from './notices.ts';
import {isOpen} from './run.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';

const betweenLooks = seconds(1);

/** The list of connections: all side by side, and the way to another one. */
export function updateConnections(state: State, event: ConnectionEvent): Step {
	const {dialog} = state;
	switch (event.type) {
		case 'connections.opened': {
			return [
				{...state, dialog: {kind: 'connections', at: 0, saved: undefined, looks: new Map()}},
				[{type: 'listConnections'}],
			];
		}

		case 'connections.listed': {
			if (dialog?.kind !== 'connections') {
				return stay(state);
			}

			const {saved} = event;
			const here = saved.findIndex(({name}) => name === state.connection.savedAs);
			const listed = {...dialog, saved, at: Math.max(0, here)};
			return [{...state, dialog: listed}, lookFrom(state, listed)];
		}

		case 'connections.due': {
			return dialog?.kind === 'connections'
				? [state, lookFrom(state, dialog)]
				: [state, [{type: 'leaveConnections'}]];
		}

		case 'connections.looked': {
			return stay(
				dialog?.kind === 'connections' && !areSame(dialog.looks, event.looks)
					? {...state, dialog: {...dialog, looks: event.looks}}
					: state,
			);
		}

		case 'connections.moved': {
			return stay(dialog?.kind === 'connections' ? moved(state, dialog, event.by) : state);
		}

		case 'connections.chosen': {
			return dialog?.kind === 'connections' ? choose(state, dialog) : stay(state);
		}

		case 'connections.switched': {
			return switchTo(state, event.name);
		}
	}
}

// Whoever is watched here is known already; who cannot be opened is not asked.
function lookFrom({connection}: State, {saved = []}: ConnectionsDialog): readonly Effect[] {
	const names = saved
		.filter(({name, problem}) => problem === undefined && name !== connection.savedAs)
		.map(({name}) => name);
	return [
		{type: 'lookAtConnections', names},
		{
			type: 'wait',
			timer: 'connections',
			delay: betweenLooks,
			event: {type: 'connections.due'},
		},
	];
}

// What is the same is not drawn again.
function areSame(
	one: ReadonlyMap<string, ConnectionLook>,
	other: ReadonlyMap<string, ConnectionLook>,
): boolean {
	return JSON.stringify([...one]) === JSON.stringify([...other]);
}

function moved(state: State, dialog: ConnectionsDialog, by: number): State {
	const last = Math.max(0, (dialog.saved ?? []).length - 1);
	return {...state, dialog: {...dialog, at: Math.max(0, Math.min(last, dialog.at + by))}};
}

function choose(state: State, {saved = [], at}: ConnectionsDialog): Step {
	const chosen = saved[at];
	if (chosen === undefined) {
		return stay({...state, dialog: undefined});
	}

	if (chosen.problem !== undefined) {
		return stay(told(state, chosen.problem, 'warn'));
	}

	if (chosen.name === state.connection.savedAs) {
		return stay(
			told({...state, dialog: undefined}, safe`${chosen.name} is on screen already`, 'dim'),
		);
	}

	// As at the end: what is on its way here is not left without a word.
	const isBusy = state.runs.some(({items}) => items.some(({phase}) => isOpen(phase)));
	return isBusy || wouldLoseSet(state)
		? stay({...state, dialog: {kind: 'quit', switchTo: chosen.name}})
		: switchTo(state, chosen.name);
}

function switchTo(state: State, name: SafeText): Step {
	return [
		told({...state, dialog: undefined}, safe`Opening ${name}...`, 'dim'),
		[{type: 'openConnection', name}],
	];
}
