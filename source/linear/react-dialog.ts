import {safe, toSafe} from '../contract/text.ts';
import {commandFor} from '../commands/available.ts';
import {isChord} from '../commands/chord.ts';
import {type Command} from '../commands/command.ts';
import {keymapFor} from '../commands/interpret.ts';
import {type Dialog} from '../core/dialog.ts';
import {type Event} from '../core/event.ts';
import {fold} from '../core/fold.ts';
import {type Plan} from '../core/plan.ts';
import {type State} from '../core/state.ts';
import {numbersOf} from './arguments.ts';
import {type Choice} from './menu.ts';
import {findNamed, type Named} from './names.ts';
import {answerPlan, isReasonAsked} from './question.ts';
import {run} from './react.ts';
import {events, type Reaction, say} from './reaction.ts';
import {hasMore} from './runs.ts';

/** What stands around a line that answers a dialog. */
export type Asked = {
	/** The choices as they were said, by their numbers. */
	readonly menu: readonly Choice[];
	/** Somebody types; else lines come from a pipe, and nobody has heard the question. */
	readonly isTyped: boolean;
};

/** What a line means while a dialog is open. */
export function reactInDialog(state: State, dialog: Dialog, line: string, asked: Asked): Reaction {
	switch (dialog.kind) {
		case 'memo':
		case 'prompt':
		case 'palette': {
			return inField(state, dialog, line, asked);
		}

		case 'confirm': {
			return inPlan(state, dialog.plan, line, asked);
		}

		default: {
			return inMenu(state, dialog, line, asked);
		}
	}
}

/** Whether a line leaves a question as it is. It always may, however early it comes. */
export function isCancel(line: string): boolean {
	return /^(?:cancel|no|n|escape|esc|back|stop|ctrl\+c)$/.test(fold(line));
}

// Where text is asked for, a line is the text; what is no text is said by the name of a key.
function inField(
	state: State,
	dialog: Extract<Dialog, {kind: 'memo' | 'prompt' | 'palette'}>,
	line: string,
	{menu}: Asked,
): Reaction {
	if (/^(?:cancel|escape|esc|ctrl\+c)$/.test(fold(line))) {
		return events({type: 'dialog.closed'});
	}

	const byKey =
		line.length > 1 && isChord(line) ? commandFor(keymapFor(state), state, line) : undefined;
	if (byKey !== undefined) {
		return run(state, byKey);
	}

	if (line === '') {
		return {kind: 'repeat'};
	}

	if (dialog.kind === 'memo') {
		return fold(line) === 'none'
			? events({type: 'memo.emptied'}, {type: 'memo.kept'})
			: events({type: 'memo.emptied'}, {type: 'memo.typed', text: line}, {type: 'memo.kept'});
	}

	if (dialog.kind === 'prompt') {
		return events(
			{type: 'field.emptied'},
			{type: 'field.typed', text: line},
			{type: 'prompt.entered'},
		);
	}

	if (fold(line) === 'more') {
		return {kind: 'page', by: 1};
	}

	const [, forgotten] = /^forget (\d+)$/i.exec(line) ?? [];
	if (forgotten !== undefined) {
		return forget(state, dialog, menu[Number(forgotten) - 1]);
	}

	return chosenBy(state, menu, line) ?? events({type: 'field.filled', text: line});
}

// Asked twice, as on the screen.
function forget(
	state: State,
	dialog: Extract<Dialog, {kind: 'palette'}>,
	choice: Choice | undefined,
): Reaction {
	const keymap = keymapFor(state);
	const id = choice?.id;
	if (id === undefined) {
		return say(safe`There is nothing with that number.`);
	}

	const there: State = {
		...state,
		dialog: dialog.chosen === id ? dialog : {...dialog, chosen: id, problem: undefined},
	};
	const forgetting = keymap.commands.find((command) => command.id === 'palette.forget');
	return events(
		dialog.chosen === id ? undefined : {type: 'palette.moved', id},
		forgetting?.event(there, keymap),
	);
}

function chosenBy(state: State, menu: readonly Choice[], line: string): Reaction | undefined {
	const isNumber = /^\d+$/.test(line);
	const choice = isNumber
		? menu[Number(line) - 1]
		: menu.find(({name}) => name !== undefined && fold(name) === fold(line));
	if (choice === undefined) {
		return isNumber && menu.length > 0
			? say(safe`There is nothing with the number ${Number(line)}; there are ${menu.length}.`)
			: undefined;
	}

	if (choice.lines !== undefined) {
		return say(...choice.lines);
	}

	const done = choice.run(state);
	return typeof done === 'string' ? say(done) : {kind: 'events', events: done};
}

