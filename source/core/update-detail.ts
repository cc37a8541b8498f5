import {type BatchId} from '../contract/id.ts';
import {type Failure, type Outcome} from '../contract/outcome.ts';
import {type User} from '../contract/user.ts';
import {type Loaded, type UserDetail} from './details.ts';
import {type DetailEvent} from './event.ts';
import {settleLists} from './settle-lists.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';
import {userOf} from './users/user-table.ts';
import {type Place} from './view-state.ts';

/** Details that arrived for what is open. What came for something else meanwhile is dropped. */
export function updateDetail(state: State, event: DetailEvent): Step {
	const {details} = state;
	if (details[event.type === 'detail.user' ? 'user' : 'batch'].id !== event.id) {
		return stay(state);
	}

	const arrived = {id: event.id, isAsking: false, revision: event.revision};
	return stay(
		settleLists({
			...state,
			details:
				event.type === 'detail.user'
					? {...details, user: {...arrived, ...readUser(details.user, event)}}
					: {...details, batch: {...arrived, ...readBatch(details.batch, event)}},
		}),
	);
}

type Part<Value> = Pick<Loaded<Value>, 'value' | 'failure'> & {readonly revision?: number};

// As if never read: it is asked for again with the next poll.
const unread = {revision: -1};

// A failed read keeps what was there and says so.
function readUser(
	known: Part<UserDetail>,
	{batches, activity, issues}: Extract<DetailEvent, {type: 'detail.user'}>,
): Part<UserDetail> {
	if (!batches.ok || !activity.ok || issues?.ok === false) {
		const failure = failureOf(batches) ?? failureOf(activity) ?? (issues && failureOf(issues));
		return {value: known.value, failure, ...unread};
	}

	const lists = [batches.value.batches, activity.value.activity, issues?.value.issues];
	return {
		value: {
			batches: batches.value.batches.rows,
			activity: activity.value.activity.rows,
			issues: issues?.value.issues.rows ?? [],
			unreadable: lists.reduce((sum, list) => sum + (list?.unreadable.length ?? 0), 0),
		},
		failure: undefined,
	};
}

function readBatch(
	known: State['details']['batch'],
	{outcome}: Extract<DetailEvent, {type: 'detail.batch'}>,
): Part<NonNullable<State['details']['batch']['value']>> {
	return outcome.ok
		? {
				value: {
					batch: outcome.value.batch,
					issues: outcome.value.issues.rows,
					unreadable: outcome.value.issues.unreadable.length,
				},
				failure: undefined,
			}
		: {value: known.value, failure: outcome.failure, ...unread};
}

function failureOf(outcome: Outcome<unknown>): Failure | undefined {
	return outcome.ok ? undefined : outcome.failure;
}

/** Asks for the details of what is open when its row is newer than they are. */
export function wantDetails(state: State): Step {
	const {place} = state.view;
	switch (place.kind) {
		case 'user': {
			return wantUser(state, place);
		}

		case 'batch': {
			return wantBatch(state, place);
		}

		case 'tab':
		case 'group': {
			return stay(state);
		}
	}
}

function wantUser(state: State, {id}: Extract<Place, {kind: 'user'}>): Step {
	const row = userOf(state.entities.users, id);
	const {user} = state.details;
	if (row === undefined || !isWanted(user, id, row.revision)) {
		return stay(state);
	}

	return [
		{...state, details: {...state.details, user: asking(user, id)}},
		[{type: 'fetchUserDetail', id, revision: row.revision, ...withIssues(row)}],
	];
}

function withIssues({batch}: User): {readonly batchId?: BatchId} {
	return batch !== undefined && batch.issues > 0 ? {batchId: batch.id} : {};
}

function wantBatch(state: State, {id, userId}: Extract<Place, {kind: 'batch'}>): Step {
	const row = userOf(state.entities.users, userId);
	// A batch of the past does not change any more; the current one changes with its user's row.
	const revision = row?.batch?.id === id ? row.revision : 0;
	const {batch} = state.details;
	return isWanted(batch, id, revision)
		? [
				{...state, details: {...state.details, batch: asking(batch, id)}},
				[{type: 'fetchBatch', id, revision}],
			]
		: stay(state);
}

function isWanted(
	loaded: Loaded<unknown> & {readonly id: string | undefined},
	id: string,
	revision: number,
): boolean {
	return loaded.id !== id || (!loaded.isAsking && loaded.revision < revision);
}

function asking<Value, Kept extends Loaded<Value> & {readonly id: string | undefined}>(
	loaded: Kept,
	id: string,
) {
	const kept = loaded.id === id ? loaded : {...loaded, value: undefined, revision: -1};
	return {...kept, id, isAsking: true, failure: undefined};
}
