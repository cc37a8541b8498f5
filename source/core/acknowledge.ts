import {keepSafe, type SafeText, safe, toSafe} from '../contract/text.ts';
import {type User} from '../contract/user.ts';
import {epochMs} from '../contract/time.ts';
import {count} from '../format/number.ts';
import {type Cause} from './causes/cause-index.ts';
import {causeList} from './causes/cause-list.ts';
import {dashboardItems} from './dashboard-items.ts';
import {errorCodeOf} from './error-code.ts';
import {serviceNow} from './feed.ts';
import {keepSoon} from './glance.ts';
import {type Acknowledgement, laterThan, type Memo, type NoteKey} from './notebook.ts';
import {type Subject} from './notebook-event.ts';
import {told} from './notices.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';
import {chosenTargets} from './targets.ts';
import {type UserFacts} from './user-facts.ts';
import {userOf} from './users/user-table.ts';
import {batchStateText} from './words.ts';

/** Somebody said that they know about this user or cause, and it has not become something else since. */
export function isAcknowledged(state: State, key: string): boolean {
	return acknowledgementOf(state, key) !== undefined;
}

/** When and by whom; nothing where it is not acknowledged. */
export function acknowledgementOf({notebook}: State, key: string): Acknowledgement | undefined {
	const found = notebook.acknowledged.get(key);
	return found?.isEnded === true ? undefined : found;
}

/** What a person wrote about it. */
export function memoOf({notebook}: State, key: string): Memo | undefined {
	const found = notebook.memos.get(key);
	return found?.text === '' ? undefined : found;
}

export function userKey(id: string): NoteKey {
	return `user:${id}`;
}

/** A user as something to make a note about. */
export function userSubject(user: User): Subject {
	const trouble = troubleOf(user);
	return {key: userKey(user.id), name: user.email, ...(trouble !== undefined && {trouble})};
}

/** The same for a cause. */
export function causeSubject(cause: Cause): Subject {
	return {key: causeKey(cause.key), name: cause.title, trouble: safe`${count(cause.users)} hit`};
}

export function causeKey(key: string): NoteKey {
	return `cause:${key}`;
}

/** What a note would be about now: the cause under the cursor or open, else the users that are marked, under the cursor or open. */
export function chosenSubjects(state: State): readonly Subject[] {
	const cause = chosenCause(state);
	if (cause !== undefined) {
		return [causeSubject(cause)];
	}

	return chosenTargets(state).flatMap((target) =>
		target.kind === 'user' ? [userSubject(target.user)] : [],
	);
}

const quiet = safe`quiet`;

/**
What is wrong with a user, to be compared: how the batch ended and by which code. `quiet` where nothing is; nothing at all while a batch is
under way, since how that ends is not known.
*/
function troubleOf(user: UserFacts): SafeText | undefined {
	const state = user.batch?.state;
	switch (state) {
		case 'queued':
		case 'running': {
			return undefined;
		}

		case 'suspended':
		case 'interrupted': {
			return safe`${batchStateText(state)} ${errorCodeOf(user)}`;
		}

		case undefined:
		case 'finished': {
			return quiet;
		}

		default: {
			return keepSafe(batchStateText(state));
		}
	}
}

/** Acknowledges, or takes it back where all of it is acknowledged already. */
export function toggleAcknowledged(state: State, subjects: readonly Subject[]): Step {
	const isOn = subjects.length > 0 && subjects.every(({key}) => isAcknowledged(state, key));
	const wanted = isOn ? subjects : subjects.filter(({key}) => !isAcknowledged(state, key));
	const [first] = wanted;
	if (first === undefined) {
		return stay(state);
	}

	const who = wanted.length === 1 ? first.name : safe`${wanted.length}`;
	const by = state.session?.actor;
	const next = withAcknowledged(
		state,
		wanted.map(({key, trouble}) => [
			key,
			isOn
				? {isEnded: true}
				: {...(by !== undefined && {by}), ...(trouble !== undefined && {trouble})},
		]),
	);
	const text = isOn
		? safe`No longer acknowledged: ${who}`
		: safe`Acknowledged: ${who}; ends by itself when that changes`;
	return [told(next, text, 'ok'), [keepSoon()]];
}

