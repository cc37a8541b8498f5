import {type SafeText} from '../contract/text.ts';
import {type User} from '../contract/user.ts';
import {causesOf} from './causes/causes-of-row.ts';
import {errorCodeOf} from './error-code.ts';
import {type Look} from './look.ts';
import {type State} from './state.ts';
import {type UserFacts} from './user-facts.ts';
import {stand, standOf, walkStands} from './users/user-stand.ts';
import {hasUser, userOf, type UserTable} from './users/user-table.ts';

/** Who is new, changed or gone since a look, by id. */
export type News = {
	/** By the name of the cause, most users first. */
	readonly suspended: ReadonlyMap<SafeText, readonly string[]>;
	readonly withIssues: readonly string[];
	/** Was suspended or had issues; the batch after that was good. */
	readonly recovered: readonly string[];
	readonly disabled: readonly string[];
	readonly enabled: readonly string[];
	readonly initialized: readonly string[];
	readonly notInitialized: readonly string[];
	/** Of those that were suspended, had issues, were disabled or not configured. */
	readonly gone: readonly string[];
};

let last: {readonly table: UserTable; readonly look: Look; readonly news: News} | undefined;

/** What is not as it was when somebody last looked; nothing before there was such a moment. */
export function newsOf({entities, notebook, isComplete}: State): News | undefined {
	const {users: table} = entities;
	const look = notebook.lastLooked;
	if (look === undefined || !isComplete) {
		return undefined;
	}

	// Everybody is walked once for each answer that brought something, not for each frame.
	if (last?.table !== table || last.look !== look) {
		last = {table, look, news: compare(look, entities)};
	}

	return last.news;
}

/** `+` for who is new among those in trouble, or new at all; `~` for who is otherwise than it was. */
export function newsOfUser({entities, notebook, isComplete}: State, id: string) {
	const look = notebook.lastLooked;
	const user = look === undefined || !isComplete ? undefined : userOf(entities.users, id);
	return user && look && signOf(look, user);
}

function signOf(look: Look, user: User): '+' | '~' | undefined {
	const bits = standOf(user);
	const was = wasOf(look, user.id);
	const isNew =
		(user.createdAt !== undefined && user.createdAt > look.at) ||
		isNewlySuspended(look, bits, user) ||
		isNewlyWithIssues(look, bits, user.id);
	if (isNew) {
		return '+';
	}

	const hasMoved = (bit: number, then: boolean | undefined): boolean =>
		then !== undefined && then !== (bits & bit) > 0;
	return isRecovered(look, bits, user.id) ||
		hasMoved(stand.disabled, was.disabled) ||
		hasMoved(stand.notConfigured, was.notConfigured)
		? '~'
		: undefined;
}

function wasOf({disabled, notConfigured}: Look, id: string) {
	return {disabled: disabled?.has(id), notConfigured: notConfigured?.has(id)};
}

function isNewlySuspended({suspended}: Look, bits: number, user: UserFacts): boolean {
	return (
		(bits & stand.suspended) > 0 &&
		suspended !== undefined &&
		suspended.get(user.id) !== errorCodeOf(user)
	);
}

function isNewlyWithIssues({withIssues}: Look, bits: number, id: string): boolean {
	return (bits & stand.withIssues) > 0 && withIssues !== undefined && !withIssues.has(id);
}

// While a batch is under way nobody has recovered yet.
function isRecovered({suspended, withIssues}: Look, bits: number, id: string): boolean {
	const hadTrouble = suspended?.has(id) === true || withIssues?.has(id) === true;
	return hadTrouble && (bits & (stand.suspended | stand.withIssues | stand.underWay)) === 0;
}

function compare(look: Look, {users: table, causes: {knowledge}}: State['entities']): News {
	const suspended = new Map<SafeText, string[]>();
	const news = {
		withIssues: new Array<string>(),
		disabled: new Array<string>(),
		notInitialized: new Array<string>(),
	};
	const bitsOf = new Map<string, number>();
	walkStands(table, (id, bits, user) => {
		bitsOf.set(id, bits);
		if (isNewlySuspended(look, bits, user)) {
			const title = causesOf(knowledge, user)[0]?.title ?? errorCodeOf(user);
			const known = suspended.get(title);
			if (known === undefined) {
				suspended.set(title, [id]);
			} else {
				known.push(id);
			}
		}

		if (isNewlyWithIssues(look, bits, id)) {
			news.withIssues.push(id);
		}

		if (bits & stand.disabled && look.disabled?.has(id) === false) {
			news.disabled.push(id);
		}

		if (bits & stand.notConfigured && look.notConfigured?.has(id) === false) {
			news.notInitialized.push(id);
		}
	});
	return {
		...news,
		...passed(look, table, bitsOf),
		suspended: new Map([...suspended].toSorted(([, one], [, other]) => other.length - one.length)),
	};
}

/** Of those who were something then, who is it no more. */
function passed(look: Look, table: UserTable, bitsOf: ReadonlyMap<string, number>) {
	const inTrouble = new Set([...(look.suspended?.keys() ?? []), ...(look.withIssues ?? [])]);
	const disabled = look.disabled ?? new Set();
	const notConfigured = look.notConfigured ?? new Set();
	const without = (ids: Iterable<string>, bit: number): readonly string[] =>
		[...ids].filter((id) => ((bitsOf.get(id) ?? 0) & bit) === 0 && hasUser(table, id));
	return {
		recovered: [...inTrouble].filter(
			(id) => isRecovered(look, bitsOf.get(id) ?? 0, id) && hasUser(table, id),
		),
		enabled: without(disabled, stand.disabled),
		initialized: without(notConfigured, stand.notConfigured),
		gone: [...inTrouble.union(disabled).union(notConfigured)].filter((id) => !hasUser(table, id)),
	};
}
