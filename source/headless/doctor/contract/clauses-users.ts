import {type UserPage} from '../../../contract/changes.ts';
import {routes} from '../../../contract/routes.ts';
import {safe} from '../../../contract/text.ts';
import {type User} from '../../../contract/user.ts';
import {fine, notAnswered, type Verdict} from '../finding.ts';
import {any4xx, broken, type Clause, each, refusedWith, saying, shape} from './clause.ts';
import {type Exchange, read} from './exchange.ts';
import {type Transcript} from './transcript.ts';

const reading = {needs: 'reading', isStateful: false} as const;
const stateful = {needs: 'reading', isStateful: true} as const;
const where = safe`docs/openapi.json, GET /users`;

/** Lists of users, page by page, and the counts that belong to them. */
export const usersClauses: readonly Clause[] = [
	{
		...reading,
		id: 'users.shape',
		says: safe`GET /users gives a page of users with the revision that it was read at and the number of all.`,
		where,
		look: ({pages, smallPages}) => firstBroken([...pages, ...smallPages]),
	},
	{
		...reading,
		id: 'users.limit',
		says: safe`A page has no more rows than its limit.`,
		where,
		look: ({smallPages}) =>
			everyPage(smallPages, ({rows}) =>
				count(rows) > 2 ? safe`${count(rows)} rows where 2 were the limit` : undefined,
			),
	},
	{
		...reading,
		id: 'users.bad-limit',
		says: safe`A limit of 0 is refused with 400 or another 4xx.`,
		where,
		look: ({wrongLimit}) => refusedWith(wrongLimit, {statuses: any4xx}),
	},
	{
		...stateful,
		id: 'users.once',
		says: safe`Following "next" leads to the end and to each user once.`,
		where,
		look: (transcript) => once(transcript),
	},
	{
		...stateful,
		id: 'users.total',
		says: safe`"total" is the number of all users at that revision.`,
		where,
		look: (transcript) =>
			atOneRevision(transcript, (users, last) =>
				users === last.total
					? fine(safe`${users}`)
					: broken(safe`${users} users came, "total" is ${last.total}`),
			),
	},
	{
		...reading,
		id: 'rows.readable',
		says: safe`Each row of a list can be read by itself: ids, versions, revisions and statuses are there and of their types.`,
		where: safe`docs/openapi.json, components.schemas.User, Group, Activity`,
		look: readable,
	},
	{
		...reading,
		id: 'rows.revision',
		says: safe`No row is newer than the reply that it comes with.`,
		where: safe`docs/contract.md`,
		look: ({pages}) =>
			everyPage(pages, ({rows, revision}) => {
				const row = rows.rows.find((user) => user.revision > revision);
				return row && safe`${row.id} has revision ${row.revision}, the page ${revision}`;
			}),
	},
	{
		...stateful,
		id: 'rows.group',
		says: safe`Each user is in a group that the overview lists.`,
		where: safe`docs/openapi.json, GET /overview`,
		look: ({overview, pages}) =>
			saying(routes.overview, overview, ({groups, revision}) => {
				const known = new Set<string>(groups.rows.map(({id}) => id));
				const isSame = pages.every((page) => {
					const reply = read(routes.listUsers, page);
					return reply.ok && reply.value.revision === revision;
				});
				return isSame
					? each(usersOf(pages), ({id, groupId}) =>
							known.has(groupId) ? undefined : safe`${id}: ${groupId}`,
						)
					: notAnswered(safe`the service went on meanwhile; ask again when it is calmer`);
			}),
	},
	{
		...stateful,
		id: 'overview.counts',
		says: safe`The numbers of the dashboard are those of the rows, at every revision: active is a batch queued or running, withIssues finishedWithIssues, suspended suspended, notConfigured without a mailbox.`,
		where: safe`docs/contract.md; docs/openapi.json, GET /overview`,
		look: (transcript) => counts(transcript),
	},
];

const count = (rows: UserPage['rows']): number => rows.rows.length + rows.unreadable.length;

function usersOf(pages: readonly Exchange[]): readonly User[] {
	return pages.flatMap((page) => {
		const reply = read(routes.listUsers, page);
		return reply.ok ? reply.value.rows.rows : [];
	});
}

function firstBroken(pages: readonly Exchange[]): Verdict {
	const verdicts = pages.map((page) => shape(routes.listUsers, page));
	return (
		verdicts.find(({state}) => state === 'fail') ??
		verdicts.find(({state}) => state !== 'ok') ??
		fine(safe`as agreed`)
	);
}

function everyPage(
	pages: readonly Exchange[],
	wrong: (page: UserPage) => ReturnType<typeof safe> | undefined,
): Verdict {
	for (const page of pages) {
		const reply = read(routes.listUsers, page);
		if (!reply.ok) {
			return notAnswered(reply.reason);
		}

		const found = wrong(reply.value);
		if (found !== undefined) {
			return broken(safe`${page.asked}: ${found}`);
		}
	}

	return fine(safe`as agreed`);
}

