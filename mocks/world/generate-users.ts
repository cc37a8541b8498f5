import {userId} from '../../source/contract/id.ts';
import {type Random} from '../../source/platform/random.ts';
import {type EpochMs, epochMs} from '../../source/contract/time.ts';
import {dice} from './chance.ts';
import {drawName} from './names.ts';
import {type GroupRecord, type UserRecord} from './records.ts';

const day = 86_400_000;
const none: never[] = [];

export type NewUsers = {
	readonly seed: number;
	readonly startAt: EpochMs;
	readonly weights: readonly number[];
	readonly groups: readonly GroupRecord[];
};

export type MakeUser = (index: number, createdAt?: EpochMs) => UserRecord;

/**
Makes users one after the other: who they are, not yet what their mailbox is doing. Shares: 4 % disabled, 2 % without a mailbox,
2 % created within two weeks, add-in used by two thirds within 30 days.
*/
export function createUserMaker({seed, startAt, weights}: NewUsers): MakeUser {
	const takenMailNames = new Map<string, number>();
	return (index, createdAt) => {
		const random = dice({seed, purpose: 'user', a: index});
		const {name, mailName} = drawName(random);
		const taken = takenMailNames.get(mailName) ?? 0;
		takenMailNames.set(mailName, taken + 1);
		const created = createdAt ?? drawCreation(random, startAt);
		const usedAddInAt =
			createdAt === undefined ? drawAddInUse(random, {created, startAt}) : undefined;
		const isConfigured = createdAt === undefined && random() >= 0.02;
		const isDisabled = random() < (isConfigured ? 0.04 : 0.5);
		return {
			index,
			id: userId.parse(`u-${String(index + 1).padStart(6, '0')}`),
			employeeNumber: String(index + 1).padStart(5, '0'),
			role: index < 2 ? 'platformAdmin' : random() < 0.02 ? 'groupAdmin' : 'user',
			createdAt: created,
			hadMailbox: isConfigured,
			name,
			email: `${mailName}${taken === 0 ? '' : taken + 1}@contoso.example`,
			notes: random() < 0.04 ? 'Asked to be told before any change; see ticket.' : undefined,
			groupIndex: drawGroup(random, weights),
			syncStatus: isDisabled ? 'disabled' : 'enabled',
			mailboxStatus: isConfigured ? 'initialized' : 'notInitialized',
			hold: 'none',
			holdSince: undefined,
			failures: 0,
			idleLevel: drawIdleLevel(random),
			quotaLevel: 0,
			lastSynchronizedAt: undefined,
			nextSynchronizationAt: undefined,
			lastAddInUseAt: usedAddInAt,
			updatedAt: created,
			version: 1,
			revision: 0,
			changedBy: undefined,
			batch: undefined,
			earlier: none,
			plan: 0,
			isRemoved: false,
			isNew: startAt - created < 14 * day,
			usesAddIn: usedAddInAt !== undefined && startAt - usedAddInAt < 30 * day,
		};
	};
}

function drawCreation(random: Random, startAt: EpochMs): EpochMs {
	const isRecent = random() < 0.02;
	const age = isRecent ? random() * 14 * day : (15 + random() * 1400) * day;
	return epochMs(Math.round(startAt - age));
}

function drawAddInUse(
	random: Random,
	{created, startAt}: {readonly created: EpochMs; readonly startAt: EpochMs},
): EpochMs | undefined {
	const sort = random();
	const ago = random();
	if (sort > 0.85) {
		return undefined;
	}

	const days = sort < 0.66 ? ago ** 2 * 29 : 31 + ago * 200;
	const at = Math.round(startAt - days * day - 600_000);
	return at > created ? epochMs(at) : undefined;
}

function drawIdleLevel(random: Random): number {
	const sort = random();
	return sort < 0.7 ? 0 : sort < 0.9 ? 1 : 2;
}

function drawGroup(random: Random, weights: readonly number[]): number {
	let left = random();
	for (const [index, weight] of weights.entries()) {
		left -= weight;
		if (left < 0) {
			return index;
		}
	}

	// Rounding may leave a sliver at the end.
	return 0;
}
