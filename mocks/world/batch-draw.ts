import {type Random} from '../../source/platform/random.ts';
import {
	type EpochMs,
	type Milliseconds,
	milliseconds,
	minutes,
} from '../../source/contract/time.ts';
import {between, dice, logNormal, pickWeighted} from './chance.ts';
import {type BatchFailure, batchFailures, type FailureName} from './batch-failures.ts';
import {type BatchKind, type GroupRecord} from './records.ts';
import {hourOf} from './schedule.ts';
import {sessionLimit} from './state.ts';

export type BatchDraw = {
	readonly duration: Milliseconds;
	readonly scope: number;
	readonly changes: number;
	readonly issues: number;
	/** How it fails on its own, without any scenario. */
	readonly failure: BatchFailure | undefined;
};

export type DrawnBatch = {
	readonly seed: number;
	readonly user: number;
	readonly number: number;
	readonly kind: BatchKind;
	readonly at: EpochMs;
	readonly accessType: GroupRecord['accessType'];
};

/**
What a batch is like when nothing special happens. It depends on nothing but its arguments, so batches of the past need not be
kept. Durations: log-normal, median 30 s; a first session 5 to 45 minutes, 1 % of them run into the limit of one hour.
*/
export function drawBatch(wanted: DrawnBatch): BatchDraw {
	const {seed, user, number, kind, at} = wanted;
	const random = dice({seed, purpose: 'batch', a: user, b: number});
	const scope = drawScope(seed, user);
	if (kind === 'first') {
		const isEndless = random() < 0.01;
		const duration = isEndless ? sessionLimit : minutes(5 + random() * 40);
		const failure = isEndless ? batchFailures.sessionTimeout : undefined;
		return {
			duration,
			scope,
			changes: Math.round(scope * 0.4),
			issues: drawIssues(wanted, 4, random),
			failure,
		};
	}

	const duration = milliseconds(
		Math.round(Math.min(900, Math.max(2, logNormal(random, 30, 0.843))) * 1000),
	);
	const hour = hourOf(at);
	const idleShare = hour >= 8 && hour < 18 ? 0.25 : 0.6;
	const changes =
		random() < idleShare ? 0 : 1 + Math.floor(Math.log(1 - random()) / Math.log(0.75));
	const failure = drawFailure(wanted.accessType, random);
	return {duration, scope, changes, issues: drawIssues(wanted, changes, random), failure};
}

/** Records in scope: log-normal, median 900, 95 % below 6,000; a user's own. */
function drawScope(seed: number, user: number): number {
	return Math.round(
		Math.min(60_000, logNormal(dice({seed, purpose: 'user', a: user, b: 1}), 900, 1.153)),
	);
}

// Nine of a hundred users carry nearly all issues, and a few of those carry most (Zipf); the rest fail with 0.3 % of their changes.
function drawIssues({seed, user}: DrawnBatch, changes: number, random: Random): number {
	const own = dice({seed, purpose: 'user', a: user, b: 2});
	if (own() < 0.09 && random() < 0.9) {
		return Math.max(1, Math.floor(1.4 / Math.max(0.03, own())) + between(random, -1, 1));
	}

	return random() < changes * 0.003 ? 1 : 0;
}

// Per batch. About thirty batches a day make 2 % of all users fail for good each day; people repair that within a day or two.
function drawFailure(
	accessType: GroupRecord['accessType'],
	random: Random,
): BatchFailure | undefined {
	const kind = pickWeighted(random, [
		[98_200, 'none'],
		[1300, 'transient'],
		[50, 'authorization'],
		[20, 'other'],
		[250, 'throttling'],
		[20, 'quota'],
	] as const);
	switch (kind) {
		case 'none': {
			return undefined;
		}

		case 'quota': {
			return batchFailures.crmQuota;
		}

		case 'transient':
		case 'authorization':
		case 'other':
		case 'throttling': {
			return drawFailureOf(kind, accessType, random);
		}
	}
}

type Mix = readonly [
	readonly [number, FailureName],
	...ReadonlyArray<readonly [number, FailureName]>,
];

const transient: Mix = [
	[5, 'storeUnavailable'],
	[4, 'connectionFailed'],
	[2, 'mailboxMoving'],
	[4, 'crmUnreachable'],
	[1, 'crmTls'],
	[1, 'malformedQuery'],
];

const other: Mix = [
	[4, 'duplicateStop'],
	[3, 'corruptedFile'],
	[2, 'corruptedHeader'],
	[2, 'scopeTooLarge'],
	[2, 'unknownField'],
	[1, 'autodiscover'],
	[1, 'noEmployee'],
];

const crmAuthorization: Mix = [
	[2, 'loginDisabled'],
	[2, 'crmPassword'],
	[1, 'roleLacksRight'],
	[1, 'windowsLogin'],
	[1, 'passwordGrant'],
];

const mailAuthorization: Readonly<Record<GroupRecord['accessType'], Mix>> = {
	office365OAuth: [
		[5, 'tokenInactive'],
		[4, 'grantRevoked'],
		[3, 'interactionNeeded'],
		[1, 'consentMissing'],
		[1, 'entraSecretExpired'],
		[2, 'accountDisabled'],
	],
	exchangeImpersonation: [
		[4, 'impersonationDenied'],
		[1, 'impersonationFailed'],
		[2, 'noMailbox'],
		[2, 'accountDisabled'],
	],
	exchangeDirectLogon: [
		[6, 'passwordExpired'],
		[1, 'noMailbox'],
		[2, 'accountDisabled'],
	],
	googleCustomApp: [
		[5, 'googleToken'],
		[1, 'googleBlocked'],
		[1, 'personalAccount'],
	],
};

const mailThrottling: Readonly<Record<GroupRecord['accessType'], Mix>> = {
	office365OAuth: [
		[3, 'graphThrottled'],
		[1, 'serverBusy'],
	],
	exchangeImpersonation: [
		[3, 'serverBusy'],
		[1, 'tooManyConnections'],
	],
	exchangeDirectLogon: [
		[2, 'serverBusy'],
		[1, 'tooManyConnections'],
	],
	googleCustomApp: [[1, 'googleRate']],
};

/** A failure of a sort that suits the way the mailbox is reached. */
export function drawFailureOf(
	kind: 'transient' | 'authorization' | 'other' | 'throttling',
	accessType: GroupRecord['accessType'],
	random: Random,
): BatchFailure {
	switch (kind) {
		case 'transient': {
			return batchFailures[pickWeighted(random, transient)];
		}

		case 'other': {
			return batchFailures[pickWeighted(random, other)];
		}

		case 'authorization': {
			const mix = random() < 0.25 ? crmAuthorization : mailAuthorization[accessType];
			return batchFailures[pickWeighted(random, mix)];
		}

		case 'throttling': {
			return batchFailures[pickWeighted(random, mailThrottling[accessType])];
		}
	}
}
