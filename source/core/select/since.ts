import {type Activity} from '../../contract/activity.ts';
import {joinSafe, type SafeText, safe} from '../../contract/text.ts';
import {type EpochMs, epochMs, milliseconds} from '../../contract/time.ts';
import {clockTime, shortDuration, timeOrDate} from '../../format/duration.ts';
import {count, signed} from '../../format/number.ts';
import {fit} from '../../format/width.ts';
import {newerActivity} from '../activity-list.ts';
import {serviceNow} from '../feed.ts';
import {type Look} from '../look.ts';
import {type News, newsOf} from '../news.ts';
import {type State} from '../state.ts';
import {type CountName} from '../tally.ts';
import {userOf} from '../users/user-table.ts';
import {activityText, countText} from '../words.ts';
import {activityTone, selectActivity} from './overview.ts';
import {type Line, line, type Span, span, type Tone} from './line.ts';
import {selectRecent, type Since} from './recent.ts';
import {presentOf} from './status-cells.ts';

/** What changed since somebody last looked; before there was such a moment, what changed lately. */
export function selectSince(state: State, most: number): Since {
	const {now, isFrozen} = presentOf(state);
	const look = state.notebook.lastLooked;
	const news = newsOf(state);
	if (look === undefined || news === undefined) {
		return selectRecent(state, most);
	}

	const at = markerOf(state, look);
	const newer = newerActivity(state, look);
	const lines = [...newsLines(state, look, news, newer), ...activityLines(newer, news, now)];
	const older = state.activity.slice(newer.length);
	const room = most - lines.length - 2;
	return {
		title: isFrozen
			? safe`Since you last looked (${timeOrDate(at, now)})`
			: safe`Since you last looked (${clockTime(at)}, ${shortDuration(milliseconds(now - at))} ago)`,
		lines: [
			...(lines.length === 0 ? [line(safe`nothing changed`, 'dim')] : lines),
			...(room > 0 && older.length > 0
				? [line(safe`before that`, 'dim'), ...selectActivity(older.slice(0, room), now).map(dimmed)]
				: []),
		],
	};
}

/** The moment it counts from: never one that is still to come, whatever was done to the clocks. */
export function markerOf(state: State, {at}: Look): EpochMs {
	return epochMs(Math.min(at, serviceNow(state.feed, state.shown)));
}

function dimmed(content: Line): Line {
	return content.map(({text}) => span(text, 'dim'));
}

type Told = {
	readonly kind: SafeText;
	readonly sign: '+' | '~' | '-';
	readonly ids: readonly string[];
	readonly tone: Tone;
	readonly what?: SafeText;
};

function newsLines(
	state: State,
	look: Look,
	news: News,
	newer: readonly Activity[],
): readonly Line[] {
	// Who changed a status is told by the service, and below.
	const by = (kind: Activity['kind']) =>
		new Set(newer.filter((row) => row.kind === kind).map(({target}): string => target.id));
	const without = (ids: readonly string[], known: ReadonlySet<string>) =>
		ids.filter((id) => !known.has(id));
	const told: readonly Told[] = [
		...[...news.suspended].map(([what, ids]): Told => ({
			kind: safe`suspended`,
			sign: '+',
			ids,
			tone: 'error',
			what,
		})),
		{kind: safe`with issues`, sign: '+', ids: news.withIssues, tone: 'warn'},
		{
			kind: safe`disabled`,
			sign: '~',
			ids: without(news.disabled, by('syncDisabled')),
			tone: 'text',
			what: safe`Enabled -> Disabled`,
		},
		{
			kind: safe`enabled`,
			sign: '~',
			ids: without(news.enabled, by('syncEnabled')),
			tone: 'text',
			what: safe`Disabled -> Enabled`,
		},
		{
			kind: safe`mailbox`,
			sign: '~',
			ids: without(news.initialized, by('mailboxInitialized')),
			tone: 'text',
			what: safe`Not initialized -> Initialized`,
		},
		{
			kind: safe`mailbox`,
			sign: '~',
			ids: without(news.notInitialized, by('mailboxUninitialized')),
			tone: 'text',
			what: safe`-> Not initialized`,
		},
		{kind: safe`recovered`, sign: '-', ids: news.recovered, tone: 'ok'},
		{
			kind: safe`gone`,
			sign: '-',
			ids: without(news.gone, by('userRemoved').union(by('userForceRemoved'))),
			tone: 'text',
		},
	];
	return [
		...told.filter(({ids}) => ids.length > 0).map((one) => toldLine(state, one)),
		...countLines(state, look),
	];
}

