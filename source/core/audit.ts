import {type BatchId, type GroupId, type UserId} from '../contract/id.ts';
import {type SafeText} from '../contract/text.ts';
import {type EpochMs} from '../contract/time.ts';
import {type User} from '../contract/user.ts';
import {type Step, type Target, targetName, targetVersion} from './target.ts';

/** What a change did, in one word for the journal. */
export const auditOutcomes = [
	'done',
	'refused',
	'conflict',
	'failed',
	/** The answer was lost; a later line with the same key settles it. */
	'unknown',
	/** Read back after an unknown answer: it was not applied. */
	'notApplied',
	/** Read back after an unknown answer, but somebody changed it since: cannot be told. */
	'untold',
] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/** One line of the audit journal. A request is preceded by its `intent` and followed by its `result`, with the same key. */
export type AuditEntry = {
	readonly v: 1;
	readonly phase: 'intent' | 'result';
	readonly at: EpochMs;
	readonly connection: SafeText;
	/** The address of the service. */
	readonly service: SafeText;
	readonly actor: SafeText;
	/** The change as a whole; a bulk change has many lines. */
	readonly change: string;
	/** The idempotency key of the request. */
	readonly key: string;
	readonly action: Step;
	readonly target:
		| {readonly type: 'user'; readonly id: UserId; readonly name: SafeText}
		| {readonly type: 'group'; readonly id: GroupId; readonly name: SafeText};
	/** What was seen when the change was decided. */
	readonly before: {
		readonly version: number;
		readonly syncStatus: User['syncStatus'];
		readonly mailboxStatus?: User['mailboxStatus'];
		/** The current batch of a user: tells whether a synchronization was queued since. */
		readonly batch?: BatchId;
	};
	readonly reason?: SafeText;
	/** The change that it puts back. */
	readonly undoes?: string;
	/** The version that it left, where the service answered with it: as long as it stands, nobody touched it since. */
	readonly after?: {readonly version: number};
	readonly outcome?: AuditOutcome;
	readonly detail?: SafeText;
};

/** The part of a line that a target tells. */
export function auditTarget(target: Target): Pick<AuditEntry, 'target' | 'before'> {
	return {
		target:
			target.kind === 'user'
				? {type: 'user', id: target.user.id, name: targetName(target)}
				: {type: 'group', id: target.group.id, name: targetName(target)},
		before:
			target.kind === 'user'
				? {
						version: targetVersion(target),
						syncStatus: target.user.syncStatus,
						mailboxStatus: target.user.mailboxStatus,
						...(target.user.batch !== undefined && {batch: target.user.batch.id}),
					}
				: {version: targetVersion(target), syncStatus: target.group.syncStatus},
	};
}
