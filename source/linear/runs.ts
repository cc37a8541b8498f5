import {keepSafe, type SafeText, safe} from '../contract/text.ts';
import {shownMoment} from '../core/feed.ts';
import {hasEnded, isFollowed} from '../core/follow.ts';
import {proofOf, proofSums, proofText, proofWord} from '../core/proof.ts';
import {provedRun} from '../core/roll-out.ts';
import {hasMoreToSend, isOpen, isSettled, type Run, type RunItem} from '../core/run.ts';
import {phaseText, verbPresent} from '../core/run-text.ts';
import {proofSequel} from '../core/select/proof-sequel.ts';
import {unknownText} from '../core/select/dialog-text.ts';
import {type State} from '../core/state.ts';
import {targetName} from '../core/target.ts';
import {count, plural} from '../format/number.ts';

/** What of a change on its way was said already. */
type SaidOfRun = {
	readonly settled: number;
	readonly saidAt: number;
	readonly isUnknown: boolean;
	readonly isPaused: boolean;
	readonly isEnded: boolean;
	readonly isProved: boolean;
};

const beforeAnything: SaidOfRun = {
	settled: 0,
	saidAt: 0,
	isUnknown: false,
	isPaused: false,
	isEnded: false,
	isProved: false,
};

const betweenSums = 10_000;
const mostNamed = 10;

/** Tells of changes on their way: that they began, what is unknown, how far they are now and then, and who was left. Their end says itself. */
export function createRunTeller() {
	const said = new Map<string, SaidOfRun>();
	let runs: State['runs'] = [];
	const tell = (state: State, run: Run): readonly SafeText[] => {
		const before = said.get(run.id);
		const after = sayingOf(state, run, before ?? beforeAnything);
		said.set(run.id, after);
		return [
			// What an earlier start left open was not begun here.
			...(before === undefined && !after.isUnknown ? [begunText(run)] : []),
			...linesOf(state, run, before ?? beforeAnything, after),
		];
	};
	return (state: State): readonly SafeText[] => {
		if (state.runs === runs) {
			return [];
		}

		const changed = state.runs.filter((run) => !runs.includes(run));
		({runs} = state);
		return changed.flatMap((run) => tell(state, run));
	};
}

function begunText(run: Run): SafeText {
	const [only] = run.items;
	const what = capital(verbPresent(run.verb));
	return run.items.length === 1 && only !== undefined
		? safe`${what} ${targetName(only.target)}: sent, then read back.`
		: safe`${what} ${plural(run.items.length, safe`target`, safe`targets`)}; "stop" stops what waits.`;
}

function sayingOf(state: State, run: Run, before: SaidOfRun): SaidOfRun {
	const {items} = run;
	const settled = items.filter(({phase}) => isSettled(phase)).length;
	const isDue = state.now.elapsed - before.saidAt >= betweenSums && settled > before.settled;
	const isFirst = before === beforeAnything;
	return {
		settled: isDue || isFirst ? settled : before.settled,
		saidAt: isDue || isFirst ? state.now.elapsed : before.saidAt,
		isUnknown: before.isUnknown || items.some(({phase}) => phase.kind === 'unknown'),
		isPaused: run.pausedUntil !== undefined,
		isEnded: run.endedAt !== undefined,
		isProved: run.endedAt !== undefined && isFollowed(run) && items.every(isAtItsEnd),
	};
}

function isAtItsEnd({phase, followed, target}: RunItem): boolean {
	return (
		phase.kind !== 'done' ||
		target.kind === 'group' ||
		(followed !== undefined && hasEnded(followed))
	);
}

function linesOf(state: State, run: Run, before: SaidOfRun, after: SaidOfRun): readonly SafeText[] {
	const {items} = run;
	const total = items.length;
	return [
		...(after.isUnknown && !before.isUnknown
			? [safe`UNKNOWN: ${unknownNames(items)}. ${unknownText}`]
			: []),
		...(after.isPaused && !before.isPaused
			? [safe`The service asked to slow down; it goes on by itself.`]
			: []),
		...(total > 1 && !after.isEnded && before !== beforeAnything && after.settled > before.settled
			? [safe`${count(after.settled)} of ${count(total)} done.`]
			: []),
		...(after.isEnded && !before.isEnded && total > 1 ? leftLines(items) : []),
		...(after.isProved && !before.isProved ? provedLines(state, run) : []),
	];
}

function unknownNames(items: readonly RunItem[]): SafeText {
	const unknown = items.filter(({phase}) => phase.kind === 'unknown');
	const [first] = unknown;
	return first === undefined || unknown.length > 1
		? plural(unknown.length, safe`target`, safe`targets`)
		: targetName(first.target);
}

function leftLines(items: readonly RunItem[]): readonly SafeText[] {
	const left = items.filter(({phase}) => phase.kind !== 'done');
	return [
		...left
			.slice(0, mostNamed)
			.map(({target, phase, steps}) => safe`- ${targetName(target)}: ${phaseText(phase, steps)}`),
		...(left.length > mostNamed ? [safe`and ${count(left.length - mostNamed)} more`] : []),
	];
}

/** What came of the batches that were asked for, and what can be done with that. */
function provedLines(state: State, run: Run): readonly SafeText[] {
	const [item] = run.items;
	if (item === undefined) {
		return [];
	}

	if (run.items.length > 1) {
		const sums = proofSums(state, run.items);
		return sums === undefined ? [] : [safe`${sums}.`];
	}

	if (item.phase.kind !== 'done') {
		return [];
	}

	const proof = proofOf(state, item);
	const sequel = proofSequel(state, proof, item);
	const others = provedRun(state)?.others ?? 0;
	return [
		safe`${proofWord(proof)}, ${targetName(item.target)}: ${proofText(proof, shownMoment(state.feed, state.shown))}.`,
		...(sequel === undefined ? [] : [sequel.text]),
		...(others === 0
			? []
			: [
					safe`"roll out" (r) enables and synchronizes them, "roll out enable" (e) only enables them, as one plan.`,
				]),
	];
}

/** Whether requests of the change in the open dialog are still to be sent: leaving it would stop them. */
export function hasMore({dialog, runs}: State): boolean {
	const run = dialog?.kind === 'run' ? runs.find(({id}) => id === dialog.runId) : undefined;
	return (
		run !== undefined &&
		run.endedAt === undefined &&
		!run.isStopped &&
		(run.rest !== undefined || run.items.some(hasMoreToSend))
	);
}

/** Whether anything is on its way whose end will be told: requests, what is read back, batches that are followed. */
export function isUnderWay({runs}: State): boolean {
	return runs.some(
		(run) =>
			run.items.some(({phase}) => isOpen(phase) || phase.kind === 'waiting') ||
			(isFollowed(run) && run.endedAt !== undefined && !run.items.every(isAtItsEnd)),
	);
}

/** Whether a request is on its way, or not read back yet. */
export function isChanging({runs}: State): boolean {
	return runs.some(({items}) => items.some(({phase}) => isOpen(phase) || phase.kind === 'waiting'));
}

function capital(text: SafeText): SafeText {
	return keepSafe(text.charAt(0).toUpperCase() + text.slice(1));
}
