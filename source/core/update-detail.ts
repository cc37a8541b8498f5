import {type BatchId} from '../contract/id.ts';
import {type Failure, type Outcome} from '../contract/outcome.ts';
import {milliseconds, seconds} from '../contract/time.ts';
import {type User} from '../contract/user.ts';
import {type Loaded, type UserDetail} from './details.ts';
import {type DetailEvent} from './event.ts';
import {settleLists} from './settle-lists.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';
import {userOf} from './users/user-table.ts';
import {type Place} from './view-state.ts';

const retryPause = seconds(30);

/** Details that arrived for what is open. What came for something else meanwhile, or late for an older row, is dropped. */
export function updateDetail(state: State, event: DetailEvent): Step {
	const {details} = state;
	const {id, revision} = details[event.type === 'detail.user' ? 'user' : 'batch'];
	if (id !== event.id || event.revision < revision) {
		return stay(state);
	}

	const read =
		event.type === 'detail.user'
			? {
					...details,
					user: {...details.user, ...arrived(state, event), ...readUser(details.user, event)},
				}
			: {
					...details,
					batch: {...details.batch, ...arrived(state, event), ...readBatch(details.batch, event)},
				};
	return stay(settleLists({...state, details: read}));
}

function arrived({now}: State, event: DetailEvent) {
	const outcomes =
		event.type === 'detail.user'
			? [event.batches, event.activity, ...(event.issues === undefined ? [] : [event.issues])]
			: [event.outcome];
	const failure = outcomes.map(failureOf).find((found) => found !== undefined);
	return {
		isAsking: false,
		revision: event.revision,
		failure,
		retryAt: failure === undefined ? undefined : milliseconds(now.elapsed + retryPause),
	};
}

// A part that could not be read keeps what was there; the others are shown.
function readUser(
	{value: known}: Loaded<UserDetail>,
	{batches, activity, issues}: Extract<DetailEvent, {type: 'detail.user'}>,
): Pick<Loaded<UserDetail>, 'value'> {
	const lists = [
		batches.ok ? batches.value.batches : undefined,
		activity.ok ? activity.value.activity : undefined,
		issues?.ok === true ? issues.value.issues : undefined,
	];
	if (known === undefined && lists.every((list) => list === undefined)) {
		return {value: undefined};
	}

	return {
		value: {
			batches: batches.ok ? batches.value.batches.rows : (known?.batches ?? []),
			activity: activity.ok ? activity.value.activity.rows : (known?.activity ?? []),
			issues: issues?.ok === false ? (known?.issues ?? []) : (issues?.value.issues.rows ?? []),
			unreadable: lists.reduce((sum, list) => sum + (list?.unreadable.length ?? 0), 0),
		},
	};
}

function readBatch(
	known: State['details']['batch'],
	{outcome}: Extract<DetailEvent, {type: 'detail.batch'}>,
): Pick<State['details']['batch'], 'value'> {
	return {
		value: outcome.ok
			? {
					batch: outcome.value.batch,
					issues: outcome.value.issues.rows,
					unreadable: outcome.value.issues.unreadable.length,
				}
			: known.value,
	};
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
		case 'causes':
		case 'cause':
		case 'group': {
			return stay(state);
		}
	}
}

function wantUser(state: State, {id}: Extract<Place, {kind: 'user'}>): Step {
	const row = userOf(state.entities.users, id);
	const {user} = state.details;
	if (row === undefined || !isWanted(state, user, id, row.revision)) {
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
	return isWanted(state, batch, id, revision)
		? [
				{...state, details: {...state.details, batch: asking(batch, id)}},
				[{type: 'fetchBatch', id, revision}],
			]
		: stay(state);
}

// Nothing is asked while nothing is to be asked at all: a pause that the service wants, credentials that were refused. What the round
// that is under way failed with may mean either.
function isWanted(
	{feed, now}: State,
	loaded: Loaded<unknown> & {readonly id: string | undefined},
	id: string,
	revision: number,
): boolean {
	const isDue = loaded.retryAt !== undefined && now.elapsed >= loaded.retryAt;
	const isHeld =
		feed.roundFailure !== undefined ||
		feed.doing.kind === 'stopped' ||
		(feed.doing.kind === 'waiting' && feed.doing.isAsked);
	const isOld = loaded.id !== id || (!loaded.isAsking && (loaded.revision < revision || isDue));
	return isOld && !isHeld;
}

function asking<Value, Kept extends Loaded<Value> & {readonly id: string | undefined}>(
	loaded: Kept,
	id: string,
) {
	const kept =
		loaded.id === id ? loaded : {...loaded, value: undefined, failure: undefined, revision: -1};
	return {...kept, id, isAsking: true, retryAt: undefined};
}
