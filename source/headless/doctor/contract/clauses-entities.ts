import {activityKinds} from '../../../contract/activity.ts';
import {batchStates} from '../../../contract/batch.ts';
import {mailboxAccessTypes} from '../../../contract/group.ts';
import {routes} from '../../../contract/routes.ts';
import {type SafeText, safe} from '../../../contract/text.ts';
import {type EpochMs} from '../../../contract/time.ts';
import {wordText} from '../../../contract/word.ts';
import {fine, type Verdict} from '../finding.ts';
import {broken, type Clause, each, refusedWith, saying, shape} from './clause.ts';
import {type Exchange, read} from './exchange.ts';
import {type Transcript} from './transcript.ts';

const reading = {needs: 'reading', isStateful: false} as const;
const stateful = {needs: 'reading', isStateful: true} as const;

/** One user, one group, one batch, and the lists that belong to a user. */
export const entityClauses: readonly Clause[] = [
	{
		...reading,
		id: 'user.shape',
		says: safe`GET /users/{userId} gives one user.`,
		where: safe`docs/openapi.json, GET /users/{userId}`,
		look: ({user}) => shape(routes.getUser, user),
	},
	{
		...stateful,
		id: 'user.agrees',
		says: safe`A user by itself is the user of the list: the same id, and no older version.`,
		where: safe`docs/contract.md`,
		look: (transcript) => userAgrees(transcript),
	},
	{
		...stateful,
		id: 'user.missing',
		says: safe`Who is not there is told with 404 and the code not-found.`,
		where: safe`docs/openapi.json, GET /users/{userId}; components.schemas.Problem`,
		look: ({noUser}) => refusedWith(noUser, {statuses: [404], code: 'not-found'}),
	},
	{
		...reading,
		id: 'group.shape',
		says: safe`GET /groups/{groupId} gives one group.`,
		where: safe`docs/openapi.json, GET /groups/{groupId}`,
		look: ({group}) => shape(routes.getGroup, group),
	},
	{
		...stateful,
		id: 'group.agrees',
		says: safe`A group by itself is the group of the overview.`,
		where: safe`docs/contract.md`,
		look: ({group, overview}) =>
			saying(routes.overview, overview, ({groups}) =>
				saying(routes.getGroup, group, ({group: one}) => agrees(groups.rows[0], one)),
			),
	},
	{
		...reading,
		id: 'batches.shape',
		says: safe`GET /users/{userId}/batches gives the batches of a user.`,
		where: safe`docs/openapi.json, GET /users/{userId}/batches`,
		look: ({batches}) => shape(routes.listBatches, batches),
	},
	{
		...reading,
		id: 'batches.order',
		says: safe`Batches come with the latest first.`,
		where: safe`docs/openapi.json, GET /users/{userId}/batches`,
		look: ({batches}) =>
			saying(routes.listBatches, batches, ({batches: {rows}}) =>
				newestFirst(rows.map(({queuedAt}) => queuedAt)),
			),
	},
	{
		...stateful,
		id: 'batches.owner',
		says: safe`The batches of a user are that user's.`,
		where: safe`docs/openapi.json, components.schemas.Batch`,
		look: ({batches}) =>
			saying(routes.listBatches, batches, ({batches: {rows}}) =>
				each(rows, ({id, userId}) =>
					batches?.ask.path.includes(`/users/${encodeURIComponent(userId)}/`) === true
						? undefined
						: safe`${id} is of ${userId}`,
				),
			),
	},
	{
		...reading,
		id: 'batch.shape',
		says: safe`GET /batches/{batchId} gives one batch with its issues.`,
		where: safe`docs/openapi.json, GET /batches/{batchId}`,
		look: ({batch}) => shape(routes.getBatch, batch),
	},
	{
		...stateful,
		id: 'batch.agrees',
		says: safe`A batch by itself is the batch of the list.`,
		where: safe`docs/contract.md`,
		look: ({batch, batches}) =>
			saying(routes.listBatches, batches, ({batches: {rows}}) =>
				saying(routes.getBatch, batch, ({batch: one}) =>
					one.id === rows[0]?.id
						? fine(one.id)
						: broken(safe`${rows[0]?.id ?? safe`none`} was asked for, ${one.id} came`),
				),
			),
	},
	{
		...reading,
		id: 'activity.shape',
		says: safe`GET /users/{userId}/activity tells what happened to a user.`,
		where: safe`docs/openapi.json, GET /users/{userId}/activity`,
		look: ({activity}) => shape(routes.listUserActivity, activity),
	},
	{
		...reading,
		id: 'activity.order',
		says: safe`The activity of a user comes with the newest first.`,
		where: safe`docs/openapi.json, GET /users/{userId}/activity`,
		look: ({activity}) =>
			saying(routes.listUserActivity, activity, ({activity: {rows}}) =>
				newestFirst(rows.map(({at}) => at)),
			),
	},
	{
		...reading,
		id: 'words.open',
		says: safe`Words of open lists may grow: new ones are kept and shown, and nothing is done by them. This clause cannot be broken.`,
		where: safe`docs/openapi.json, x-extensible-enum`,
		look: words,
	},
];

