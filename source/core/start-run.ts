import {type SafeText, toSafe} from '../contract/text.ts';
import {backToOf} from './back-to.ts';
import {plansOf} from './apply-set.ts';
import {auditTarget} from './audit.ts';
import {type ChangeRequest, type Effect, type Unstamped} from './effect.ts';
import {serviceNow} from './feed.ts';
import {type Plan, willChange} from './plan.ts';
import {concurrencyOf, isOpen, type Run, type RunItem} from './run.ts';
import {type State} from './state.ts';
import {type Step} from './step.ts';
import {stepsOf, type Target, targetId, targetVersion} from './target.ts';

const keptRuns = 50;

/** A confirmed plan becomes a run: the frozen targets, one idempotent conditional request a step. */
export function startRun(state: State, plan: Plan, queue: readonly Target[]): Step {
	const [first, ...rest] = plansOf(plan);
	return first === undefined ? [state, []] : startFirst(state, first, rest, queue);
}

/** What follows in a change set when one verb of it has ended. */
export function startRest(state: State, [first, ...rest]: readonly Plan[]): Step {
	return first === undefined ? [state, []] : startFirst(state, first, rest, []);
}

function startFirst(
	state: State,
	plan: Plan,
	rest: readonly Plan[],
	queue: readonly Target[],
): Step {
	const run: Run = {
		id: plan.id,
		verb: plan.verb,
		items: willChange(plan).map((target) => ({
			target,
			steps: stepsOf(plan.verb, target),
			version: targetVersion(target),
			phase: {kind: 'waiting'},
		})),
		startedAt: serviceNow(state.feed, state.now),
		isStopped: false,
		streak: 0,
		isUndone: false,
		...(plan.typed.reason !== '' && {reason: toSafe(plan.typed.reason)}),
		...(plan.undoes !== undefined && {undoes: plan.undoes}),
		...(rest.length > 0 && {rest}),
	};
	const runs = state.runs.map((old) => (old.id === plan.undoes ? {...old, isUndone: true} : old));
	return sendWaiting(
		{
			...state,
			dialog: {kind: 'run', runId: run.id, top: 0, queue, ...backToOf(state.dialog)},
			runs: [
				...runs.filter(
					({endedAt}, index) => endedAt === undefined || runs.length - index < keptRuns,
				),
				run,
			],
		},
		run.id,
	);
}

/** Starts as many waiting items as may be on their way at once. */
export function sendWaiting(state: State, runId: string): Step {
	const run = state.runs.find(({id}) => id === runId);
	if (run === undefined || run.isStopped || run.pausedUntil !== undefined) {
		return [state, []];
	}

	// What cannot be undone waits for an unknown one as well.
	const isCareful = concurrencyOf(run.verb) === 1;
	const open = run.items.filter(
		({phase}) => isOpen(phase) && (isCareful || phase.kind !== 'unknown'),
	).length;
	const starting = run.items
		.filter(({phase}) => phase.kind === 'waiting')
		.slice(0, Math.max(0, concurrencyOf(run.verb) - open));
	const next: Run = {
		...run,
		items: run.items.map((item) =>
			starting.includes(item) ? {...item, phase: {kind: 'sending', step: nextStep(item)}} : item,
		),
	};
	const effects = starting.map((item): Effect => ({
		type: 'apply',
		request: requestOf(state, next, item, nextStep(item)),
	}));
	return [withRun(state, next), effects];
}

function nextStep({phase}: RunItem): number {
	return phase.kind === 'waiting' ? (phase.step ?? 0) : 0;
}

/** What a request is known by, to the service and in the journal: one that was put off and is sent later is another one. */
function keyOf(run: Run, item: RunItem, step: number): string {
	const again = item.putOff === undefined ? '' : `.${item.putOff}`;
	return `${run.id}${again}-${targetId(item.target)}-${step}`;
}

/** The request of one step of one item, with the line that is written before it. */
export function requestOf(state: State, run: Run, item: RunItem, step: number): ChangeRequest {
	const action = item.steps[step] ?? 'disable';
	const key = keyOf(run, item, step);
	return {
		runId: run.id,
		target: item.target,
		step: action,
		version: item.version,
		key,
		...(run.reason !== undefined && {reason: run.reason}),
		intent: {phase: 'intent', ...lineOf(state, run, item, step)},
	};
}

/** What all journal lines of one request have in common. */
export function lineOf(
	state: State,
	run: Run,
	item: RunItem,
	step: number,
): Omit<Unstamped, 'phase'> {
	return {
		connection: state.connection.name,
		service: state.connection.url,
		actor: actorOf(state),
		change: run.id,
		key: keyOf(run, item, step),
		action: item.steps[step] ?? 'disable',
		...auditTarget(item.target),
		...(run.reason !== undefined && {reason: run.reason}),
		...(run.undoes !== undefined && {undoes: run.undoes}),
	};
}

function actorOf(state: State): SafeText {
	return state.session?.actor ?? toSafe('not known');
}

export function withRun(state: State, run: Run): State {
	return {...state, runs: state.runs.map((old) => (old.id === run.id ? run : old))};
}
