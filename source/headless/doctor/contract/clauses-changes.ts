import {routes} from '../../../contract/routes.ts';
import {type SafeText, safe} from '../../../contract/text.ts';
import {fine, notAnswered, type Verdict} from '../finding.ts';
import {answered, broken, type Clause, refusedWith, saying, shape} from './clause.ts';
import {type Exchange, read} from './exchange.ts';
import {type Transcript} from './transcript.ts';

const reading = {needs: 'reading', isStateful: false} as const;
const stateful = {needs: 'reading', isStateful: true} as const;
const where = safe`docs/openapi.json, GET /changes`;

/** The one cheap poll. */
export const changesClauses: readonly Clause[] = [
	{
		...reading,
		id: 'changes.shape',
		says: safe`GET /changes tells everything that changed since a revision, for all panels, in one reply.`,
		where,
		look: ({changes}) => shape(routes.changes, changes),
	},
	{
		...reading,
		id: 'changes.revision-monotonic',
		says: safe`A revision never goes back: what is asked later is told at the same revision or at a higher one.`,
		where: safe`docs/contract.md; docs/openapi.json, GET /overview, /users, /changes`,
		look: monotonic,
	},
	{
		...stateful,
		id: 'changes.only-newer',
		says: safe`GET /changes brings only rows that are newer than the revision that was given.`,
		where,
		look: ({changes, overview}) =>
			saying(routes.overview, overview, ({revision}) =>
				saying(routes.changes, changes, ({users, groups}) => {
					const old = [...users.rows, ...groups.rows].find((row) => row.revision <= revision);
					return old === undefined
						? fine(safe`${users.rows.length + groups.rows.length} rows`)
						: broken(safe`${old.id} has revision ${old.revision}, since was ${revision}`);
				}),
			),
	},
	{
		...stateful,
		id: 'changes.not-modified',
		says: safe`With If-None-Match of the revision that still holds, in quotes, GET /changes is answered with 304 and no body.`,
		where,
		look: ({unchanged}) => notModified(unchanged),
	},
	{
		...stateful,
		id: 'changes.start-over',
		says: safe`A revision that is not known, too old or never given, is answered with 410 and the code revision-too-old: start over.`,
		where,
		look: ({future}) => refusedWith(future, {statuses: [410], code: 'revision-too-old'}),
	},
];

function notModified(exchange: Exchange | undefined): Verdict {
	return answered(exchange, ({status, json, isEmpty}, asked) => {
		if (status === 304) {
			return isEmpty ? fine(safe`304`) : broken(safe`${asked}: 304 came with a body`);
		}

		// It went on meanwhile: then there is something to tell.
		const reply = routes.changes.reply.safeParse(json);
		const since = Number(new URLSearchParams(asked.split('?')[1]).get('since'));
		return status === 200 && reply.success && reply.data.revision > since
			? notAnswered(safe`the service went on meanwhile; ask again when it is calmer`)
			: broken(safe`${asked} with If-None-Match was answered with ${status}`);
	});
}

type Told = {readonly asked: SafeText; readonly revision: number; readonly isLast: boolean};

function monotonic({all}: Transcript): Verdict {
	let highest = 0;
	let many = 0;
	for (const exchange of all) {
		const told = revisionOf(exchange);
		if (told !== undefined) {
			many += 1;
			// The first pieces of a long answer end before the present, but not before where they began.
			const since = Number(/[?&]since=(\d+)/.exec(told.asked)?.[1] ?? 0);
			const least = told.isLast ? highest : since;
			if (told.revision < least) {
				return broken(
					safe`${told.asked} was told at ${told.revision}, after ${least} was told before`,
				);
			}

			highest = Math.max(highest, told.revision);
		}
	}

	return many === 0
		? notAnswered(safe`no revision was told`)
		: fine(safe`${many} times, up to ${highest}`);
}

function revisionOf(exchange: Exchange): Told | undefined {
	const {ask, asked} = exchange;
	const path = ask.path.split('?')[0];
	if (path === routes.changes.path) {
		const reply = read(routes.changes, exchange);
		return reply.ok
			? {asked, revision: reply.value.revision, isLast: !reply.value.more}
			: undefined;
	}

	const route =
		path === routes.overview.path
			? routes.overview
			: path === routes.listUsers.path
				? routes.listUsers
				: undefined;
	const reply = route === undefined ? undefined : read<typeof route>(route, exchange);
	return reply?.ok === true ? {asked, revision: reply.value.revision, isLast: true} : undefined;
}
