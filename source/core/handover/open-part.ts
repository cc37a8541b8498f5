import {type Group} from '../../contract/group.ts';
import {type SafeText, safe} from '../../contract/text.ts';
import {timeOrDate} from '../../format/duration.ts';
import {count, plural} from '../../format/number.ts';
import {isAcknowledged, memoOf, userKey} from '../acknowledge.ts';
import {serviceNow} from '../feed.ts';
import {isSettled} from '../run.ts';
import {verbPresent} from '../run-text.ts';
import {type State} from '../state.ts';
import {targetId} from '../target.ts';
import {userOf} from '../users/user-table.ts';
import {noteLines} from './causes-part.ts';
import {resultText} from './done-part.ts';
import {item, section} from './markdown.ts';
import {changeText, targetWords, type Words} from './words.ts';

const most = 50;

/** What the next shift has to look after: changes nobody knows the end of, groups that are off, who is known to be in trouble. */
export function openPart(state: State, words: Words): readonly SafeText[] {
	return section(safe`Open`, [
		...cut(openChanges(state, words)),
		...cut(disabledGroups(state, words)),
		...cut(notedUsers(state, words)),
	]);
}

function cut(lines: readonly SafeText[]): readonly SafeText[] {
	return lines.length > most
		? [...lines.slice(0, most), item(safe`and ${count(lines.length - most)} more of these`)]
		: lines;
}

function openChanges(state: State, words: Words): readonly SafeText[] {
	const now = serviceNow(state.feed, state.now);
	return [
		...state.runs.flatMap(({id, verb, items}) =>
			items
				.filter(({phase}) => !isSettled(phase))
				.map(({target, phase, steps}) =>
					item(
						safe`**${verbPresent(verb)}** ${targetWords(words, target)}: ${resultText(words, phase, steps)}, ${changeText(id)}`,
					),
				),
		),
		...state.unsettled.map(({action, target, at, change}) =>
			item(
				safe`**${verbPresent(action)}** ${words.named(target.id, target.name)}, sent by an earlier start (${timeOrDate(at, now)}): not known yet what became of it, ${changeText(change)}`,
			),
		),
	];
}

function disabledGroups(state: State, words: Words): readonly SafeText[] {
	return [...state.entities.groups.values()]
		.filter(({syncStatus}) => syncStatus === 'disabled')
		.map((group) => {
			const users = state.entities.tally.byGroup.get(group.id)?.users ?? 0;
			return item(
				safe`Group ${words.named(group.id, group.name)} is disabled: ${plural(users, safe`member does`, safe`members do`)} not synchronize${whoDisabled(state, words, group)}`,
			);
		});
}

function whoDisabled(state: State, words: Words, {id, updatedAt}: Group): SafeText {
	const now = serviceNow(state.feed, state.now);
	const row = state.activity.find(
		({kind, target}) => kind === 'syncDisabled' && target.type === 'group' && target.id === id,
	);
	const run = state.runs.findLast(
		({verb, items}) =>
			verb === 'disable' &&
			items.some(
				({target, phase}) =>
					target.kind === 'group' && targetId(target) === id && phase.kind === 'done',
			),
	);
	const from = run === undefined ? safe`` : safe`, from here, ${changeText(run.id)}`;
	return row === undefined
		? safe`${updatedAt === undefined ? safe`` : safe`; last changed ${timeOrDate(updatedAt, now)}`}${from}`
		: safe`; since ${timeOrDate(row.at, now)}${words.by(row.actor)}${from}`;
}

/** Users whom somebody acknowledged or wrote about, as far as they are still there. */
function notedUsers(state: State, words: Words): readonly SafeText[] {
	const {acknowledged, memos} = state.notebook;
	const prefix = userKey('');
	return [...new Set([...acknowledged.keys(), ...memos.keys()])].flatMap((key) => {
		const user = key.startsWith(prefix)
			? userOf(state.entities.users, key.slice(prefix.length))
			: undefined;
		if (user === undefined || !(isAcknowledged(state, key) || memoOf(state, key))) {
			return [];
		}

		return [
			item(words.named(user.id, user.email)),
			...noteLines(state, words, key).map((line) => safe`  ${line}`),
		];
	});
}
