import {type Issue} from '../../source/contract/batch.ts';
import {plainId} from '../../source/contract/id.ts';
import {epochMs} from '../../source/contract/time.ts';
import {drawBatch} from '../world/batch-draw.ts';
import {between, dice, pick, pickWeighted} from '../world/chance.ts';
import {fillText} from '../world/fill-text.ts';
import {issueKinds} from '../world/issue-kinds.ts';
import {drawName} from '../world/names.ts';
import {type BatchRecord, type UserRecord} from '../world/records.ts';
import {baseInterval, type World} from '../world/state.ts';
import {raw, toBatchId, toSubject} from './to-contract.ts';

const batchesShown = 20;

/** A user's last batches, the latest first. Those from before the simulation started are made from their numbers. */
export function batchesOf(world: World, user: UserRecord): BatchRecord[] {
	const known = user.batch === undefined ? [] : [user.batch, ...user.earlier];
	const batches = [...known];
	for (;;) {
		const last = batches.at(-1);
		if (last === undefined || last.number <= 1 || batches.length >= batchesShown) {
			return batches;
		}

		batches.push(batchBefore(world, user, last));
	}
}

function batchBefore(world: World, user: UserRecord, next: BatchRecord): BatchRecord {
	const number = next.number - 1;
	const random = dice({seed: world.seed, purpose: 'history', a: user.index, b: -number - 10});
	// A run of failures that was going to be a hold: each was tried again after two minutes.
	const isRun =
		next.failure !== undefined && next.failure.effect === 'again' && next.state !== 'finished';
	const gap = isRun ? 120_000 : baseInterval * 2 ** Math.floor(random() * 2.3);
	const queuedAt = epochMs(Math.round(next.queuedAt - gap * (0.9 + random() * 0.2) - 1000));
	const accessType = world.groups[user.groupIndex]?.accessType ?? 'office365OAuth';
	const kind = number === 1 ? 'first' : 'scheduled';
	const drawn = drawBatch({
		seed: world.seed,
		user: user.index,
		number,
		kind,
		at: queuedAt,
		accessType,
	});
	const startedAt = epochMs(queuedAt + between(random, 1, 8) * 1000);
	const room = Math.max(1000, next.queuedAt - startedAt - 1000);
	const isFailed = isRun && random() < 0.93;
	return {
		number,
		kind,
		queuedAt,
		state: isFailed ? 'interrupted' : drawn.issues > 0 ? 'finishedWithIssues' : 'finished',
		startedAt,
		endedAt: epochMs(startedAt + Math.min(drawn.duration, room)),
		scope: drawn.scope,
		changes: isFailed ? 0 : drawn.changes,
		issues: isFailed ? 0 : drawn.issues,
		failure: isFailed ? next.failure : undefined,
	};
}

/** The issues of a batch: as many as it counts, made from its number. */
export function issuesOf(world: World, user: UserRecord, batch: BatchRecord): Issue[] {
	const at = batch.endedAt ?? world.now;
	return Array.from({length: batch.issues}, (_, index) => {
		const random = dice({
			seed: world.seed,
			purpose: 'issue',
			a: user.index,
			b: batch.number * 1000 + index,
		});
		const kind = pickWeighted(random, issueKinds);
		const objectType = pick(random, kind.objectTypes);
		const direction =
			kind.direction === 'either'
				? random() < 0.65
					? 'mailboxToCrm'
					: 'crmToMailbox'
				: kind.direction;
		return {
			id: plainId.parse(`i-${toBatchId(user, batch.number).slice(2)}-${index + 1}`),
			objectType,
			name: raw(nameObject(objectType, random)),
			direction,
			operation: pickWeighted(random, [
				[4, 'create'],
				[5, 'update'],
				[1, 'delete'],
			] as const),
			code: raw(kind.code),
			severity: kind.severity,
			text: raw(fillText(kind.text, toSubject(world, user, at), random)),
			at: epochMs(at - between(random, 0, 20) * 100),
		};
	});
}

function nameObject(objectType: Issue['objectType'], random: () => number): string {
	const {name} = drawName(random);
	switch (objectType) {
		case 'contact': {
			return name;
		}

		case 'file': {
			return `Proposal ${between(random, 100, 999)} - ${name}.pdf`;
		}

		case 'email': {
			return `RE: RFI ${between(random, 10, 99)} from ${name}`;
		}

		case 'task': {
			return `Call ${name} about change order ${between(random, 1, 60)}`;
		}

		default: {
			return `Site meeting ${between(random, 1, 40)} with ${name}`;
		}
	}
}
