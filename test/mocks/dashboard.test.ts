import {expect, test} from 'vitest';
import {minutes} from '../../source/contract/time.ts';
import {toDashboard} from '../../mocks/http/to-panels.ts';
import {scenarios} from '../../mocks/scenarios/catalog.ts';
import {applyEdit} from '../../mocks/edit.ts';
import {type World} from '../../mocks/world/state.ts';
import {chooseScenario} from '../../mocks/world/weather.ts';
import {createWorld, step} from '../../mocks/world/world.ts';
import {defaultStart} from '../../mocks/start.ts';

function recount({users}: World) {
	const rows = users.filter(({isRemoved}) => !isRemoved);
	const withState = (...states: string[]): number =>
		rows.filter(({batch}) => batch !== undefined && states.includes(batch.state)).length;
	return {
		users: rows.length,
		counts: {
			active: withState('queued', 'running'),
			withIssues: withState('finishedWithIssues'),
			suspended: withState('suspended'),
			notConfigured: rows.filter(({mailboxStatus}) => mailboxStatus === 'notInitialized').length,
		},
		addInUsers: rows.filter(({usesAddIn}) => usesAddIn).length,
	};
}

test('the counts equal a recount of all rows at any moment, through all scenarios', () => {
	const world = createWorld({users: 250, groups: 6, seed: 3, scenario: 'calm'}, defaultStart);
	expect(toDashboard(world)).toMatchObject(recount(world));
	for (const scenario of [...scenarios, ...scenarios.slice(0, 1)]) {
		chooseScenario(world, scenario);
		for (let moment = 0; moment < 12; moment++) {
			step(world, minutes(7));
			expect(toDashboard(world)).toMatchObject(recount(world));
		}

		applyEdit(world, {type: 'group', id: 'g-002', actor: 'x', set: {syncStatus: 'disabled'}});
		applyEdit(world, {type: 'user', id: 'u-000009', actor: 'x', set: {groupId: 'g-003'}});
		expect(toDashboard(world)).toMatchObject(recount(world));
		applyEdit(world, {type: 'group', id: 'g-002', actor: 'x', set: {syncStatus: 'enabled'}});
	}

	step(world, minutes(3 * 24 * 60));
	expect(world.users.length).toBeGreaterThan(250);
	expect(toDashboard(world)).toMatchObject(recount(world));
});

test('a tenant is plausible at once, and stays so on a calm day', () => {
	const world = createWorld({users: 5000, groups: 8, seed: 7, scenario: 'calm'}, defaultStart);
	for (const hours of [0, 4, 12]) {
		step(world, minutes(hours * 60));
		const {users, counts} = toDashboard(world);
		expect(counts.suspended / users).toBeGreaterThan(0.025);
		expect(counts.suspended / users).toBeLessThan(0.055);
		expect(counts.withIssues / users).toBeGreaterThan(0.06);
		expect(counts.withIssues / users).toBeLessThan(0.12);
		expect(counts.active / users).toBeGreaterThan(0.005);
		expect(counts.active / users).toBeLessThan(0.05);
	}
});

test('versions move only when something that a decision rests on changes', () => {
	const world = createWorld({users: 60, groups: 4, seed: 1, scenario: 'calm'}, defaultStart);
	const decisive = () =>
		world.users.map(({syncStatus, mailboxStatus, hold, groupIndex, name, email}) =>
			[syncStatus, mailboxStatus, hold, groupIndex, name, email].join('|'),
		);
	for (let moment = 0; moment < 200; moment++) {
		const before = {rows: decisive(), versions: world.users.map(({version}) => version)};
		step(world, minutes(3));
		const after = decisive();
		for (const [index, {version}] of world.users.entries()) {
			if (after[index] !== before.rows[index]) {
				expect(version).toBeGreaterThan(before.versions[index] ?? 0);
			}
		}
	}

	const total = world.users.reduce((sum, {version}) => sum + version, 0);
	expect(total).toBeLessThan(world.feed.revision() / 20);
});
