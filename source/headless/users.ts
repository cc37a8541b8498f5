import {type UserId} from '../contract/id.ts';
import {type User} from '../contract/user.ts';
import {epochMs} from '../contract/time.ts';
import {serviceNow} from '../core/feed.ts';
import {fieldsOf, knownIn} from '../core/query/filters.ts';
import {rowTest} from '../core/query/match-row.ts';
import {filterFor} from '../core/query/filters.ts';
import {unreadableUsers} from '../core/select/overview.ts';
import {type State} from '../core/state.ts';
import {batchList, userList} from '../core/user-lists.ts';
import {failedError} from './command-error.ts';
import {type Asked, type ServiceWorld} from './command.ts';
import {formatOf, printRows} from './output.ts';
import {endOf} from './unread.ts';
import {batchPrinting, userPrinting} from './user-printing.ts';
import {looking, usersOf, whereOf} from './users-asked.ts';
import {readAll, readEverything, readOverview} from './wait-for.ts';

/** `synctop users`. A table is in the order of the screen; for other programs rows come as they are read, unless an order is asked for. */
export async function users(asked: Asked, world: ServiceWorld): Promise<number> {
	const format = formatOf(asked);
	if (format === 'table' || format === 'wide' || asked.text('sort') !== undefined) {
		const state = looking(await readFor(asked, world), 'users', asked);
		await printRows(usersOf(userList(state)), userPrinting(state), asked, world);
		return endOf(unreadableUsers(state), asked, world);
	}

	const state = await (asksForNotes(asked) ? readEverything(world) : readOverview(world));
	const missed = {rows: 0};
	await printRows(pagesOf(state, asked, world, missed), userPrinting(state), asked, world);
	return endOf(missed.rows, asked, world);
}

/** `synctop batches`: the latest batch of each user who has one. */
export async function batches(asked: Asked, world: ServiceWorld): Promise<number> {
	const state = looking(await readFor(asked, world), 'batches', asked);
	await printRows(usersOf(batchList(state)), batchPrinting(state), asked, world);
	return endOf(unreadableUsers(state), asked, world);
}

// Who is acknowledged stands in the notebook of this machine.
function asksForNotes(asked: Asked): boolean {
	return whereOf(asked, fieldsOf('users')).fields.has('ack');
}

async function readFor(asked: Asked, world: ServiceWorld): Promise<State> {
	return asksForNotes(asked) ? readEverything(world) : readAll(world);
}

const pageSize = 1000;

/** Users as the service sends them, page by page: no more than two pages are held at a time, however many there are. */
async function* pagesOf(
	state: State,
	asked: Asked,
	{service, engine, signal}: ServiceWorld,
	missed: {rows: number},
): AsyncGenerator<User> {
	const query = whereOf(asked, fieldsOf('users'), knownIn(state));
	// What the engine reads by itself is not needed: it would be the whole list.
	engine.dispatch({type: 'feed.pauseToggled'});
	const {world, table} = filterFor(state, query);
	const isAsked = rowTest(query, table, {
		...world,
		now: epochMs(serviceNow(state.feed, state.now)),
	});
	let after: UserId | undefined;
	do {
		const page = {limit: pageSize, ...(after !== undefined && {after})};
		const {outcome} = await service.listUsers(page, signal);
		if (!outcome.ok) {
			throw failedError(outcome.failure);
		}

		missed.rows += outcome.value.rows.unreadable.length;
		yield* outcome.value.rows.rows.filter(isAsked);
		after = outcome.value.next;
	} while (after !== undefined && !signal.aborted);
}
