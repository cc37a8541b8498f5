import {type SafeText, safe} from '../../contract/text.ts';
import {milliseconds} from '../../contract/time.ts';
import {shownMoment} from '../../core/feed.ts';
import {isFollowed} from '../../core/follow.ts';
import {type Proof, proofOf, proofSums, proofText, proofWord} from '../../core/proof.ts';
import {provedRun} from '../../core/roll-out.ts';
import {type Run, type RunItem} from '../../core/run.ts';
import {causeOf} from '../../core/same-cause.ts';
import {type Line, line, type Span, span, type Tone} from '../../core/select/line.ts';
import {proofSequel} from '../../core/select/proof-sequel.ts';
import {errorText} from '../../core/select/status-cells.ts';
import {type State} from '../../core/state.ts';
import {duration} from '../../format/duration.ts';
import {count} from '../../format/number.ts';
import {wrap} from '../../format/width.ts';

const tones: Readonly<Record<Proof['kind'], Tone>> = {
	waiting: 'pending',
	proved: 'ok',
	finished: 'ok',
	failed: 'error',
	takenBack: 'warn',
	gone: 'warn',
};

/** In a bulk change: what came of the batch of one item, in place of "verified". */
export function itemProof(state: State, run: Run, item: RunItem): Span | undefined {
	if (!isFollowed(run) || item.phase.kind !== 'done' || run.items.length === 1) {
		return undefined;
	}

	const proof = proofOf(state, item);
	return span(proofText(proof, shownMoment(state.feed, state.shown)), tones[proof.kind]);
}

/** Why nothing is being sent just now, where the service asked for a pause. */
export function pauseLines({shown}: State, {pausedUntil}: Run): readonly Line[] {
	if (pausedUntil === undefined) {
		return [];
	}

	const left = milliseconds(Math.max(0, pausedUntil - shown.elapsed));
	return [
		line(safe`The service asked to slow down; it goes on by itself in ${duration(left)}`, 'warn'),
	];
}

/** The batch that was forced, followed live to its result, and what can be done with the result. */
export function proofLines(state: State, run: Run, width: number): readonly Line[] {
	const [item] = run.items;
	if (!isFollowed(run) || item === undefined) {
		return [];
	}

	if (run.items.length > 1) {
		const sums = proofSums(state, run.items);
		return sums === undefined ? [] : [[], line(sums, 'strong')];
	}

	if (item.phase.kind !== 'done') {
		return [];
	}

	const proof = proofOf(state, item);
	return [
		[],
		...told(state, proof, width),
		...beforeLine(state, item, width),
		...nextLines(state, proof, item),
	];
}

function told(state: State, proof: Proof, width: number): readonly Line[] {
	const word = proofWord(proof);
	const text = proofText(proof, shownMoment(state.feed, state.shown));
	const indent = word.length + 2;
	return wrap(text, width - indent).map((part, index) => [
		index === 0 ? span(safe`${word}  `, tones[proof.kind]) : span(blank(indent)),
		span(part),
	]);
}

function blank(width: number): SafeText {
	return Array.from({length: width}).reduce<SafeText>((text) => safe`${text} `, safe``);
}

function beforeLine(state: State, {target}: RunItem, width: number): readonly Line[] {
	const user = target.kind === 'user' ? target.user : undefined;
	const hasFailed = user !== undefined && causeOf(state, user) !== undefined;
	const before = hasFailed ? errorText(user.batch) : undefined;
	return before === undefined
		? []
		: wrap(safe`The batch before: ${before}`, width).map((part) => line(part, 'dim'));
}

function nextLines(state: State, proof: Proof, item: RunItem): readonly Line[] {
	const said = proofSequel(state, proof, item);
	if (said === undefined) {
		return proof.kind === 'failed'
			? [[], line(safe`Open the user (Enter in the list) for what failed now.`, 'warn')]
			: [];
	}

	const others = provedRun(state)?.others ?? 0;
	return others === 0
		? [[], [said]]
		: [
				[],
				[said],
				[
					span(safe`r `, 'accent'),
					span(safe`enable and synchronize the other ${count(others)}, as one plan`),
				],
				[
					span(safe`e `, 'accent'),
					span(safe`only enable the other ${count(others)}; their schedules do the rest`),
				],
			];
}