function userAgrees({user, pages}: Transcript): Verdict {
	return saying(routes.getUser, user, ({user: one}) => {
		const asked = decodeURIComponent(user?.ask.path.replace(/^\/users\//, '') ?? '');
		if (one.id !== asked) {
			return broken(safe`another one came: ${one.id}`);
		}

		const row = pages
			.flatMap((page) => {
				const reply = read(routes.listUsers, page);
				return reply.ok ? reply.value.rows.rows : [];
			})
			.find(({id}) => id === one.id);
		return agrees(row, one);
	});
}

type Versioned = {readonly id: SafeText; readonly version: number};

function agrees(row: Versioned | undefined, one: Versioned): Verdict {
	if (row === undefined || row.id !== one.id) {
		return broken(safe`${row?.id ?? safe`nobody`} was asked for, ${one.id} came`);
	}

	return one.version < row.version
		? broken(safe`${one.id}: version ${one.version}, but ${row.version} in the list before`)
		: fine(safe`${one.id}, version ${one.version}`);
}

function newestFirst(moments: readonly EpochMs[]): Verdict {
	const index = moments.findIndex((moment, at) => moment > (moments[at - 1] ?? moment));
	return index < 0
		? fine(safe`as agreed, in ${moments.length} rows`)
		: broken(safe`row ${index} is newer than the one before it`);
}

function words({overview, pages}: Transcript): Verdict {
	const unheard = new Set<SafeText>();
	const note = (word: SafeText | undefined, known: readonly string[]): void => {
		if (word !== undefined && !known.includes(word)) {
			unheard.add(word);
		}
	};
	for (const page of pages) {
		const reply = read(routes.listUsers, page);
		for (const user of reply.ok ? reply.value.rows.rows : []) {
			note(wordText(user.syncStatus), ['enabled', 'disabled']);
			note(wordText(user.mailboxStatus), ['initialized', 'notInitialized']);
			note(wordText(user.hold), ['none', 'authorization', 'throttling', 'other']);
			note(user.batch && wordText(user.batch.state), batchStates);
		}
	}

	noteOverview(overview, note);
	return unheard.size === 0
		? fine(safe`every word is known`)
		: {
				...fine(safe`${unheard.size} words that this program does not know yet`),
				who: [...unheard],
			};
}

function noteOverview(
	overview: Exchange | undefined,
	note: (word: SafeText, known: readonly string[]) => void,
): void {
	const reply = read(routes.overview, overview);
	if (reply.ok) {
		for (const group of reply.value.groups.rows) {
			note(wordText(group.mailboxAccessType), mailboxAccessTypes);
			note(wordText(group.syncStatus), ['enabled', 'disabled']);
		}

		for (const {kind} of reply.value.activity.rows) {
			note(wordText(kind), activityKinds);
		}
	}
}