/** Ends what became something else: recovered, or failed anew with another cause. Says so for the first. */
export function endAcknowledged(before: State, after: State): Step {
	const {acknowledged} = after.notebook;
	if (acknowledged.size === 0 || !after.isComplete || !hasNews(before, after)) {
		return stay(after);
	}

	const ended = [...acknowledged].flatMap(([key, note]) => {
		const change = note.isEnded === true ? undefined : changeOf(after, key, note);
		return change === undefined ? [] : [{key, note, ...change}];
	});
	if (ended.length === 0) {
		return stay(after);
	}

	const next = withAcknowledged(
		after,
		ended.map(({key, note, now}) => [
			key,
			now === undefined ? {isEnded: true} : {...byOf(note), trouble: now},
		]),
	);
	const said = ended.filter(({says}) => says !== undefined);
	const [first] = said;
	const more = said.length > 1 ? safe`, and of ${said.length - 1} more` : safe``;
	return [
		first?.says === undefined
			? next
			: told(next, safe`Acknowledgement ended of ${first.says}${more}`, 'warn'),
		[keepSoon()],
	];
}

function hasNews(before: State, after: State): boolean {
	return (
		before.entities.users !== after.entities.users ||
		before.notebook.acknowledged !== after.notebook.acknowledged ||
		!before.isComplete
	);
}

type Change = {readonly now?: SafeText; readonly says?: SafeText};

function chosenCause(state: State): Cause | undefined {
	const {place, lists, focus} = state.view;
	if (place.kind === 'cause') {
		// In its list users can be marked: then it is about them.
		return lists.hit.marks.size > 0 ? undefined : state.entities.causes.byKey.get(place.key);
	}

	if (place.kind === 'causes') {
		return causeList(state)[lists.causes.position];
	}

	const item =
		place.kind === 'tab' && place.tab === 'dashboard' ? dashboardItems(state)[focus] : undefined;
	return item?.kind === 'attention' ? item.cause : undefined;
}

// A cause that nobody has any more, or that hits twice as many, is not what was acknowledged.
function changeOfCause(state: State, key: string, note: Acknowledgement): Change | undefined {
	const cause = state.entities.causes.byKey.get(key.slice('cause:'.length));
	const before = Number.parseInt(note.trouble?.replaceAll(',', '') ?? '', 10);
	if (cause === undefined || cause.users + cause.trying === 0) {
		return {
			says: safe`${cause?.title ?? toSafe(key.slice('cause:'.length))}: nobody is hit any more`,
		};
	}

	return cause.users >= 2 * before && cause.users >= before + 3
		? {says: safe`${cause.title}: it hits ${count(cause.users)} now, ${count(before)} then`}
		: undefined;
}

// Nothing where the acknowledgement holds.
function changeOf(state: State, key: string, note: Acknowledgement): Change | undefined {
	if (key.startsWith('cause:')) {
		return changeOfCause(state, key, note);
	}

	const user = key.startsWith('user:')
		? userOf(state.entities.users, key.slice('user:'.length))
		: undefined;
	if (user === undefined) {
		return key.startsWith('user:') ? {} : undefined;
	}

	const trouble = troubleOf(user);
	if (trouble === undefined || trouble === note.trouble) {
		return undefined;
	}

	// Acknowledged while a batch was under way: how that ended is what was acknowledged.
	if (note.trouble === undefined) {
		return {now: trouble};
	}

	return {
		says:
			trouble === quiet
				? safe`${user.email}: recovered from ${note.trouble}`
				: safe`${user.email}: ${note.trouble} -> ${trouble}`,
	};
}

function byOf({by}: Acknowledgement): Pick<Acknowledgement, 'by'> {
	return by === undefined ? {} : {by};
}

function withAcknowledged(
	state: State,
	entries: ReadonlyArray<readonly [key: string, note: Omit<Acknowledgement, 'at'>]>,
): State {
	const {notebook} = state;
	const acknowledged = new Map(notebook.acknowledged);
	const now = serviceNow(state.feed, state.now);
	for (const [key, note] of entries) {
		acknowledged.set(key, {at: epochMs(laterThan(acknowledged.get(key), now)), ...note});
	}

	return {...state, notebook: {...notebook, acknowledged}};
}