function toldLine(state: State, {kind, sign, ids, tone, what}: Told): Line {
	const latest = what === undefined || tone !== 'error' ? undefined : latestHold(state, ids);
	return [
		span(fit(latest === undefined ? safe`` : clockTime(latest), 12), 'dim'),
		span(fit(kind, 12), tone),
		span(fit(safe`${signs[sign]} ${count(ids.length)}`, 8), tone),
		...(what === undefined ? [] : [span(safe`${what}  `, 'strong')]),
		span(namesOf(state, ids)),
	];
}

const signs: Readonly<Record<Told['sign'], SafeText>> = {'+': safe`+`, '~': safe`~`, '-': safe`-`};
const namedUsers = 4;

function latestHold(state: State, ids: readonly string[]): EpochMs | undefined {
	const moments = ids.slice(0, 100).flatMap((id) => {
		const user = userOf(state.entities.users, id);
		const at = user?.holdSince ?? user?.batch?.endedAt;
		return at === undefined ? [] : [at];
	});
	return moments.length === 0 ? undefined : epochMs(Math.max(...moments));
}

// Who is gone has no name any more.
function namesOf(state: State, ids: readonly string[]): SafeText {
	const names = ids
		.slice(0, namedUsers)
		.map((id) => userOf(state.entities.users, id)?.name ?? safe`a user that is gone`);
	const rest = ids.length - names.length;
	const all = joinSafe([...new Set(names)], ', ');
	return rest > 0 ? safe`${all} and ${count(rest)} more` : all;
}

/** Of kinds that too many belonged to, the counts are all there is. And how many users there are, when that is not the same. */
function countLines(state: State, look: Look): readonly Line[] {
	const kinds = (['suspended', 'withIssues', 'notConfigured'] as const).filter(
		(name) => look[name] === undefined,
	);
	return [
		...kinds.map((name) => countLine(countText(name), look.counts[name], countNow(state, name))),
		...(look.users === state.entities.users.size
			? []
			: [countLine(safe`users`, look.users, state.entities.users.size)]),
	];
}

function countNow(state: State, name: CountName): number {
	return state.entities.tally.all[name];
}

function countLine(name: SafeText, before: number, after: number): Line {
	return [
		span(fit(safe``, 12)),
		span(fit(name, 12)),
		span(fit(signed(after - before), 8)),
		span(safe`${count(before)} -> ${count(after)}`),
	];
}

/** The service's activity, rows of one kind by one actor in one line. What is said of those who are suspended is said above. */
function activityLines(
	newer: readonly Activity[],
	{suspended}: News,
	now: EpochMs,
): readonly Line[] {
	const said = new Set([...suspended.values()].flat());
	const rows = newer.filter(
		({kind, target}) => !(kind.startsWith('suspendedBy') && said.has(target.id)),
	);
	const groups = Map.groupBy(rows, ({kind, actor, detail}) => `${kind}\n${actor}\n${detail ?? ''}`);
	return [...groups.values()].flatMap((group) => {
		const [first] = group;
		return first === undefined ? [] : [activityLine(first, group, now)];
	});
}

function activityLine(first: Activity, group: readonly Activity[], now: EpochMs): Line {
	const names = [...new Set(group.map(({target}) => target.name))];
	const rest = names.length - namedUsers;
	const who: readonly Span[] = [
		span(joinSafe(names.slice(0, namedUsers), ', ')),
		...(rest > 0 ? [span(safe` and ${count(rest)} more`)] : []),
	];
	return [
		span(fit(timeOrDate(first.at, now), 12), 'dim'),
		span(safe`${activityText(first.kind)}  `, activityTone(first)),
		...(group.length > 1 ? [span(safe`~ ${count(group.length)}  `, activityTone(first))] : []),
		...who,
		span(safe`  by ${first.actor}`, 'dim'),
		...(first.detail === undefined ? [] : [span(safe`  ${first.detail}`, 'dim')]),
	];
}
