import {type Batch} from '../contract/batch.ts';
import {type Run, type RunItem} from './run.ts';
import {type State} from './state.ts';
import {userOf} from './users/user-table.ts';

/** Whether a batch has come to its end: nothing more is to be seen of it. */
export function hasEnded({state}: Batch): boolean {
	return state !== 'queued' && state !== 'running';
}

/** Whether the batches that a run asked for are followed to their ends. */
export function isFollowed({verb}: Pick<Run, 'verb'>): boolean {
	return verb === 'synchronize' || verb === 'enableAndSynchronize';
}

/** Whether the end of the batch of an item is still to be seen. */
function isBeingFollowed({phase, followed}: RunItem): boolean {
	return phase.kind === 'done' && (followed === undefined || !hasEnded(followed));
}

/**
Rows have come: the batches that were asked for are seen in them, until each has ended. A user's next batch may hide the end of the
one before; then the next one tells as much about what was to be proved.
*/
export function followBatches(state: State): State {
	const runs = state.runs.map((run) => followRun(state, run));
	return runs.every((run, index) => run === state.runs[index]) ? state : {...state, runs};
}

function followRun(state: State, run: Run): Run {
	if (!isFollowed(run) || !run.items.some(isBeingFollowed)) {
		return run;
	}

	const items = run.items.map((item) => followItem(state, item));
	return items.every((item, index) => item === run.items[index]) ? run : {...run, items};
}

function followItem(state: State, item: RunItem): RunItem {
	const {target, followed} = item;
	if (!isBeingFollowed(item) || target.kind === 'group') {
		return item;
	}

	const batch = userOf(state.entities.users, target.user.id)?.batch;
	const isNew = batch !== undefined && batch.id !== target.user.batch?.id;
	return isNew && !isSameBatch(batch, followed) ? {...item, followed: batch} : item;
}

// Users are made anew at each look into the table: what is told of a batch counts, not which object tells it.
function isSameBatch(one: Batch, other: Batch | undefined): boolean {
	return one.id === other?.id && one.state === other.state;
}
