import {type User} from '../../../contract/user.ts';
import {fillPath} from '../../../contract/route.ts';
import {routes} from '../../../contract/routes.ts';
import {type Asker, type Exchange, read} from './exchange.ts';
import {type Transcript} from './transcript.ts';

type Read = Omit<Transcript, 'all' | 'hasCredentials' | 'changing'>;

const pageSize = 1000;
const mostPages = 20;
// No service has seen so many changes.
const future = 9_000_000_000_000_000;

/** Asks everything that can be asked without changing anything. Only GET is used, but for one sign-in that has to be refused. */
export async function askReading({put}: Asker): Promise<Read> {
	const get = async (path: string, headers: Readonly<Record<string, string>> = {}) =>
		put({method: 'GET', path, headers});
	const session = await get(routes.session.path);
	const unsigned = await put({method: 'GET', path: routes.session.path, isAnonymous: true});
	const token = await put({
		method: 'POST',
		path: routes.token.path,
		isAnonymous: true,
		headers: {'content-type': 'application/x-www-form-urlencoded'},
		body: 'grant_type=synctop_conformance',
	});
	const overview = await get(routes.overview.path);
	const known = read(routes.overview, overview);
	const {pages, isWhole} = await askPages(get);
	const since = known.ok ? known.value.revision : undefined;
	const changes = since === undefined ? undefined : await get(`/changes?since=${since}`);
	const users = pages.flatMap((page) => {
		const reply = read(routes.listUsers, page);
		return reply.ok ? reply.value.rows.rows : [];
	});
	return {
		token,
		unsigned,
		session,
		overview,
		changes,
		unchanged: await askUnchanged(get, since, changes),
		future: await get(`/changes?since=${future}`),
		smallPages: await askSmallPages(get),
		pages,
		isWhole,
		wrongLimit: await get('/users?limit=0'),
		noUser: await get('/users/no-such-user.synctop'),
		group: known.ok ? await askGroup(get, known.value.groups.rows[0]?.id) : undefined,
		...(await askUser(get, users.find(({batch}) => batch !== undefined) ?? users[0])),
	};
}

type Get = (path: string, headers?: Readonly<Record<string, string>>) => Promise<Exchange>;

async function askUnchanged(
	get: Get,
	since: number | undefined,
	changes: Exchange | undefined,
): Promise<Exchange | undefined> {
	const last = read(routes.changes, changes);
	if (since === undefined || !last.ok) {
		return undefined;
	}

	const revision = Math.max(since, last.value.revision);
	return get(`/changes?since=${revision}`, {'if-none-match': `"${revision}"`});
}

async function askSmallPages(get: Get): Promise<readonly Exchange[]> {
	const first = await get('/users?limit=2');
	const reply = read(routes.listUsers, first);
	return reply.ok && reply.value.next !== undefined
		? [first, await get(`/users?limit=2&after=${encodeURIComponent(reply.value.next)}`)]
		: [first];
}

async function askPages(get: Get): Promise<Pick<Read, 'pages' | 'isWhole'>> {
	const pages: Exchange[] = [];
	const seen = new Set<string>();
	let path = `/users?limit=${pageSize}`;
	while (pages.length < mostPages) {
		const page = await get(path);
		pages.push(page);
		const reply = read(routes.listUsers, page);
		const next = reply.ok ? reply.value.next : undefined;
		if (next === undefined) {
			return {pages, isWhole: reply.ok};
		}

		// Who is led round in a circle has seen enough.
		if (seen.has(next)) {
			break;
		}

		seen.add(next);
		path = `/users?limit=${pageSize}&after=${encodeURIComponent(next)}`;
	}

	return {pages, isWhole: false};
}

async function askGroup(get: Get, groupId: string | undefined): Promise<Exchange | undefined> {
	return groupId === undefined ? undefined : get(fillPath(routes.getGroup.path, {groupId}));
}

async function askUser(
	get: Get,
	user: User | undefined,
): Promise<Pick<Read, 'user' | 'batches' | 'activity' | 'batch'>> {
	if (user === undefined) {
		return {user: undefined, batches: undefined, activity: undefined, batch: undefined};
	}

	const userId = user.id;
	const batches = await get(`${fillPath(routes.listBatches.path, {userId})}?limit=5`);
	const list = read(routes.listBatches, batches);
	const batchId = list.ok ? list.value.batches.rows[0]?.id : undefined;
	return {
		user: await get(fillPath(routes.getUser.path, {userId})),
		batches,
		activity: await get(`${fillPath(routes.listUserActivity.path, {userId})}?limit=5`),
		batch: batchId === undefined ? undefined : await get(fillPath(routes.getBatch.path, {batchId})),
	};
}
