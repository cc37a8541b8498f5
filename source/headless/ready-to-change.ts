import {safe} from '../contract/text.ts';
import {seconds} from '../contract/time.ts';
import {reasonOfHour} from '../core/policy-rules.ts';
import {isOpen} from '../core/run.ts';
import {phaseText} from '../core/run-text.ts';
import {type State} from '../core/state.ts';
import {targetName} from '../core/target.ts';
import {reasonNotToChange} from '../core/targets.ts';
import {plural} from '../format/number.ts';
import {exitCode} from '../exit-code.ts';
import {CommandError, failedError} from './command-error.ts';
import {type ServiceWorld} from './command.ts';
import {firstOf, readAll} from './wait-for.ts';

// What an earlier start left open is mostly settled by one reading; what is not stays locked.
const longestLook = seconds(15);

/** The state when all is known that a note needs: the users, and what was noted before. */
export async function readNotes(world: ServiceWorld): Promise<State> {
	const {engine} = world;
	engine.dispatch({type: 'notebook.asked'});
	await readAll(world);
	await firstOf(world, ({glance}) => (glance.isRead ? true : undefined));
	return engine.store.getState();
}

/**
The state when all is known that a change needs: the users, one's rights, that the journal can be written, and what became of requests that
earlier starts left open. Throws where nothing can be changed.
*/
export async function readyToChange(world: ServiceWorld): Promise<State> {
	const {engine} = world;
	engine.dispatch({type: 'journal.asked'});
	await readNotes(world);
	await firstOf(world, ({journalSeen: {isTried, isRead}, session, feed}) =>
		isTried && isRead && (session !== undefined || feed.refused.session !== undefined)
			? true
			: undefined,
	);
	await lookAtEarlier(world);
	const state = engine.store.getState();
	throwIfLocked(state);
	return state;
}

// Nothing was done by this start yet: all runs are those of earlier ones.
async function lookAtEarlier(world: ServiceWorld): Promise<void> {
	const {engine, print} = world;
	const {runs, unsettled} = engine.store.getState();
	const open = runs.reduce((sum, {items}) => sum + items.length, unsettled.length);
	if (open === 0) {
		return;
	}

	print.note(
		safe`${plural(open, safe`change`, safe`changes`)} of an earlier start may or may not have been made: looking`,
	);
	await firstOf(world, (state) => (isSettled(state) ? true : undefined), longestLook);
	for (const {items} of engine.store.getState().runs) {
		for (const {target, phase, steps} of items) {
			print.note(safe`  ${targetName(target)}: ${phaseText(phase, steps)}`);
		}
	}
}

function isSettled({unsettled, runs}: State): boolean {
	return unsettled.length === 0 && !runs.some(({items}) => items.some(({phase}) => isOpen(phase)));
}

function throwIfLocked(state: State): void {
	const reason = reasonNotToChange(state);
	if (reason === undefined) {
		return;
	}

	const refused = state.session === undefined ? state.feed.refused.session : undefined;
	if (refused !== undefined && !state.connection.isReadOnly) {
		throw failedError(refused, safe`your rights could not be read`);
	}

	const [kind, exit] =
		state.connection.isReadOnly ||
		state.journalFailure !== undefined ||
		reasonOfHour(state) !== undefined
			? (['locked', exitCode.usage] as const)
			: state.session?.mayChange === false
				? (['forbidden', exitCode.credentials] as const)
				: (['unreachable', exitCode.unreachable] as const);
	throw new CommandError(`${reason}. Nothing was sent.`, {kind, exit});
}