// Nothing is confirmed but by what was asked for; what leaves it stands over everything, whatever somebody is called.
function inPlan(state: State, plan: Plan, line: string, {isTyped}: Asked): Reaction {
	if (isCancel(line)) {
		return events({type: 'dialog.closed'});
	}

	// Whoever wants to leave confirms nothing.
	if (/^(?:quit|exit)$/.test(fold(line))) {
		return events({type: 'dialog.closed'}, {type: 'app.quitAsked'});
	}

	if (line === '') {
		return {kind: 'repeat'};
	}

	const answer = answerPlan(plan, line, isTyped);
	if (typeof answer !== 'string') {
		return {kind: 'events', events: answer};
	}

	const named = isReasonAsked(plan) ? undefined : findNamed(keymapFor(state), state, line);
	if (fold(line) === 'more') {
		return {kind: 'page', by: 1};
	}

	if (/^(?:repeat|again|help|\?)$/.test(fold(line))) {
		return {kind: 'repeat'};
	}

	if (fold(line) === 'status') {
		return {kind: 'status'};
	}

	if (named === undefined || named.argument !== '' || named.command.id === 'confirm.yes') {
		return say(answer);
	}

	return named.command.id === 'confirm.press' && plan.focus === 'apply' && !isTyped
		? say(answer)
		: (paged(named.command) ?? run(state, named.command));
}

function paged({id}: Command): Reaction | undefined {
	const [, way] = /\.(down|pageDown|end|up|pageUp|start)$/.exec(id) ?? [];
	return way === undefined || !/^(?:help|handover|run|confirm)\./.test(id)
		? undefined
		: {kind: 'page', by: /^(?:down|pageDown|end)$/.test(way) ? 1 : -1};
}

function inMenu(state: State, dialog: Dialog, line: string, {menu}: Asked): Reaction {
	if (line === '') {
		return {kind: 'repeat'};
	}

	// Whatever else it is called in a dialog: what leaves a question leaves any.
	const leaving =
		isCancel(line) || fold(line) === 'close'
			? commandFor(keymapFor(state), state, 'escape')
			: undefined;
	if (leaving !== undefined) {
		return run(state, leaving);
	}

	const chosen = chosenBy(state, menu, line);
	if (chosen !== undefined) {
		return chosen;
	}

	switch (fold(line)) {
		case 'more': {
			return {kind: 'page', by: 1};
		}

		case 'repeat': {
			return {kind: 'repeat'};
		}

		case 'status': {
			return {kind: 'status'};
		}

		default: {
			const named = findNamed(keymapFor(state), state, line);
			return named === undefined ? otherwise(state) : inDialog(state, dialog, named);
		}
	}
}

// What is no answer is taken beneath, unless leaving would stop what waits.
function otherwise(state: State): Reaction {
	return hasMore(state)
		? say(safe`A change is under way. "stop" stops what waits; "status" says how it stands.`)
		: {kind: 'beneath'};
}

/** A command of a dialog, and which of its lines it is about. */
function inDialog(state: State, dialog: Dialog, {command, argument}: Named): Reaction {
	const page = paged(command);
	if (page !== undefined) {
		return page;
	}

	if (argument === '') {
		return run(state, command);
	}

	if (command.id === 'changeSet.save' || command.id === 'changeSet.load') {
		const asked = run(state, command);
		return asked.kind === 'events'
			? events(
					...asked.events,
					{type: 'field.emptied'},
					{type: 'field.typed', text: argument},
					{type: 'prompt.entered'},
				)
			: asked;
	}

	const [number, ...others] = numbersOf(argument) ?? [];
	const moved = number === undefined ? undefined : movedTo(dialog, number - 1);
	if (moved === undefined || others.length > 0) {
		return say(safe`"${toSafe(argument)}" is no number of a line here.`);
	}

	const event = command.event(state, keymapFor(state));
	return events(moved, event);
}

function movedTo(dialog: Dialog, index: number): Event | undefined {
	switch (dialog.kind) {
		case 'changeSet': {
			return {type: 'set.moved', by: index - dialog.at};
		}

		case 'connections': {
			return {type: 'connections.moved', by: index - dialog.at};
		}

		case 'columns': {
			return {type: 'columns.moved', by: index - dialog.at};
		}

		default: {
			return undefined;
		}
	}
}
