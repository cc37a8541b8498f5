import {batchFailures} from '../../mocks/world/batch-failures.ts';
import {fillText} from '../../mocks/world/fill-text.ts';
import {user, type User} from '../../source/contract/user.ts';
import {group} from '../../source/contract/group.ts';
import {epochMs} from '../../source/contract/time.ts';
import {causeList} from '../../source/core/causes/cause-list.ts';
import {radiusOf} from '../../source/core/causes/radius.ts';
import {type Entities, mergeGroups, mergeUsers, noEntities} from '../../source/core/entities.ts';
import {seededRandom} from '../../source/platform/random.ts';
import {type Bench, type Measure} from './bench.ts';
import {atMost, type Finding, measured} from './finding.ts';

const users = 100_000;
/** Every tenth is suspended. */
const each = 10;
const frame = 16;
const kinds = Object.values(batchFailures);

/** What a poll costs that brings so many changed failures: merging rows, sums and causes, and what the dashboard asks of causes. */
// oxlint-disable-next-line typescript/require-await -- measures are asked for as promises
export const measureClustering: Measure = async (bench) => {
	const before = tenant();
	return [0, 1, 1000].map((changed): Finding => ({
		measure: 'clustering',
		what: `clustering: ${changed.toLocaleString('en')} of 10,000 suspended of 100,000 changed`,
		program: 'synctop',
		outcome: measured(takes(bench, before, changed), 'ms'),
		// A poll that changes a tenth of all that is suspended may cost frames; one that changes nothing, none.
		...(changed < 1000 && {goal: atMost(frame, '16 ms, a frame')}),
	}));
};

function takes(bench: Bench, before: Entities, changed: number): readonly number[] {
	return Array.from({length: bench.takes(10, 50)}, (_, take) => {
		const rows = Array.from({length: changed}, (_, index) => suspended(index * each, take + 2));
		const from = performance.now();
		const after = mergeUsers(before, rows);
		for (const cause of causeList({entities: after})) {
			radiusOf(cause, after);
		}

		return performance.now() - from;
	});
}

function tenant(): Entities {
	const groups = Array.from({length: 12}, (_, index) =>
		group.parse({
			id: `g-${index}`,
			version: 1,
			revision: 1,
			externalId: `G${index}`,
			name: `Group ${index}`,
			mailboxAccessType: 'office365OAuth',
			syncStatus: 'enabled',
		}),
	);
	let entities = mergeGroups(noEntities(), groups);
	for (let from = 0; from < users; from += 1000) {
		entities = mergeUsers(
			entities,
			Array.from({length: 1000}, (_, index) =>
				(from + index) % each === 0 ? suspended(from + index, 1) : well(from + index),
			),
		);
	}

	return entities;
}

function well(index: number): User {
	return user.parse({...person(index, 1), hold: 'none'});
}

function suspended(index: number, revision: number): User {
	const failure = kinds[index % 7] ?? batchFailures.clientSecret;
	const random = seededRandom(index * 31 + revision);
	const email = `user.${index}@contoso.example`;
	const at = epochMs(1_795_424_400_000 + index);
	const subject = {email, employee: String(index), host: 'mx1.contoso.example', at};
	return user.parse({
		...person(index, revision),
		hold: failure.category,
		holdSince: new Date(at).toISOString(),
		batch: {
			id: `b-${index}-${revision}`,
			userId: `u-${index}`,
			state: 'suspended',
			queuedAt: new Date(at).toISOString(),
			issues: 0,
			error: {...failure, message: fillText(failure.text, subject, random)},
		},
	});
}

function person(index: number, revision: number) {
	return {
		id: `u-${index}`,
		version: 1,
		revision,
		name: `User ${index}`,
		email: `user.${index}@contoso.example`,
		groupId: `g-${index % 12}`,
		syncStatus: 'enabled',
		mailboxStatus: 'initialized',
	};
}
