import {epochMs, milliseconds} from '../../source/contract/time.ts';
import {readable} from '../../source/contract/rows.ts';
import {type RouteName, routes} from '../../source/contract/routes.ts';
import {type UserRecord} from '../world/records.ts';
import {isCrmReachable, isMailboxReachable} from '../world/reach.ts';
import {pastActivity} from '../world/seed-activity.ts';
import {type World} from '../world/state.ts';
import {type Answer, done, type Refusal} from './answer.ts';
import {type Endpoint, endpoint} from './endpoint.ts';
import {setGroupStatus} from './group-rules.ts';
import {findBatch, findGroup, findUser, matchGroup, matchUser} from './lookup.ts';
import {issuesOf} from './issues.ts';
import {batchesOf} from './past-batches.ts';
import {readChanges} from './read-changes.ts';
import {raw, serverOf} from './subject.ts';
import {toActivity, toBatch, toGroup, toUser} from './to-contract.ts';
import {toDashboard, toSyncOptions} from './to-panels.ts';
import {type Tokens} from './tokens.ts';
import {
	type Asked,
	deleteUser,
	disableUser,
	enableUser,
	forceDeleteUser,
	synchronizeUser,
	uninitializeUser,
} from './user-rules.ts';

const activityInOverview = 200;

/** Every route of the contract with its handler: one that is missing does not compile. */
export function createEndpoints(
	world: World,
	tokens: Tokens,
): {readonly [Name in RouteName]: Endpoint} {
	return {
		token: endpoint(routes.token, ({body}) => tokens.issue(body)),
		session: endpoint(routes.session, ({actor}) =>
			done({
				actor: raw(actor),
				tenant: raw('Contoso Engineering'),
				mayChange: true,
				service: {
					name: raw('Embedded Sync Service'),
					contract: 'sync-service/1',
					version: raw('1.0.0'),
				},
			}),
		),
		...readers(world),
		...userReaders(world),
		...changers(world),
	};
}

function readers(world: World) {
	return {
		overview: endpoint(routes.overview, () => {
			const revision = world.feed.revision();
			return done({
				revision,
				groups: readable(world.groups.map((group) => toGroup(world, group))),
				dashboard: toDashboard(world),
				syncOptions: toSyncOptions(world),
				activity: readable(world.activity.slice(-activityInOverview).map((row) => toActivity(row))),
			});
		}),
		changes: endpoint(routes.changes, ({query}) => readChanges(world, query.since)),
		listUsers: endpoint(routes.listUsers, ({query: {limit, after}}) => {
			const page: UserRecord[] = [];
			let index = after === undefined ? 0 : indexAfter(after);
			for (; index < world.users.length && page.length < limit; index++) {
				const user = world.users[index];
				if (user !== undefined && !user.isRemoved) {
					page.push(user);
				}
			}

			const last = page.at(-1);
			const hasNext = index < world.users.length && last !== undefined;
			return done({
				revision: world.feed.revision(),
				total: world.tally.users,
				rows: readable(page.map((user) => toUser(world, user))),
				...(hasNext ? {next: last.id} : {}),
			});
		}),
		getGroup: endpoint(routes.getGroup, ({params}) => {
			const group = findGroup(world, params.groupId);
			return group.kind === 'refused'
				? group
				: done({group: toGroup(world, group.value)}, group.value.version);
		}),
		getBatch: endpoint(routes.getBatch, ({params}) => {
			const found = findBatch(world, params.batchId);
			if (found.kind === 'refused') {
				return found;
			}

			const {user, batch} = found.value;
			return done({
				batch: toBatch(world, user, batch),
				issues: readable(issuesOf(world, user, batch)),
			});
		}),
	};
}

