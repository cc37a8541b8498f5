import {keepSafe, type SafeText, safe} from '../../contract/text.ts';
import {clockTime, shortDuration} from '../../format/duration.ts';
import {count, plural} from '../../format/number.ts';
import {causeList} from '../causes/cause-list.ts';
import {type ConnectionLook, type ConnectionRow, type SavedConnection} from '../connections.ts';
import {failureText} from '../failure-text.ts';
import {ageOf, freshnessOf, shownMoment} from '../feed.ts';
import {type State} from '../state.ts';
import {type CountName} from '../tally.ts';
import {type Column} from './column.ts';
import {type Span, span, type Tone} from './line.ts';
import {countsOf} from './overview.ts';

/** A watched service at a glance. */
export function lookOf(state: State): ConnectionLook {
	const {feed, now} = state;
	const counts = countsOf(state);
	const failure = feed.failure ?? feed.roundFailure ?? feed.refused.overview;
	if (counts === undefined) {
		return failure === undefined || feed.last !== undefined
			? {kind: 'asking'}
			: {kind: 'silent', reason: failureText(failure).what};
	}

	const {active, withIssues, suspended, notConfigured} = counts;
	return {
		kind: 'known',
		counts: {active, withIssues, suspended, notConfigured},
		cause: topCause(state),
		freshness: freshnessOf(feed, now),
		asOf: shownMoment(feed, now),
		age: feed.last === undefined ? now.elapsed : ageOf(feed.last, now),
	};
}

function topCause(state: State): Extract<ConnectionLook, {kind: 'known'}>['cause'] {
	if (!state.isComplete) {
		return 'notRead';
	}

	const [first] = causeList(state);
	return first === undefined || first.users === 0
		? 'none'
		: {title: first.title, users: first.users};
}

/** What a list of the settings shows of each connection. */
export const savedColumns: ReadonlyArray<Column<SavedConnection>> = [
	{
		id: 'name',
		title: safe`NAME`,
		width: [8, 40],
		priority: 1,
		cell: ({name, isCurrent}) => span(name, isCurrent ? 'strong' : 'text'),
	},
	{
		id: 'current',
		title: safe`CURRENT`,
		width: [7, 7],
		priority: 3,
		cell: ({isCurrent}) => (isCurrent ? span(safe`current`, 'accent') : span(safe``)),
	},
	{
		id: 'marks',
		title: safe`MARKS`,
		width: [6, 9],
		priority: 2,
		cell: marksCell,
	},
	{
		id: 'url',
		title: safe`URL`,
		width: [12, 80],
		priority: 2,
		cell: ({url, problem}) =>
			problem === undefined ? span(url ?? safe``) : span(problem, 'error'),
	},
];

/** What all connections side by side show of each. */
export const lookColumns: ReadonlyArray<Column<ConnectionRow>> = [
	{
		id: 'name',
		title: safe`NAME`,
		width: [8, 20],
		priority: 1,
		cell: ({name, isCurrent}) => span(name, isCurrent ? 'strong' : 'text'),
	},
	{id: 'marks', title: safe`MARKS`, width: [6, 9], priority: 2, cell: marksCell},
	countColumn('active', safe`ACTIVE`, 'ok'),
	countColumn('withIssues', safe`ISSUES`, 'warn'),
	countColumn('suspended', safe`SUSP`, 'error'),
	countColumn('notConfigured', safe`NO BOX`, 'text'),
	{
		id: 'cause',
		title: safe`TOP CAUSE`,
		width: [12, 70],
		priority: 3,
		cell: causeCell,
	},
	{id: 'fresh', title: safe`FRESH`, width: [11, 15], priority: 2, cell: freshCell},
];

function countColumn(name: CountName, title: SafeText, tone: Tone): Column<ConnectionRow> {
	return {
		id: name,
		title,
		width: [6, 7],
		priority: name === 'suspended' ? 1 : 2,
		align: 'right',
		cell({look}) {
			if (look.kind !== 'known') {
				return span(safe`-`, 'dim');
			}

			const value = look.counts[name];
			return span(count(value), value === 0 ? 'dim' : tone);
		},
	};
}

function marksCell({isProduction, isReadOnly}: SavedConnection): Span {
	const marks = [...(isProduction ? [safe`[PROD]`] : []), ...(isReadOnly ? [safe`RO`] : [])].join(
		' ',
	);
	return span(keepSafe(marks), isProduction ? 'danger' : 'dim');
}

function causeCell({look, problem}: ConnectionRow): Span {
	if (problem !== undefined) {
		return span(problem, 'error');
	}

	switch (look.kind) {
		case 'asking': {
			return span(safe`asking...`, 'pending');
		}

		case 'silent': {
			return span(look.reason, 'error');
		}

		case 'known': {
			if (look.cause === 'none') {
				return span(safe`none`, 'dim');
			}

			return look.cause === 'notRead'
				? span(safe`users not read`, 'dim')
				: span(safe`${look.cause.title}, ${plural(look.cause.users, safe`user`, safe`users`)}`);
		}
	}
}

function freshCell({look, problem}: ConnectionRow): Span {
	if (problem !== undefined) {
		return span(safe`not usable`, 'error');
	}

	switch (look.kind) {
		case 'asking': {
			return span(safe`connecting`, 'pending');
		}

		case 'silent': {
			return span(safe`NO ANSWER`, 'error');
		}

		case 'known': {
			return look.freshness === 'live'
				? span(safe`● ${clockTime(look.asOf)}`, 'ok')
				: span(safe`${words[look.freshness]} ${shortDuration(look.age)}`, 'stale');
		}
	}
}

const words: Readonly<Record<Extract<ConnectionLook, {kind: 'known'}>['freshness'], SafeText>> = {
	connecting: safe`connecting`,
	live: safe`live`,
	paused: safe`PAUSED`,
	stale: safe`STALE`,
	offline: safe`OFFLINE`,
	signedOut: safe`SIGNED OUT`,
};