function once({pages, smallPages, isWhole}: Transcript): Verdict {
	const first = read(routes.listUsers, pages[0]);
	if (!first.ok) {
		return notAnswered(first.reason);
	}

	for (const list of [pages, smallPages]) {
		const seen = new Set<string>();
		for (const {id} of usersOf(list)) {
			if (seen.has(id)) {
				return broken(safe`${id} came twice`);
			}

			seen.add(id);
		}
	}

	return isWhole
		? fine(safe`${usersOf(pages).length} users`)
		: fine(safe`in the first ${usersOf(pages).length} users; not all were read`);
}

/** Looks at all users, where they were all read at the revision of the overview. */
function atOneRevision(
	{pages, isWhole}: Transcript,
	look: (users: number, last: UserPage) => Verdict,
): Verdict {
	if (!isWhole) {
		return notAnswered(safe`not all users were read`);
	}

	let users = 0;
	let last: UserPage | undefined;
	for (const page of pages) {
		const reply = read(routes.listUsers, page);
		if (!reply.ok) {
			return notAnswered(reply.reason);
		}

		if (last !== undefined && reply.value.revision !== last.revision) {
			return notAnswered(safe`the service went on meanwhile; ask again when it is calmer`);
		}

		users += count(reply.value.rows);
		last = reply.value;
	}

	return last === undefined ? notAnswered(safe`no page was read`) : look(users, last);
}

function counts(transcript: Transcript): Verdict {
	const {overview, pages} = transcript;
	return saying(routes.overview, overview, ({dashboard, revision}) =>
		atOneRevision(transcript, (many, {revision: ofPages}) => {
			if (revision !== ofPages) {
				return notAnswered(safe`the service went on meanwhile; ask again when it is calmer`);
			}

			const users = usersOf(pages);
			if (users.length !== many) {
				return notAnswered(safe`not every row could be read`);
			}

			const state = (...states: readonly string[]): number =>
				users.filter(({batch}) => batch !== undefined && states.includes(batch.state)).length;
			const rows = {
				active: state('queued', 'running'),
				withIssues: state('finishedWithIssues'),
				suspended: state('suspended'),
				notConfigured: users.filter(({mailboxStatus}) => mailboxStatus === 'notInitialized').length,
			};
			const names = ['active', 'withIssues', 'suspended', 'notConfigured'] as const;
			const who = names.flatMap((name) =>
				rows[name] === dashboard.counts[name]
					? []
					: [safe`${safeName(name)}: ${dashboard.counts[name]} told, ${rows[name]} rows`],
			);
			return who.length === 0 ? fine(safe`all four`) : broken(safe`${who.length} of 4 differ`, who);
		}),
	);
}

const safeName = (name: 'active' | 'withIssues' | 'suspended' | 'notConfigured') =>
	({
		active: safe`active`,
		withIssues: safe`withIssues`,
		suspended: safe`suspended`,
		notConfigured: safe`notConfigured`,
	})[name];

function readable({pages, overview, changes, batches, activity}: Transcript): Verdict {
	const lists = [
		...pages.map(
			(page) => [page, rowsOf(read(routes.listUsers, page), ({rows}) => [rows])] as const,
		),
		[
			overview,
			rowsOf(read(routes.overview, overview), (reply) => [
				reply.groups,
				reply.activity,
				reply.syncOptions.mailServers,
				reply.syncOptions.statistics,
			]),
		] as const,
		[
			changes,
			rowsOf(read(routes.changes, changes), (reply) => [reply.users, reply.groups, reply.activity]),
		] as const,
		[batches, rowsOf(read(routes.listBatches, batches), (reply) => [reply.batches])] as const,
		[
			activity,
			rowsOf(read(routes.listUserActivity, activity), (reply) => [reply.activity]),
		] as const,
	];
	const who = lists.flatMap(([exchange, unreadable]) =>
		unreadable.map(
			({index, path, expected, id}) =>
				safe`${exchange?.asked ?? safe``}: row ${index}${id === undefined ? safe`` : safe` (${id})`} at "${path}": ${expected}`,
		),
	);
	if (lists.every(([exchange]) => exchange?.answer.ok !== true)) {
		return notAnswered(safe`no list was read`);
	}

	return who.length === 0
		? fine(safe`all rows`)
		: broken(safe`${who.length} rows cannot be read`, who);
}

type Unreadable = UserPage['rows']['unreadable'];

function rowsOf<Reply>(
	reply: {readonly ok: true; readonly value: Reply} | {readonly ok: false},
	lists: (reply: Reply) => ReadonlyArray<{readonly unreadable: Unreadable}>,
): Unreadable {
	return reply.ok ? lists(reply.value).flatMap(({unreadable}) => unreadable) : [];
}
