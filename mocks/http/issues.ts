import {type Issue, type IssueKind} from '../../source/contract/batch.ts';
import {plainId} from '../../source/contract/id.ts';
import {epochMs} from '../../source/contract/time.ts';
import {type Random} from '../../source/platform/random.ts';
import {between, dice, pick, pickWeighted} from '../world/chance.ts';
import {fillText} from '../world/fill-text.ts';
import {issueKinds} from '../world/issue-kinds.ts';
import {drawName} from '../world/names.ts';
import {type BatchRecord, type UserRecord} from '../world/records.ts';
import {type World} from '../world/state.ts';
import {raw, toBatchId, toSubject} from './subject.ts';

/** The issues of a batch by how they failed, the most frequent first; nothing where there are none. */
export function issueKindsOf(
	world: World,
	user: UserRecord,
	batch: BatchRecord,
): IssueKind[] | undefined {
	if (batch.issues === 0) {
		return undefined;
	}

	const kinds = new Map<string, IssueKind>();
	for (let index = 0; index < batch.issues; index++) {
		const {code, severity, text} = pickWeighted(issueDice(world, user, batch, index), issueKinds);
		const known = kinds.get(code);
		const filled = (): string =>
			fillText(
				text,
				toSubject(world, user, batch.endedAt ?? world.now),
				dice({seed: world.seed, purpose: 'message', a: user.index, b: batch.number}),
			);
		kinds.set(code, {
			code: raw(code),
			severity,
			text: known?.text ?? raw(filled()),
			count: (known?.count ?? 0) + 1,
		});
	}

	return [...kinds.values()].toSorted((one, other) => other.count - one.count);
}

// The kind is the first throw of an issue, so that it can be told without the rest.
function issueDice(world: World, user: UserRecord, batch: BatchRecord, index: number): Random {
	return dice({seed: world.seed, purpose: 'issue', a: user.index, b: batch.number * 1000 + index});
}

/** The issues of a batch: as many as it counts, made from its number. */
export function issuesOf(world: World, user: UserRecord, batch: BatchRecord): Issue[] {
	const at = batch.endedAt ?? world.now;
	return Array.from({length: batch.issues}, (_, index) => {
		const random = issueDice(world, user, batch, index);
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
