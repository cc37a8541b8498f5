import {joinSafe, type SafeText, safe} from '../../contract/text.ts';
import {epochMs} from '../../contract/time.ts';
import {timeOrDate} from '../../format/duration.ts';
import {count, plural} from '../../format/number.ts';
import {acknowledgementOf, memoOf} from '../acknowledge.ts';
import {type Cause, firstSeen} from '../causes/cause-index.ts';
import {causeList} from '../causes/cause-list.ts';
import {stops} from '../causes/cause-state.ts';
import {checklistOf, nextStep} from '../causes/checklist.ts';
import {serviceNow} from '../feed.ts';
import {causeRadius, nowLine, trendText} from '../select/causes.ts';
import {type State} from '../state.ts';
import {item, section, textOf} from './markdown.ts';
import {sinceText} from './state-part.ts';
import {titleWords, type Words} from './words.ts';

const most = 20;

/** What fails, whom it hits, what to do next about it; and what is over. */
export function causesPart(state: State, words: Words): readonly SafeText[] {
	const causes = causeList(state);
	const stopping = causes.filter(stops);
	const others = causes.filter((cause) => !stops(cause) && cause.users > 0);
	const gone = causes.filter((cause) => !stops(cause) && cause.users === 0 && cause.peak > 0);
	const parts = [
		...stopping
			.slice(0, most)
			.map((cause, index) => [
				safe`### ${index + 1}. ${titleWords(words, cause)}: ${plural(cause.users, safe`user`, safe`users`)}`,
				safe``,
				...causeLines(state, words, cause),
			]),
		cut(stopping, []),
		list(safe`Objects fail, batches go on:`, others, (cause) => issueLines(state, words, cause)),
		list(safe`Gone since the start:`, gone, (cause) => [item(goneText(words, cause))]),
	];
	return section(
		safe`Causes`,
		parts
			.filter((lines) => lines.length > 0)
			.flatMap((lines, index) => (index === 0 ? lines : [safe``, ...lines])),
	);
}

function list(
	title: SafeText,
	causes: readonly Cause[],
	linesOf: (cause: Cause) => readonly SafeText[],
): readonly SafeText[] {
	return causes.length === 0
		? []
		: [title, safe``, ...cut(causes, causes.slice(0, most).flatMap(linesOf))];
}

function cut(causes: readonly Cause[], lines: readonly SafeText[]): readonly SafeText[] {
	const rest = causes.length - most;
	return rest > 0
		? [
				...lines,
				item(safe`and ${plural(rest, safe`cause`, safe`causes`)} more, of no more users each`),
			]
		: lines;
}

function goneText(words: Words, cause: Cause): SafeText {
	const {peak, recovered} = cause;
	return safe`${titleWords(words, cause)}: ${plural(peak, safe`user`, safe`users`)} at most, ${count(recovered)} recovered`;
}

function causeLines(state: State, words: Words, cause: Cause): readonly SafeText[] {
	const radius = causeRadius(state, cause);
	const {kind} = cause;
	const means = kind?.means ?? safe``;
	return [
		item(safe`Hits ${textOf(radius.words)}: ${textOf(radius.evidence)}`),
		item(safe`Failing ${sinceLine(state, cause)}`),
		item(
			safe`Now: ${joinSafe(
				nowLine(cause).map(({text}) => text),
				'',
			)}`,
		),
		...(kind === undefined
			? [item(safe`Meaning: not in the catalogue; read the text as it came`)]
			: means === ''
				? []
				: [item(safe`Meaning: ${kind.isOwn === true ? words.foreign(means) : textOf(means)}`)]),
		item(nextLine(state, words, cause)),
		...noteLines(state, words, `cause:${cause.key}`),
		item(safe`As it came: ${exampleText(words, cause)}`),
	];
}

/** In few lines: what stops nobody is looked at last. */
function issueLines(state: State, words: Words, cause: Cause): readonly SafeText[] {
	const users = plural(cause.users, safe`user`, safe`users`);
	const {words: whom} = causeRadius(state, cause);
	return [
		item(
			safe`**${titleWords(words, cause)}**: ${plural(cause.issues, safe`issue`, safe`issues`)} of ${users}, ${textOf(whom)}; ${sinceLine(state, cause)}`,
		),
		...[
			item(nextLine(state, words, cause)),
			...noteLines(state, words, `cause:${cause.key}`),
			item(safe`As it came: ${exampleText(words, cause)}`),
		].map((line) => safe`  ${line}`),
	];
}

function exampleText(words: Words, {example}: Cause): SafeText {
	return safe`${words.sign(example.code)} ${words.foreign(example.text)}`;
}

function sinceLine(state: State, cause: Cause): SafeText {
	const first = firstSeen(cause);
	const trend = trendText(state, cause);
	return safe`since ${first === undefined ? safe`when is not known` : sinceText(state, epochMs(first))}${trend === '' ? safe`` : safe`, ${trend}`}`;
}

function nextLine(state: State, words: Words, cause: Cause): SafeText {
	const steps = checklistOf(cause, state);
	const next = nextStep(steps);
	if (next === undefined) {
		return safe`Next: nothing is left to be done`;
	}

	const text = cause.kind?.isOwn === true ? words.foreign(next.text) : textOf(next.text);
	// That it is done elsewhere the step says by itself.
	const told =
		next.told === undefined || next.does === 'outside' ? safe`` : safe`; ${textOf(next.told)}`;
	return safe`**Next** (step ${steps.indexOf(next) + 1} of ${steps.length}): ${text}${told}`;
}

/** That somebody knows about it, and what they wrote. */
export function noteLines(state: State, words: Words, key: string): readonly SafeText[] {
	const known = acknowledgementOf(state, key);
	const memo = memoOf(state, key);
	const now = serviceNow(state.feed, state.now);
	return [
		...(known === undefined
			? []
			: [item(safe`Acknowledged ${timeOrDate(known.at, now)}${words.by(known.by)}`)]),
		...(memo === undefined ? [] : [item(safe`Memo: ${words.personal(memo.text)}`)]),
	];
}
