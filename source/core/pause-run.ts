import {type Failure} from '../contract/outcome.ts';
import {safe} from '../contract/text.ts';
import {type Milliseconds, milliseconds, minutes, seconds} from '../contract/time.ts';
import {serviceNow} from './feed.ts';
import {askedPause} from './polling.ts';
import {type RunItem} from './run.ts';
import {type Found, journalLine, withItem} from './settle-run.ts';
import {sendWaiting, withRun} from './start-run.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';

/** Longer than this nobody sits and waits: the change is stopped, and what is left stays marked. */
const longestPause = minutes(2);
/** A service that says "later" this often about one user is not going to do it now. */
const mostPutOff = 3;

/**
The service asks to slow down in the middle of a bulk change, and did nothing: the item waits its turn again, and the whole run
leaves the service alone for as long as it asked. Nothing for a change of one target, which a person can repeat.
*/
export function putOff(state: State, found: Found, failure: Failure): Step | undefined {
	const {run, item} = found;
	const pause = failure.kind === 'throttled' ? askedFor(state, failure) : undefined;
	const times = (item.putOff ?? 0) + 1;
	if (
		pause === undefined ||
		run.items.length === 1 ||
		run.isStopped ||
		times > mostPutOff ||
		item.phase.kind !== 'sending'
	) {
		return undefined;
	}

	const {step} = item.phase;
	const detail = safe`the service asked to come back later; it is sent again as another request`;
	const line = journalLine(state, found, step, {outcome: 'failed', detail});
	const waiting: RunItem = {...item, putOff: times, phase: {kind: 'waiting', step}};
	const pausedUntil = milliseconds(
		Math.max(run.pausedUntil ?? 0, state.now.elapsed + Number(pause)),
	);
	return [
		withRun(state, {...withItem(run, waiting), pausedUntil}),
		[
			line,
			{
				type: 'wait',
				timer: `resume:${run.id}`,
				delay: milliseconds(pausedUntil - state.now.elapsed),
				event: {type: 'change.resumed', runId: run.id},
			},
		],
	];
}

function askedFor(
	state: State,
	{retryAfter}: Extract<Failure, {kind: 'throttled'}>,
): Milliseconds | undefined {
	const pause =
		retryAfter === undefined
			? seconds(5)
			: askedPause(retryAfter, serviceNow(state.feed, state.now));
	return pause > longestPause ? undefined : pause;
}

/** The pause is over: the run goes on where it was. */
export function resumeRun(state: State, runId: string): Step {
	const run = state.runs.find(({id}) => id === runId);
	if (run?.pausedUntil === undefined) {
		return stay(state);
	}

	const {pausedUntil: _, ...rest} = run;
	return sendWaiting(withRun(state, rest), runId);
}
