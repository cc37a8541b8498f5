import {expect, test} from 'vitest';
import {type Milliseconds, minutes, seconds} from '../../source/contract/time.ts';
import {defaultStart} from '../../mocks/start.ts';
import {type ScenarioName, findScenario} from '../../mocks/scenarios/catalog.ts';
import {calm} from '../../mocks/scenarios/calm.ts';
import {type World} from '../../mocks/world/state.ts';
import {chooseScenario} from '../../mocks/world/weather.ts';
import {createWorld, step} from '../../mocks/world/world.ts';
import {codeOf, openService} from './open-service.ts';

function live(name: ScenarioName, time: Milliseconds): World {
	const world = createWorld({users: 180, groups: 8, seed: 7, scenario: 'calm'}, defaultStart);
	step(world, minutes(10));
	chooseScenario(world, findScenario(name) ?? calm);
	step(world, time);
	return world;
}

const held = (world: World, hold: string): number =>
	world.users.filter((user) => user.hold === hold && !user.isRemoved).length;

test('secret-regenerated suspends everyone by authorization, soon and for good', () => {
	const before = live('calm', minutes(5));
	const world = live('secret-regenerated', minutes(5));
	expect(held(world, 'authorization')).toBeGreaterThan(held(before, 'authorization') + 10);
	step(world, minutes(90));
	expect(held(world, 'authorization')).toBeGreaterThan(140);
	chooseScenario(world, calm);
	step(world, minutes(60));
	expect(held(world, 'authorization')).toBeGreaterThan(140);
});

test('server-outage loses one mail server, and its users recover when it is back', () => {
	const world = live('server-outage', seconds(1));
	expect(world.servers.map(({state}) => state)).toEqual(['connected', 'connected', 'lost']);
	expect(world.activity.at(-1)?.kind).toBe('mailServerLost');
	step(world, minutes(120));
	expect(held(world, 'other')).toBeGreaterThan(10);
	chooseScenario(world, calm);
	expect(world.servers.every(({state}) => state === 'connected')).toBe(true);
	step(world, minutes(30));
	expect(held(world, 'other')).toBeLessThan(6);
});

test('throttling holds a part of the largest group, which recovers by itself', () => {
	const world = live('throttling', minutes(90));
	expect(held(world, 'throttling')).toBeGreaterThan(10);
	expect(world.servers.some(({state}) => state === 'throttled')).toBe(true);
	chooseScenario(world, calm);
	step(world, minutes(30));
	expect(held(world, 'throttling')).toBeLessThan(3);
});

test('ews-off suspends the groups that use Exchange Web Services, and no others', () => {
	const world = live('ews-off', minutes(90));
	const blocked = world.users.filter(({batch}) => batch?.failure?.code === 'ErrorAccessDenied');
	expect(blocked.length).toBeGreaterThan(20);
	const types = new Set(blocked.map(({groupIndex}) => world.groups[groupIndex]?.accessType));
	expect(types).toEqual(new Set(['exchangeDirectLogon', 'exchangeImpersonation']));
});

test('corrupted-files suspends the batches of about a quarter of all users', () => {
	const world = live('corrupted-files', minutes(90));
	expect(held(world, 'other')).toBeGreaterThan(25);
	expect(held(world, 'other')).toBeLessThan(80);
	expect(held(world, 'authorization')).toBeLessThan(12);
});

test('leavers are removed one by one', () => {
	const world = live('leavers', minutes(30));
	expect(world.users.filter(({isRemoved}) => isRemoved)).toHaveLength(15);
	expect(world.activity.some(({kind}) => kind === 'userRemoved')).toBe(true);
});

test('a flapping service answers 503, then cuts connections, then is back', async () => {
	await using service = await openService({scenario: 'flapping'});
	expect((await service.get('/session')).status).toBe(200);
	service.advance(seconds(60));
	const away = await service.get('/session');
	expect([away.status, away.headers.get('retry-after')]).toEqual([503, '2']);
	expect(await codeOf(away)).toBe('unavailable');
	service.advance(seconds(120));
	await expect(service.get('/session')).rejects.toThrow('fetch failed');
	service.advance(seconds(120));
	expect((await service.get('/session')).status).toBe(200);
});

test('the other administrator changes something now and then, and never removes anybody', () => {
	const world = live('calm', minutes(48 * 60));
	const rows = world.activity.filter(({actor, at}) => actor === 'dana.ops' && at >= defaultStart);
	expect(rows.length).toBeGreaterThan(20);
	expect(rows.length).toBeLessThan(80);
	expect(rows.every(({kind}) => !kind.startsWith('userRemoved'))).toBe(true);
});
