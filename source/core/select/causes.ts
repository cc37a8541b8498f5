import {type SafeText, safe} from '../../contract/text.ts';
import {type EpochMs, epochMs} from '../../contract/time.ts';
import {type Kind} from '../../knowledge/kind.ts';
import {sparkline} from '../../format/bar.ts';
import {count, plural, signed} from '../../format/number.ts';
import {type Cause, firstSeen} from '../causes/cause-index.ts';
import {stops} from '../causes/cause-state.ts';
import {courseOf, movedLately} from '../causes/course.ts';
import {type Radius, radiusOf} from '../causes/radius.ts';
import {serviceNow} from '../feed.ts';
import {noteFacts} from './note-facts.ts';
import {type State} from '../state.ts';
import {type Column} from './column.ts';
import {type Line, type Span, span, type Tone} from './line.ts';
import {ago, agoLong, type Present, presentOf} from './status-cells.ts';

/** A row of the list of causes. */
export type CauseRow = {readonly id: string; readonly cause: Cause};

/** Cells of a course on screen. */
export const trendCells = 7;

/** Whom a cause hits, with the names of mail servers as Sync Options has them. */
export function causeRadius(state: State, cause: Cause): Radius {
	const servers = state.syncOptions?.mailServers.rows ?? [];
	return radiusOf(cause, state.entities, new Map(servers.map(({id, name}) => [id, name])));
}

/** How grave it is: by whom it stops, not by what it is called. */
export function causeMark(cause: Cause): Span {
	if (cause.users === 0) {
		return cause.trying > 0 ? span(safe`~ `, 'pending') : span(safe`✓ `, 'ok');
	}

	return stops(cause) ? span(safe`!!`, 'error') : span(safe`! `, 'warn');
}

/** The course of a cause, from its first user until now. */
export function causeTrend(state: State, cause: Cause, cells = trendCells): Span {
	const now = presentOf(state).now;
	const samples = state.causeCourses.get(cause.key) ?? [];
	return span(
		sparkline(courseOf(cause, samples, {now, points: cells}), cells),
		stops(cause) ? 'error' : 'warn',
	);
}

/** Whether it grows or drains, in words. */
export function trendText(state: State, cause: Cause): SafeText {
	const samples = state.causeCourses.get(cause.key) ?? [];
	const moved = movedLately(cause, samples, serviceNow(state.feed, state.shown));
	if (moved === undefined) {
		return safe``;
	}

	return moved === 0
		? safe`steady`
		: safe`${moved > 0 ? safe`growing` : safe`draining`} ${signed(moved)} in 5m`;
}

/** The columns of the list of causes. */
export function causeColumns(state: State): ReadonlyArray<Column<CauseRow>> {
	const present = presentOf(state);
	return [
		{
			id: 'cause',
			title: safe`CAUSE`,
			width: [24, 44],
			priority: 1,
			cell: ({cause}) => span(safe`${causeMark(cause).text} ${cause.title}`, causeMark(cause).tone),
		},
		{
			id: 'users',
			title: safe`USERS`,
			width: [6, 6],
			priority: 2,
			align: 'right',
			cell: ({cause}) => span(count(cause.users)),
		},
		{
			id: 'since',
			title: safe`SINCE`,
			width: [6, 7],
			priority: 3,
			align: 'right',
			cell: ({cause}) => sinceCell(cause, present),
		},
		{
			id: 'trend',
			title: safe`TREND`,
			width: [trendCells, trendCells],
			priority: 4,
			cell: ({cause}) => causeTrend(state, cause),
		},
		{
			id: 'radius',
			title: safe`HITS`,
			width: [18, 48],
			priority: 5,
			cell: ({cause}) => span(causeRadius(state, cause).words),
		},
		...sumColumns,
	];
}

const sumColumns: ReadonlyArray<Column<CauseRow>> = [
	{
		id: 'suspended',
		title: safe`SUSP`,
		width: [6, 6],
		priority: 6,
		align: 'right',
		cell: ({cause}) => numberCell(cause.suspended, 'error'),
	},
	{
		id: 'failing',
		title: safe`FAILING`,
		width: [7, 7],
		priority: 7,
		align: 'right',
		cell: ({cause}) => numberCell(cause.failing, 'warn'),
	},
	{
		id: 'issues',
		title: safe`ISSUES`,
		width: [7, 7],
		priority: 8,
		align: 'right',
		cell: ({cause}) => numberCell(cause.issues, 'warn'),
	},
];

function numberCell(value: number, tone: Tone): Span {
	return value === 0 ? span(safe`-`, 'none') : span(count(value), tone);
}

