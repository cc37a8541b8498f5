import {type Group} from '../contract/group.ts';
import {epochMs} from '../contract/time.ts';
import {type User} from '../contract/user.ts';
import {effectiveStatus} from './effective-status.ts';
import {type Entities, groupOf} from './entities.ts';
import {changingItems, type Plan, verbOf} from './plan.ts';
import {type State} from './state.ts';
import {belongsTo, type CountName, countNames} from './tally.ts';
import {type Target, targetId, type Verb} from './target.ts';
import {type UserFacts} from './user-facts.ts';
import {userOrder} from './users/user-query.ts';
import {userAt, userOf} from './users/user-table.ts';
import {buildView} from './users/user-view.ts';

/** How one of the four counts will move. */
export type CountPreview = {
	readonly name: CountName;
	readonly before: number;
	readonly after: number;
};

export type Preview = {
	/** Those of the four that move, in the order of the screen. */
	readonly counts: readonly CountPreview[];
	/** Batches of the targets that run, and that wait, now. */
	readonly running: number;
	readonly queued: number;
	/** Whether the schedule has a say in it: then the figures come true within a few minutes, if nothing else happens. */
	readonly isAbout: boolean;
};

type Change = {readonly verb: Verb; readonly target: Target};

let last:
	| {readonly entities: Entities; readonly items: Plan['items']; readonly preview: Preview}
	| undefined;

/**
What a plan will do to the four counts, from the rows as they are now. A preview and no promise: the service goes on meanwhile. It is
remembered for as long as neither the rows nor the plan change, for it is drawn with every frame.
*/
export function previewOf({entities}: Pick<State, 'entities'>, plan: Plan): Preview {
	if (last?.entities !== entities || last.items !== plan.items) {
		const changes = changingItems(plan).map((item) => ({
			verb: verbOf(plan, item),
			target: item.target,
		}));
		last = {entities, items: plan.items, preview: preview(entities, changes)};
	}

	return last.preview;
}

function preview(entities: Entities, changes: readonly Change[]): Preview {
	const moves = new Map<CountName, number>();
	const sums = {running: 0, queued: 0};
	for (const change of changes) {
		for (const user of usersUnder(entities, change.target)) {
			const after = afterChange(entities, change, user);
			for (const name of countNames) {
				const move = Number(after !== undefined && belongsTo(name, after));
				moves.set(name, (moves.get(name) ?? 0) + move - Number(belongsTo(name, user)));
			}

			sums.running += Number(user.batch?.state === 'running');
			sums.queued += Number(user.batch?.state === 'queued');
		}
	}

	const {all} = entities.tally;
	return {
		...sums,
		isAbout: changes.some(({verb}) => !isRemoval(verb)),
		counts: countNames.flatMap((name) => {
			const move = moves.get(name) ?? 0;
			return move === 0 ? [] : [{name, before: all[name], after: all[name] + move}];
		}),
	};
}

function isRemoval(verb: Verb): boolean {
	return verb === 'delete' || verb === 'deleteChain' || verb === 'forceDelete';
}

const byName = {column: 'name', isDescending: false} as const;

/** The rows that a change is about: the user as it is now, or the members of the group. */
function usersUnder({users, groups}: Entities, target: Target): readonly User[] {
	if (target.kind === 'user') {
		const user = userOf(users, target.user.id);
		return user === undefined ? [] : [user];
	}

	const membership = {kind: 'members', groupId: targetId(target)} as const;
	const {slots} = buildView(users, userOrder(groups, byName, membership, undefined));
	return Array.from(slots).flatMap((slot) => userAt(users, slot) ?? []);
}

type After = UserFacts | undefined;

/** A user as it will be, with the batch that follows by itself; `undefined` when it is removed. */
function afterChange(entities: Entities, {verb, target}: Change, user: User): After {
	switch (verb) {
		case 'delete':
		case 'deleteChain':
		case 'forceDelete': {
			return undefined;
		}

		case 'disable': {
			return withoutBatch(user);
		}

		case 'uninitialize': {
			return {...withoutBatch(user), mailboxStatus: 'notInitialized'};
		}

		case 'enable': {
			return target.kind === 'user'
				? scheduled({...user, syncStatus: 'enabled', hold: 'none'}, groupOf(entities, user))
				: scheduled(user, {...target.group, syncStatus: 'enabled'});
		}

		case 'synchronize':
		case 'enableAndSynchronize': {
			return queued(user);
		}
	}
}

// Who is effectively enabled gets a batch within minutes.
function scheduled(user: User, group: Group | undefined): UserFacts {
	return effectiveStatus(user, group) === 'enabled' ? queued(user) : user;
}

function isActive({batch}: User): boolean {
	return batch?.state === 'running' || batch?.state === 'queued';
}

// Disabling takes a batch back that waits or runs; one that has ended stays what it is.
function withoutBatch(user: User): UserFacts {
	return user.batch !== undefined && isActive(user)
		? {...user, batch: {...user.batch, state: 'interrupted'}}
		: user;
}

function queued(user: User): UserFacts {
	return isActive(user)
		? user
		: {...user, batch: {state: 'queued', issues: 0, queuedAt: user.batch?.queuedAt ?? epochMs(0)}};
}
