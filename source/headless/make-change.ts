import {joinSafe, safe} from '../contract/text.ts';
import {milliseconds, seconds} from '../contract/time.ts';
import {firstCheck} from '../core/ask-change.ts';
import {isUndoable, type Plan, willChange} from '../core/plan.ts';
import {proofOf} from '../core/proof.ts';
import {type Run} from '../core/run.ts';
import {countdownText, planHeading, planLines, undoText} from '../core/select/plan-lines.ts';
import {proofSequel} from '../core/select/proof-sequel.ts';
import {type State} from '../core/state.ts';
import {type Target, targetName, type Verb} from '../core/target.ts';
import {exitCode} from '../exit-code.ts';
import {toAscii} from '../format/ascii.ts';
import {isAsciiOnly} from '../platform/terminal.ts';
import {exitOf, printResults, refusedResult, type Result, resultsOf} from './change-results.ts';
import {collectInFile} from './collect.ts';
import {CommandError, failedError, usage} from './command-error.ts';
import {type Asked, type ServiceWorld} from './command.ts';
import {consentTo, takes} from './consent.ts';
import {followProofs, followRuns, runsOf} from './follow-run.ts';
import {parseSpan} from './until.ts';
import {firstOf} from './wait-for.ts';

export type Wish = {
	readonly verb: Verb;
	readonly targets: readonly Target[];
	readonly undoes?: string;
};

/** Asks for a change, and follows it to its end, by the way that the screen goes. Resolves to the exit code. */
export async function makeChange(wish: Wish, asked: Asked, world: ServiceWorld): Promise<number> {
	const {engine} = world;
	const [first] = wish.targets;
	if (first === undefined) {
		world.print.note('Nobody is chosen: there is nothing to change');
		await printResults([], asked, world);
		return exitCode.ended;
	}

	if (wish.verb === 'forceDelete' && wish.targets.length > 1) {
		throw usage(
			`Force Delete works on one user at a time, and these are ${wish.targets.length}. Nothing was sent.`,
		);
	}

	engine.dispatch({type: 'change.asked', ...wish});
	const state = engine.store.getState();
	if (state.dialog?.kind === 'confirm') {
		return decide(asked, world);
	}

	// The rules forbid it: no request is needed to know that.
	const check = firstCheck(state, wish.verb, first);
	if (wish.targets.length > 1 || check.kind !== 'leftOut') {
		throw usage(`${state.notice?.text ?? 'It cannot be asked for'}. Nothing was sent.`);
	}

	if (state.dialog?.kind === 'deleteBlocked') {
		world.print.note('With --clean-up, what is missing is done first, as one plan');
	}

	return tell([refusedResult(wish.verb, first, check.reason)], asked, world);
}

/** Goes on with the plan that is open: checks, preview, consent, run, results. */
export async function decide(
	asked: Asked,
	world: ServiceWorld,
	lost: readonly Result[] = [],
): Promise<number> {
	const {print} = world;
	const plan = await checked(world);
	const state = world.engine.store.getState();
	if (willChange(plan).length === 0) {
		return tell([...resultsOf({state, isWaiting: false}, plan, []), ...lost], asked, world);
	}

	if (asked.isOn('dry-run')) {
		const whole = previewText(state, plan, {world, rows: Number.POSITIVE_INFINITY});
		await print.out(`${whole}Nothing was sent. It takes ${takes(plan)}.\n`);
		return exitCode.ended;
	}

	const preview = previewText(state, plan, {world, rows: listLines});
	for (const text of preview.trimEnd().split('\n')) {
		print.note(text);
	}

	const file = asked.text('plan');
	if (file !== undefined) {
		return collectInFile(plan, file, world);
	}

	const consent = await consentTo(plan, asked, world);
	const decided = await start(plan, consent, world);
	await followRuns(plan.id, world);
	const isWaiting = asked.isOn('wait');
	if (isWaiting && !isToEnd(world)) {
		await followProofs(plan.id, parseSpan('timeout', asked.text('timeout') ?? '10m'), world);
	}

	const end = world.engine.store.getState();
	const runs = runsOf(end, plan.id);
	const results = [...resultsOf({state: end, isWaiting}, decided, runs), ...lost];
	const code = await tell(results, asked, world);
	if (isWaiting) {
		sayWhatFollows(end, runs, world);
	}

	return code;
}

