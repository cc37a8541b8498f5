import {type PlainId, plainId} from '../../source/contract/id.ts';
import {type EpochMs, epochMs} from '../../source/contract/time.ts';
import {between, dice} from './chance.ts';
import {type ActivityKind, type ActivityRecord, type UserRecord} from './records.ts';
import {colleague, serviceActor, type World} from './state.ts';

const rowsAtStart = 200;

/** What must have happened to a user before the simulation started, oldest first; made anew each time it is asked for. */
export function pastActivity(world: World, user: UserRecord): ActivityRecord[] {
	const random = dice({seed: world.seed, purpose: 'history', a: user.index, b: -1});
	const provisioner = random() < 0.7 ? colleague : 'Provisioning';
	const rows: Array<{at: EpochMs; kind: ActivityKind; actor: string; detail?: string}> =
		user.createdAt < world.startAt
			? [{at: user.createdAt, kind: 'userAdded', actor: provisioner}]
			: [];
	const initializedAt = epochMs(user.createdAt + between(random, 300, 90_000) * 1000);
	if (user.hadMailbox && initializedAt < world.startAt) {
		rows.push({at: initializedAt, kind: 'mailboxInitialized', actor: serviceActor});
	}

	const {batch} = user;
	const start = [batch, ...user.earlier].find(
		(candidate) => candidate?.endedAt !== undefined && candidate.endedAt <= world.startAt,
	);
	if (start?.state === 'suspended' && start.endedAt !== undefined && start.failure !== undefined) {
		rows.push({
			at: start.endedAt,
			kind:
				start.failure.category === 'authorization'
					? 'suspendedByAuthorization'
					: start.failure.category === 'throttling'
						? 'suspendedByThrottling'
						: 'suspendedByOther',
			actor: serviceActor,
			detail: start.failure.code,
		});
	}

	return rows.map((row, index) => ({
		id: pastId(user, index),
		revision: 1,
		at: row.at,
		actor: row.actor,
		kind: row.kind,
		target: {type: 'user', id: user.id, name: user.name},
		detail: row.detail,
	}));
}

/** Fills the activity with the latest that happened before the start. */
export function seedActivity(world: World): void {
	// Who was changed within two days; in a huge tenant a part of them is more than enough.
	const recent = world.startAt - 2 * 86_400_000;
	const rows: ActivityRecord[] = [];
	for (const user of world.users) {
		if ((user.holdSince ?? 0) > recent || user.createdAt > recent) {
			rows.push(...pastActivity(world, user).filter(({at}) => at > recent));
		}

		if (rows.length > rowsAtStart * 20) {
			break;
		}
	}

	rows.sort((left, right) => left.at - right.at || (left.id < right.id ? -1 : 1));
	world.activity.push(...rows.slice(-rowsAtStart));
}

function pastId(user: UserRecord, index: number): PlainId {
	return plainId.parse(`a-${user.id}-${index + 1}`);
}