function userReaders(world: World) {
	return {
		getUser: endpoint(routes.getUser, ({params}) =>
			withUser(world, params.userId, (user) => done({user: toUser(world, user)}, user.version)),
		),
		listBatches: endpoint(routes.listBatches, ({params, query}) =>
			withUser(world, params.userId, (user) => {
				const batches = batchesOf(world, user).slice(0, query.limit);
				return done({batches: readable(batches.map((batch) => toBatch(world, user, batch)))});
			}),
		),
		listUserActivity: endpoint(routes.listUserActivity, ({params, query}) =>
			withUser(world, params.userId, (user) => {
				const live = world.activity.filter(({target}) => target.id === user.id).toReversed();
				const known = new Set(live.map(({id}) => id));
				const past = pastActivity(world, user).filter(({id}) => !known.has(id));
				const all = [...live, ...past].toSorted((left, right) => right.at - left.at);
				return done({activity: readable(all.slice(0, query.limit).map((row) => toActivity(row)))});
			}),
		),
		checkConnectivity: endpoint(routes.checkConnectivity, ({params}) =>
			withUser(world, params.userId, (user) => done(checkConnectivity(world, user))),
		),
	};
}

function changers(world: World) {
	const change = <Value>(
		id: string,
		request: {readonly actor: string; readonly ifMatch: number | 'any' | undefined},
		act: (asked: Asked) => Answer<Value>,
	): Answer<Value> =>
		withUser(
			world,
			id,
			(user) => matchUser(world, user, request.ifMatch) ?? act({world, user, actor: request.actor}),
		);
	return {
		changeUser: endpoint(routes.changeUser, (request) =>
			change(
				request.params.userId,
				request,
				request.body.syncStatus === 'enabled' ? enableUser : disableUser,
			),
		),
		deleteUser: endpoint(routes.deleteUser, (request) =>
			change(request.params.userId, request, deleteUser),
		),
		forceDeleteUser: endpoint(routes.forceDeleteUser, (request) =>
			change(request.params.userId, request, (asked) =>
				forceDeleteUser(asked, request.body.reason),
			),
		),
		uninitializeUser: endpoint(routes.uninitializeUser, (request) =>
			change(request.params.userId, request, uninitializeUser),
		),
		synchronizeUser: endpoint(routes.synchronizeUser, (request) =>
			withUser(world, request.params.userId, (user) =>
				synchronizeUser({world, user, actor: request.actor}),
			),
		),
		changeGroup: endpoint(routes.changeGroup, ({params, body, actor, ifMatch}) => {
			const found = findGroup(world, params.groupId);
			if (found.kind === 'refused') {
				return found;
			}

			const group = found.value;
			return (
				matchGroup(world, group, ifMatch) ?? setGroupStatus({world, group, actor}, body.syncStatus)
			);
		}),
	};
}

function withUser<Value>(
	world: World,
	id: string,
	answer: (user: UserRecord) => Answer<Value> | Refusal,
): Answer<Value> {
	const found = findUser(world, id);
	return found.kind === 'refused' ? found : answer(found.value);
}

// Ids are numbers in disguise, so the page after an id is found without a search.
function indexAfter(id: string): number {
	const number = Number(/^u-(\d+)$/.exec(id)?.[1] ?? Number.NaN);
	return Number.isNaN(number) ? 0 : number;
}

function checkConnectivity(world: World, user: UserRecord) {
	const server = serverOf(world, user);
	const isMailboxFine = isMailboxReachable(world, user);
	const isCrmFine = isCrmReachable(world, user);
	const refusal = user.batch?.failure?.code;
	const because = refusal === undefined ? '' : `: ${refusal}`;
	return {
		at: epochMs(world.now),
		mailbox: {
			isReachable: isMailboxFine,
			text: raw(
				isMailboxFine
					? `Connected to ${server?.host ?? 'the mail server'}`
					: `No access to the mailbox${because}`,
			),
			latencyMs: server?.latency ?? milliseconds(30_000),
		},
		crm: {
			isReachable: isCrmFine,
			text: raw(isCrmFine ? 'Connected to Vantagepoint' : `Vantagepoint refused${because}`),
			latencyMs: 120,
		},
	};
}