async function tell(
	results: readonly Result[],
	asked: Asked,
	world: ServiceWorld,
): Promise<number> {
	await printResults(results, asked, world);
	return exitOf(results);
}

/** What the result of a batch that was forced means for others. */
function sayWhatFollows(state: State, [run, ...more]: readonly Run[], {print}: ServiceWorld): void {
	const [item, ...others] = run?.items ?? [];
	const isAlone = more.length === 0 && others.length === 0;
	const said = item && isAlone ? proofSequel(state, proofOf(state, item), item) : undefined;
	if (said !== undefined) {
		print.note(said.text);
	}
}

/** The open plan when its targets were read again. */
async function checked(world: ServiceWorld): Promise<Plan> {
	const plan = await firstOf(world, ({dialog}) => {
		if (dialog?.kind !== 'confirm') {
			throw usage('The plan was closed. Nothing was sent.');
		}

		const {items, reachability} = dialog.plan;
		const isAsking =
			items.some(({check}) => check.kind === 'asking') || reachability.kind === 'asking';
		return isAsking ? undefined : dialog.plan;
	});
	if (plan === undefined) {
		throw stopped();
	}

	for (const {target, check} of plan.items) {
		if (check.kind === 'failed') {
			throw failedError(check.failure, safe`${targetName(target)} could not be read again`);
		}
	}

	if (plan.reachability.kind === 'failed') {
		throw failedError(
			plan.reachability.failure,
			safe`could not ask whether the mailbox is reachable`,
		);
	}

	return plan;
}

function stopped(): CommandError {
	return new CommandError('Stopped; nothing was sent.', {kind: 'stopped', exit: exitCode.usage});
}

const usualWidth = 100;
const listLines = 20;

/** The preview as lines of text: the same that the dialog of the screen says. */
function previewText(
	state: State,
	plan: Plan,
	{world: {print, environment}, rows}: {readonly world: ServiceWorld; readonly rows: number},
): string {
	const width = Math.min(print.width ?? usualWidth, usualWidth);
	const same = safe`same as in the list just read`;
	const room = {width, rows, top: 0, same, more: safe`--dry-run lists them`};
	const lines = [
		planHeading(state, plan),
		...planLines(state, plan, room).map((line) =>
			joinSafe(
				line.map(({text}) => text),
				'',
			),
		),
		...(isUndoable(plan) ? [undoText(safe`"synctop undo"`)] : []),
	];
	const text = lines.map((line) => `${line.trimEnd()}\n`).join('');
	return isAsciiOnly(environment) ? toAscii(text) : text;
}

/** Says yes, waits for the countdown, and resolves with the plan as it was when it began, or when it was stopped. */
async function start(
	plan: Plan,
	consent: {readonly confirmation: string; readonly reason: string},
	world: ServiceWorld,
): Promise<Plan> {
	const {engine, clock, print} = world;
	if (isToEnd(world)) {
		throw stopped();
	}

	engine.dispatch({type: 'plan.confirmed', ...consent});
	let said = '';
	for (;;) {
		const state = engine.store.getState();
		const {dialog} = state;
		if (runsOf(state, plan.id).length > 0 || dialog?.kind !== 'confirm') {
			return plan;
		}

		const {phase} = dialog.plan;
		if (phase.kind === 'deciding') {
			print.note(
				safe`Stopped: ${state.notice?.text ?? safe`it changed meanwhile`}. Nothing was sent`,
			);
			return dialog.plan;
		}

		const left =
			phase.kind === 'countdown'
				? milliseconds(Math.max(0, phase.until - clock.elapsed()))
				: seconds(60);
		const text = countdownText(plan, left);
		if (phase.kind === 'countdown' && left > 0 && text !== said) {
			print.note(safe`${text}   Ctrl-C stops it; nothing was sent yet`);
			said = text;
		}

		const hasMoved = (now: State): true | undefined =>
			now.dialog?.kind !== 'confirm' || now.dialog.plan.phase !== phase ? true : undefined;
		await firstOf(world, hasMoved, phase.kind === 'countdown' ? nextSecond(left) : left);
		if (isToEnd(world)) {
			engine.dispatch({type: 'dialog.closed'});
			print.note('Stopped; nothing was sent');
			throw stopped();
		}
	}
}

function isToEnd({signal}: ServiceWorld): boolean {
	return signal.aborted;
}

function nextSecond(left: number) {
	return milliseconds(Math.max(50, left % 1000 || 1000));
}
