import {safe, type SafeText} from '../contract/text.ts';
import {type Milliseconds, milliseconds, seconds} from '../contract/time.ts';
import {shownMoment} from '../core/feed.ts';
import {isFollowed} from '../core/follow.ts';
import {type Proof, proofOf, proofText, proofWord} from '../core/proof.ts';
import {isSettled, type Run, type RunItem} from '../core/run.ts';
import {verbPresent} from '../core/run-text.ts';
import {type State} from '../core/state.ts';
import {targetName} from '../core/target.ts';
import {duration} from '../format/duration.ts';
import {count, plural} from '../format/number.ts';
import {type ServiceWorld} from './command.ts';
import {firstOf} from './wait-for.ts';

const progressPause = seconds(1);
// A request is given up before that; what is unknown then is read back by the next start.
const longestEnd = seconds(30);
// The service says nothing, or nothing that settles it.
const longestUnknown = seconds(120);

/** What a plan became: one run, or one for each verb of a change set. */
export function runsOf({runs}: State, planId: string): readonly Run[] {
	return runs.filter(({id}) => id === planId || id.startsWith(`${planId}s`));
}

/**
Waits until all of a plan has come to its end, and tells how far it is. When the program is to end, the rest is not started and what is on its
way is waited for.
*/
export async function followRuns(planId: string, world: ServiceWorld): Promise<void> {
	const tell = createProgress(planId, world);
	const whole = await firstOf(world, (state) => {
		tell(state);
		return isOver(runsOf(state, planId)) || isStuck(state, planId) ? true : undefined;
	});
	if (whole === undefined) {
		await endEarly(planId, world);
	}
}

async function endEarly(planId: string, world: ServiceWorld): Promise<void> {
	const {engine, clock, print} = world;
	print.note('Stopping: the rest is not started, what is on its way is waited for');
	engine.dispatch({type: 'change.stopped'});
	const {signal} = new AbortController();
	await firstOf(
		{engine, clock, signal},
		(state) => (runsOf(state, planId).some(hasOneOnItsWay) ? undefined : true),
		longestEnd,
	);
}

function hasOneOnItsWay({items}: Run): boolean {
	return items.some(({phase: {kind}}) => kind === 'sending' || kind === 'verifying');
}

function isOver(runs: readonly Run[]): boolean {
	const last = runs.at(-1);
	return (
		last !== undefined &&
		runs.every(({endedAt}) => endedAt !== undefined) &&
		(last.rest === undefined || last.isStopped)
	);
}

// Only unknown ones are left, and silence settles nothing: the next start reads them back.
function isStuck(state: State, planId: string): boolean {
	const items = runsOf(state, planId).flatMap((run) => run.items);
	const open = items.filter(({phase}) => !isSettled(phase));
	return (
		open.length > 0 &&
		open.every(
			({phase}) =>
				phase.kind === 'unknown' &&
				shownMoment(state.feed, state.now) - phase.since > longestUnknown,
		)
	);
}

function createProgress(planId: string, {print}: ServiceWorld): (state: State) => void {
	let counted: Milliseconds | undefined;
	let said = '';
	const say = (text: SafeText, about: string = text): void => {
		if (about !== said) {
			print.note(text);
			said = about;
		}
	};

	return (state) => {
		const run = runsOf(state, planId).at(-1);
		if (run === undefined) {
			return;
		}

		const why = delayText(state, run);
		const {elapsed} = state.now;
		const isTime =
			counted === undefined || elapsed - counted >= progressPause || run.endedAt !== undefined;
		if (why !== undefined) {
			// The time that is left goes down; it is said once.
			say(why, `${run.id} ${run.pausedUntil ?? 'unknown'}`);
		} else if (isTime && run.items.length > 1) {
			counted = elapsed;
			say(countText(run));
		}
	};
}

// Of one target the result says it all, unless it takes long.
function delayText({now}: State, {items, pausedUntil}: Run): SafeText | undefined {
	if (items.some(({phase}) => phase.kind === 'unknown')) {
		return safe`UNKNOWN: the answer did not arrive. It may or may not have been done; it is not sent again, and read back until it is settled`;
	}

	if (pausedUntil === undefined) {
		return undefined;
	}

	const left = milliseconds(Math.max(0, pausedUntil - now.elapsed));
	return safe`The service asked to slow down; it goes on by itself in ${duration(left)}`;
}

function countText({verb, items}: Run): SafeText {
	const settled = items.filter(({phase}) => isSettled(phase)).length;
	return safe`${verbPresent(verb)} ${plural(items.length, safe`target`, safe`targets`)}: ${count(settled)} of ${count(items.length)}`;
}

/** Follows the batches that were asked for to their ends, and tells each thing that is seen of them once. */
export async function followProofs(
	planId: string,
	longest: Milliseconds,
	world: ServiceWorld,
): Promise<void> {
	const said = new Map<RunItem['target'], string>();
	await firstOf(
		world,
		(state) => {
			const items = runsOf(state, planId)
				.filter(isFollowed)
				.flatMap((run) => run.items)
				.filter(({phase}) => phase.kind === 'done');
			const proofs = items.map((item) => [item, proofOf(state, item)] as const);
			for (const [{target}, proof] of proofs) {
				const seen = seenOf(proof);
				if (said.get(target) !== seen) {
					said.set(target, seen);
					const text = proofText(proof, shownMoment(state.feed, state.now));
					world.print.note(safe`${proofWord(proof)}  ${targetName(target)}: ${text}`);
				}
			}

			return proofs.every(([, {kind}]) => kind !== 'waiting') ? true : undefined;
		},
		longest,
	);
}

function seenOf(proof: Proof): string {
	return `${proof.kind} ${'batch' in proof ? (proof.batch?.state ?? '') : ''}`;
}
