import {type Activity} from '../../contract/activity.ts';
import {joinSafe, type SafeText, safe} from '../../contract/text.ts';
import {timeOrDate} from '../../format/duration.ts';
import {count} from '../../format/number.ts';
import {serviceNow} from '../feed.ts';
import {type News, newsOf} from '../news.ts';
import {markerOf, newerActivity} from '../select/since.ts';
import {type State} from '../state.ts';
import {userOf} from '../users/user-table.ts';
import {activityText} from '../words.ts';
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
	const newer = newerActivity(state, look).filter(
		({kind, target}) => !(kind.startsWith('suspendedBy') && said.has(target.id)),
	);
	return section(safe`What changed since the last look, ${momentText(markerOf(state, look))}`, [
		...newsLines(state, words, news),
		...activityLines(state, words, newer),
	]);
}

function newsLines(state: State, words: Words, news: News): readonly SafeText[] {
	const told: ReadonlyArray<readonly [SafeText, readonly string[]]> = [
		...[...news.suspended].map(
			([title, ids]) => [safe`suspended, ${words.sign(title)}`, ids] as const,
		),
		[safe`with issues`, news.withIssues],
		[safe`disabled`, news.disabled],
		[safe`enabled`, news.enabled],
		[safe`mailbox initialized`, news.initialized],
		[safe`mailbox not initialized any more`, news.notInitialized],
		[safe`recovered`, news.recovered],
		[safe`gone`, news.gone],
	];
	return told
		.filter(([, ids]) => ids.length > 0)
		.map(([what, ids]) =>
			item(safe`${count(ids.length)} ${what}: ${usersText(state, words, ids)}`),
		);
}

// Of those that are gone nothing but the id is left.
function usersText(state: State, words: Words, ids: readonly string[]): SafeText {
	return listed(
		ids.slice(0, namedUsers).map((id) => {
			const user = userOf(state.entities.users, id);
			return user === undefined ? safe`one that is gone` : words.named(user.id, user.name);
		}),
		ids.length,
	);
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
		targets.length,
	);
	const number = group.length === 1 ? safe`` : safe` (${count(group.length)})`;
	const detail = first.detail === undefined ? safe`` : safe`: ${words.foreign(first.detail)}`;
	return safe`${timeOrDate(first.at, now)} ${textOf(activityText(first.kind))}${number}, ${who}${words.by(first.actor)}${detail}`;
}

function listed(names: readonly SafeText[], all: number): SafeText {
	const text = joinSafe(names, ', ');
	return all > names.length ? safe`${text} and ${count(all - names.length)} more` : text;
}
