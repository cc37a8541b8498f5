import {expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {minutes, seconds} from '../../source/contract/time.ts';
import {activityOf, batchOf, unreadableRow, userOf} from '../support/build.ts';
import {away, lost} from '../support/fake-service.ts';
import {type OpenedEngine} from '../support/open-engine.ts';
import {manyUsers, openUsers} from '../support/open-users.ts';

let ids = 0;

/** How many values there are in all that a state holds, each object once. */
function sizeOf(state: unknown): number {
	const seen = new Set<unknown>();
	const open: unknown[] = [state];
	let size = 0;
	for (let value = open.pop(); open.length > 0 || value !== undefined; value = open.pop()) {
		size += 1;
		if (typeof value === 'object' && value !== null && !seen.has(value)) {
			seen.add(value);
			const parts =
				value instanceof Map
					? [...value].flat()
					: value instanceof Set
						? [...value]
						: Object.values(value);
			open.push(...parts.filter((part) => part !== undefined));
		}
	}

	return size;
}

/** A minute in which batches run, somebody is renamed, and a row cannot be read. */
async function minute({service, pass}: OpenedEngine, at: number): Promise<void> {
	ids += 1;
	const id = `u-${10 + (at % 40)}`;
	service.world.change(id, {
		name: toSafe(`Renamed ${ids % 10}`),
		batch: batchOf('finished', id, {id: `b-${ids}`}),
	});
	service.says.changes = {
		activity: {rows: [activityOf(`a-${ids}`)], unreadable: []},
		users: {
			rows: [...service.world.users.values()].filter(
				({revision}) => revision === service.world.revision(),
			),
			unreadable: [unreadableRow(0, `u-${500 + (ids % 5)}`)],
		},
	};
	await pass(minutes(1));
}

/** What goes wrong and what is done within an hour: an outage, somebody who leaves and comes back, changes of which one is lost. */
async function hour(opened: OpenedEngine, at: number): Promise<void> {
	const {service, press, ask, pass} = opened;
	for (let past = 0; past < 10; past += 1) {
		await minute(opened, at + past);
	}

	const name = `u-${10 + (at % 40)}`;
	service.world.remove(name);
	service.next('changes', {failure: away}, {failure: away}, {failure: away});
	await pass(minutes(5));
	service.world.add(userOf(name));
	await pass(minutes(20));
	for (const key of ['x', 'e']) {
		service.next('changeUser', at % 2 === 0 ? {failure: lost, isApplied: true} : {});
		await ask(key);
		await press('y');
		await pass(minutes(10));
		await press('escape');
	}

	await press('j', 'enter', 'escape');
	await pass(minutes(5));
}

test('after three days of watching and changing no more is kept than after one and a half [R36]', async () => {
	const opened = await openUsers({users: manyUsers(40), interval: seconds(60)});
	const sizes: number[] = [];
	const timers: number[] = [];
	for (let at = 0; at < 72; at += 1) {
		await hour(opened, at);
		opened.journal.entries.length = 0;
		sizes.push(sizeOf(opened.state()));
		timers.push(opened.clock.pending());
	}

	const half = sizes.length / 2;
	expect(opened.service.changes().length).toBeGreaterThan(100);
	expect(Math.max(...sizes.slice(half))).toBeLessThan(Math.max(...sizes.slice(0, half)) * 1.02);
	expect(Math.max(...timers.slice(half))).toBeLessThanOrEqual(Math.max(...timers.slice(0, half)));
});
