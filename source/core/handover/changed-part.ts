import {type Activity} from '../../contract/activity.ts';
import {joinSafe, type SafeText, safe} from '../../contract/text.ts';
import {timeOrDate} from '../../format/duration.ts';
import {count} from '../../format/number.ts';
import {newerActivity} from '../activity-list.ts';
import {serviceNow} from '../feed.ts';
import {type News, newsOf} from '../news.ts';
import {markerOf} from '../select/since.ts';
import {type State} from '../state.ts';
import {userOf} from '../users/user-table.ts';
import {activityText, countText} from '../words.ts';
import {item, section, textOf} from './markdown.ts';
import {momentText} from './state-part.ts';
import {type Words} from './words.ts';

const namedUsers = 4;
const mostLines = 20;

/** What changed since somebody looked last; before there was such a moment, the latest that the service tells. */
export function changedPart(state: State, words: Words): readonly SafeText[] {
	const look = state.notebook.lastLooked;
	const news = newsOf(state);
	if (look === undefined || news === undefined) {
		const latest = state.activity.slice(0, mostLines);
		return section(
			latest.length === 0
				? safe`What changed`
				: safe`What changed: the latest ${count(latest.length)} that the service tells`,
			activityLines(state, words, latest),
		);
	}

	// Of those who are suspended it is said above for which cause.
	const said = new Set([...news.suspended.values()].flat());
	const all = newerActivity(state, look);
	const newer = all.filter(
		({kind, target}) => !(kind.startsWith('suspendedBy') && said.has(target.id)),
	);
	return section(safe`What changed since the last look, ${momentText(markerOf(state, look))}`, [
		...newsLines(state, words, news, all),
		...activityLines(state, words, newer),
	]);
}

function newsLines(
	state: State,
	words: Words,
	news: News,
	newer: readonly Activity[],
): readonly SafeText[] {
	// Who changed it is told by the service, and below.
	const without = (ids: readonly string[], ...kinds: ReadonlyArray<Activity['kind']>) => {
		const known = new Set(
			newer.filter(({kind}) => kinds.includes(kind)).map(({target}): string => target.id),
		);
		return ids.filter((id) => !known.has(id));
	};
	const told: ReadonlyArray<readonly [SafeText, readonly string[]]> = [
		...[...news.suspended].map(
			([title, ids]) => [safe`suspended, ${words.sign(title)}`, ids] as const,
		),
		[safe`with issues`, news.withIssues],
		[safe`disabled`, without(news.disabled, 'syncDisabled')],
		[safe`enabled`, without(news.enabled, 'syncEnabled')],
		[safe`mailbox initialized`, without(news.initialized, 'mailboxInitialized')],
		[safe`mailbox not initialized any more`, without(news.notInitialized, 'mailboxUninitialized')],
		[safe`recovered`, news.recovered],
		[safe`gone`, without(news.gone, 'userRemoved', 'userForceRemoved')],
	];
	return [
		...told
			.filter(([, ids]) => ids.length > 0)
			.map(([what, ids]) =>
				item(safe`${count(ids.length)} ${what}: ${usersText(state, words, ids)}`),
			),
		...countLines(state),
	];
}

// Of kinds that too many belonged to, the counts are all there is.
function countLines({notebook: {lastLooked: look}, entities}: State): readonly SafeText[] {
	const kinds = ['suspended', 'withIssues', 'notConfigured'] as const;
	return look === undefined
		? []
		: kinds
				.filter((name) => look[name] === undefined)
				.map((name) =>
					item(
						safe`${countText(name)}: ${count(look.counts[name])} then, ${count(entities.tally.all[name])} now`,
					),
				);
}

// Who is gone has no name any more.
function usersText(state: State, words: Words, ids: readonly string[]): SafeText {
	const names = ids.slice(0, namedUsers).map((id) => {
		const user = userOf(state.entities.users, id);
		return user === undefined ? safe`no longer there` : words.named(user.id, user.name);
	});
	return listed([...new Set(names)], ids.length - names.length);
}

/** Rows of one kind by one actor in one line, the newest first. */
function activityLines(state: State, words: Words, rows: readonly Activity[]): readonly SafeText[] {
	const groups = [
		...Map.groupBy(rows, ({kind, actor, detail}) => `${kind}\n${actor}\n${detail ?? ''}`).values(),
	];
	return [
		...groups.slice(0, mostLines).flatMap((group) => {
			const [first] = group;
			return first === undefined ? [] : [item(activityLine(state, words, first, group))];
		}),
		...(groups.length > mostLines
			? [item(safe`and ${count(groups.length - mostLines)} more`)]
			: []),
	];
}

function activityLine(
	state: State,
	words: Words,
	first: Activity,
	group: readonly Activity[],
): SafeText {
	const now = serviceNow(state.feed, state.now);
	const targets = [...new Map(group.map(({target}) => [target.id, target])).values()];
	const who = listed(
		targets.slice(0, namedUsers).map(({id, name}) => words.named(id, name)),
		Math.max(0, targets.length - namedUsers),
	);
	const number = group.length === 1 ? safe`` : safe` (${count(group.length)})`;
	const detail = first.detail === undefined ? safe`` : safe`: ${words.foreign(first.detail)}`;
	return safe`${timeOrDate(first.at, now)} ${textOf(activityText(first.kind))}${number}, ${who}${words.by(first.actor)}${detail}`;
}

function listed(names: readonly SafeText[], rest: number): SafeText {
	const text = joinSafe(names, ', ');
	return rest > 0 ? safe`${text} and ${count(rest)} more` : text;
}
