import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {epochMs} from '../../source/contract/time.ts';
import {toUser} from '../../mocks/http/to-contract.ts';
import {toDashboard, toSyncOptions} from '../../mocks/http/to-panels.ts';
import {type ScenarioName} from '../../mocks/scenarios/catalog.ts';
import {defaultStart} from '../../mocks/start.ts';
import {type World} from '../../mocks/world/state.ts';
import {advanceTo, createWorld} from '../../mocks/world/world.ts';

const scenarioNames = [
	'calm',
	'server-outage',
	'throttling',
	'leavers',
] as const satisfies readonly ScenarioName[];

function picture(world: World): string {
	return JSON.stringify([
		world.users.filter(({isRemoved}) => !isRemoved).map((user) => toUser(world, user)),
		toDashboard(world),
		toSyncOptions(world),
		world.activity,
		world.feed.revision(),
	]);
}

function make(seed: number, scenario: ScenarioName): World {
	return createWorld({users: 40, groups: 5, seed, scenario}, defaultStart);
}

test('the same seed, scenario and time give the same picture, however time was cut into steps', () => {
	fc.assert(
		fc.property(
			fc.nat(1000),
			fc.constantFrom(...scenarioNames),
			fc.array(fc.integer({min: 1, max: 900_000}), {minLength: 1, maxLength: 12}),
			(seed, scenario, steps) => {
				const whole = make(seed, scenario);
				const cut = make(seed, scenario);
				let moment = defaultStart;
				for (const by of steps) {
					moment = epochMs(moment + by);
					advanceTo(cut, moment);
				}

				advanceTo(whole, moment);
				expect(picture(cut)).toBe(picture(whole));
			},
		),
		{numRuns: 40},
	);
});

test('another seed gives another tenant', () => {
	expect(picture(make(1, 'calm'))).not.toBe(picture(make(2, 'calm')));
});
