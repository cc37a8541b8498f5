import {type SafeText} from '../contract/text.ts';
import {type User} from '../contract/user.ts';
import {causesOf} from './causes/causes-of-row.ts';
import {errorCodeOf} from './error-code.ts';
import {type Look} from './look.ts';
import {type State} from './state.ts';
import {type UserFacts} from './user-facts.ts';
import {stand, standOf, walkStands} from './users/user-stand.ts';
import {changedSlots, idAt, userOf, type UserTable} from './users/user-table.ts';

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

type Kind = Exclude<keyof News, 'suspended'>;

/** The same while it is brought up to date: who belongs to which kind, and for the suspended the name of the cause. */
type Sorted = Readonly<Record<Kind, Set<string>>> & {readonly suspended: Map<string, SafeText>};

let last:
	| {
			readonly table: UserTable;
			readonly look: Look;
			readonly sorted: Sorted;
			readonly news: News;
	  }
	| undefined;

/**
What is not as it was when somebody last looked; nothing before there was such a moment. Everybody is looked at once for each look; after
that it costs what changed.
*/
export function newsOf({entities, notebook, isComplete}: State): News | undefined {
	const {users: table} = entities;
	const look = notebook.lastLooked;
	if (look === undefined || !isComplete) {
		return undefined;
	}

	if (last?.table !== table || last.look !== look) {
		const isKnown = last?.look === look && last.table.slotOf === table.slotOf;
		const sorted =
			isKnown && last !== undefined
				? sortChanged(last.sorted, look, last.table, entities)
				: sortAll(look, entities);
		last = {table, look, sorted, news: toNews(sorted)};
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

function emptySorted(): Sorted {
	return {
		suspended: new Map(),
		withIssues: new Set(),
		recovered: new Set(),
		disabled: new Set(),
		enabled: new Set(),
		initialized: new Set(),
		notInitialized: new Set(),
		gone: new Set(),
	};
}

function toNews({suspended, ...kinds}: Sorted): News {
	const list = (kind: Kind): readonly string[] => [...kinds[kind]];
	const byCause = [...Map.groupBy(suspended, ([, title]) => title)].map(
		([title, entries]) => [title, entries.map(([id]) => id)] as const,
	);
	return {
		suspended: new Map(byCause.toSorted(([, one], [, other]) => other.length - one.length)),
		withIssues: list('withIssues'),
		recovered: list('recovered'),
		disabled: list('disabled'),
		enabled: list('enabled'),
		initialized: list('initialized'),
		notInitialized: list('notInitialized'),
		gone: list('gone'),
	};
}

function sortAll(look: Look, entities: State['entities']): Sorted {
	const sorted = emptySorted();
	const seen = new Set<string>();
	walkStands(entities.users, (id, bits, user) => {
		seen.add(id);
		sortOne(sorted, look, {id, bits, user}, entities);
	});
	// Of whom there is nothing to say any more.
	for (const kind of ['suspended', 'withIssues', 'disabled', 'notConfigured'] as const) {
		for (const id of look[kind]?.keys() ?? []) {
			if (!seen.has(id)) {
				seen.add(id);
				sortOne(sorted, look, standing(entities, id), entities);
			}
		}
	}

	return sorted;
}

function sortChanged(
	sorted: Sorted,
	look: Look,
	before: UserTable,
	entities: State['entities'],
): Sorted {
	for (const slot of changedSlots(before, entities.users)) {
		const id = idAt(entities.users, slot) ?? idAt(before, slot);
		if (id !== undefined) {
			for (const kind of Object.values(sorted)) {
				kind.delete(id);
			}

			sortOne(sorted, look, standing(entities, id), entities);
		}
	}

	return sorted;
}

type Standing = {
	readonly id: string;
	readonly bits: number;
	/** Nothing for who is gone. */
	readonly user: UserFacts | undefined;
};

function standing({users}: State['entities'], id: string): Standing {
	const user = userOf(users, id);
	return {id, user, bits: user === undefined ? 0 : standOf(user)};
}

function sortOne(
	sorted: Sorted,
	look: Look,
	{id, bits, user}: Standing,
	{causes}: State['entities'],
): void {
	const {suspended, withIssues, disabled, notConfigured} = look;
	if (user === undefined) {
		const was = [suspended, withIssues, disabled, notConfigured];
		put(
			sorted.gone,
			id,
			was.some((kind) => kind?.has(id)),
		);
		return;
	}

	if (isNewlySuspended(look, bits, user)) {
		const [cause] = causesOf(causes.knowledge, user);
		sorted.suspended.set(id, cause?.title ?? errorCodeOf(user));
	}

	const isOff = (bits & stand.disabled) > 0;
	const isBare = (bits & stand.notConfigured) > 0;
	put(sorted.withIssues, id, isNewlyWithIssues(look, bits, id));
	put(sorted.recovered, id, isRecovered(look, bits, id));
	put(sorted.disabled, id, isOff && disabled?.has(id) === false);
	put(sorted.enabled, id, !isOff && disabled?.has(id) === true);
	put(sorted.notInitialized, id, isBare && notConfigured?.has(id) === false);
	put(sorted.initialized, id, !isBare && notConfigured?.has(id) === true);
}

function put(kind: Set<string>, id: string, belongs: boolean): void {
	if (belongs) {
		kind.add(id);
	}
}