/** Since when the first of those who are hit now is hit. */
function sinceCell(cause: Cause, present: Present): Span {
	const first = momentOf(cause);
	return first === undefined ? span(safe`-`, 'none') : ago(first, present);
}

function momentOf(cause: Cause): EpochMs | undefined {
	const first = firstSeen(cause);
	return first === undefined ? undefined : epochMs(first);
}

/** A label and what it says. */
export type CauseFact = {readonly label: SafeText; readonly value: Line};

/** What is known of a cause, the most telling first. */
export function causeFacts(state: State, cause: Cause): readonly CauseFact[] {
	const radius = causeRadius(state, cause);
	const {kind, example} = cause;
	const since = momentOf(cause);
	return [
		{
			label: safe`Hits`,
			value: [span(radius.words, 'strong'), span(safe`: `, 'dim'), span(radius.evidence)],
		},
		...natureFact(radius, kind),
		{
			label: safe`Since`,
			value: [
				span(since === undefined ? safe`over` : agoLong(since, presentOf(state))),
				span(safe`  `),
				causeTrend(state, cause),
				span(safe` `),
				span(trendText(state, cause), 'dim'),
			],
		},
		{label: safe`Now`, value: nowLine(cause)},
		...noteFacts(state, `cause:${cause.key}`),
		...(kind === undefined
			? [
					{
						label: safe`Meaning`,
						value: [span(safe`not in the catalogue: read the text as it came`, 'unknown' as const)],
					},
				]
			: [
					...textFact(safe`Meaning`, kind.means),
					...textFact(safe`Likely`, kind.likely),
					...(kind.isOwn === true
						? []
						: [{label: safe`The engine`, value: [span(engineText(kind), 'dim' as const)]}]),
				]),
		{label: safe`As it came`, value: [span(safe`${example.code} `, 'warn'), span(example.text)]},
		...(kind === undefined
			? []
			: [
					{
						label: kind.isOwn === true ? safe`Runbook` : safe`Source`,
						value: [span(kind.link ?? kind.source, 'dim')],
					},
				]),
	];
}

// An entry of the user's own may leave it out.
function textFact(label: SafeText, text: SafeText): readonly CauseFact[] {
	return text === '' ? [] : [{label, value: [span(text)]}];
}

// Where fewer are hit than this kind hits by its nature, the rest is to be expected.
function natureFact(radius: Radius, kind: Kind | undefined): readonly CauseFact[] {
	return kind?.reach === 'everyone' && radius.kind !== 'everyone' && radius.kind !== 'nobody'
		? [
				{
					label: safe``,
					value: [span(safe`so far: by its nature this hits everyone at their next batch`, 'warn')],
				},
			]
		: [];
}

/** How many it hits in which way, and what came of those whom it had hit. */
export function nowLine(cause: Cause): Line {
	const {suspended, held, failing, withIssues, issues, trying, recovered, failedAgain} = cause;
	const parts: Line = [
		...(suspended > 0
			? [span(safe`${count(suspended)} suspended (${count(held)} held)`, 'error')]
			: []),
		...(failing > 0 ? [span(safe`${count(failing)} failing, tried again`, 'warn')] : []),
		...(withIssues > 0
			? [
					span(
						safe`${plural(issues, safe`issue`, safe`issues`)} of ${plural(withIssues, safe`user`, safe`users`)}`,
						'warn',
					),
				]
			: []),
		...(trying > 0 ? [span(safe`${count(trying)} trying again`, 'pending')] : []),
		...(recovered > 0 ? [span(safe`${count(recovered)} recovered`, 'ok')] : []),
		...(failedAgain > 0
			? [span(plural(failedAgain, safe`retry failed`, safe`retries failed`), 'error')]
			: []),
	];
	return parts.length === 0
		? [span(safe`nobody is hit`, 'ok')]
		: parts.flatMap((part, index) => (index === 0 ? [part] : [span(safe`, `, 'dim'), part]));
}

const repairers: Readonly<Record<Kind['repairedBy'], SafeText>> = {
	vantagepointAdmin: safe`a Vantagepoint administrator`,
	mailAdmin: safe`the mail administrator`,
	user: safe`the user`,
	vendor: safe`the vendor`,
	itself: safe`time: it passes by itself`,
};

function engineText({retries, suspends, repairedBy}: Kind): SafeText {
	const suspending: Readonly<Record<Kind['suspends'], SafeText>> = {
		'at once': safe`suspends at once`,
		'after failures': safe`suspends after failures in a row`,
		no: safe`does not suspend`,
	};
	return safe`${retries ? safe`tries again by itself` : safe`does not try again`}, ${suspending[suspends]}; repaired by ${repairers[repairedBy]}`;
}
