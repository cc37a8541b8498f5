import {type SafeText, safe} from '../contract/text.ts';
import {milliseconds, seconds} from '../contract/time.ts';
import {type AppEvent} from './event.ts';
import {noticeOf, told} from './notices.ts';
import {type Written} from './ports.ts';
import {keyOf} from './preferences.ts';
import {restartFeed} from './restart-feed.ts';
import {isOpen} from './run.ts';
import {lastLines} from './settle-run.ts';
import {wouldLoseSet} from './keep-set.ts';
import {type State} from './state.ts';
import {chain, type Step, stay} from './step.ts';
import {takeUp} from './take-up.ts';
import {waitForTick} from './ticking.ts';
import {updateFeed} from './update-feed.ts';
import {lastNotes} from './update-notebook.ts';

/** The program as a whole: its beginning, its end, and what it stands on. */
export function updateApp(state: State, event: AppEvent): Step {
	switch (event.type) {
		case 'app.started': {
			return chain(updateFeed(state, {type: 'feed.due'}), (next) => [next, [waitForTick(next)]]);
		}

		case 'app.shown': {
			return [
				state,
				[{type: 'checkJournal'}, {type: 'readJournal'}, {type: 'readNotebook'}, {type: 'readSet'}],
			];
		}

		case 'journal.asked': {
			return [state, [{type: 'checkJournal'}, {type: 'readJournal'}]];
		}

		case 'app.quitAsked': {
			const isBusy = state.runs.some((run) => run.items.some(({phase}) => isOpen(phase)));
			return isBusy || wouldLoseSet(state)
				? stay({...state, dialog: {kind: 'quit'}})
				: [state, [{type: 'quit'}]];
		}

		case 'app.quit': {
			return [state, [{type: 'quit'}]];
		}

		case 'app.ending': {
			return chain([state, lastLines(state)], lastNotes);
		}

		case 'app.suspended': {
			return [state, [{type: 'suspend'}]];
		}

		case 'app.redrawn': {
			return [state, [{type: 'redraw'}]];
		}

		case 'app.warned': {
			return stay(warned(state, event.warnings));
		}

		case 'app.told': {
			return stay({...state, notice: noticeOf(event.text, event.tone, state.now.elapsed)});
		}

		case 'journal.failed': {
			return stay({...state, journalFailure: event.reason});
		}

		case 'journal.checked': {
			const next = {...state, journalSeen: {...state.journalSeen, isTried: true}};
			return stay(journalChecked(next, event.result));
		}

		case 'journal.read': {
			const {entries, warning} = event;
			const next = {...state, journalSeen: {...state.journalSeen, isRead: true}};
			return takeUp(warning === undefined ? next : told(next, warning, 'warn'), entries);
		}

		case 'app.defect': {
			const until = milliseconds(state.now.elapsed + seconds(60));
			const text = safe`A defect of this program: ${event.message}`;
			return restartFeed({...state, notice: {text, tone: 'error', until}});
		}
	}
}

// Changes are on again when lines can be written again: a disk that was full, a folder that was not mounted.
function journalChecked(state: State, result: Written): State {
	if (!result.ok) {
		return {...state, journalFailure: result.reason};
	}

	return state.journalFailure === undefined
		? state
		: told(
				{...state, journalFailure: undefined},
				safe`The audit journal can be written again`,
				'ok',
			);
}

// One line has room for one of them: all are in the help, for as long as the program runs.
function warned(state: State, warnings: readonly SafeText[]): State {
	const [first] = warnings;
	if (first === undefined) {
		return state;
	}

	const help = keyOf(state, 'app.help', safe`?`);
	const text =
		warnings.length === 1
			? safe`${help} says it in full: ${first}`
			: safe`${warnings.length} things in your settings do not hold, ${help} lists them: ${first}`;
	return told({...state, warnings}, text, 'warn');
}
