import type * as z from 'zod';
import {type RunningService} from '../../mocks/start.ts';
import {type WireFault, wireFault} from '../../mocks/faults.ts';
import {type RouteName} from '../../source/contract/routes.ts';
import {scenarios} from '../../mocks/scenarios/catalog.ts';
import {type Dice} from './dice.ts';

const reading: readonly RouteName[] = [
	'changes',
	'changes',
	'getUser',
	'getUser',
	'getUser',
	'overview',
	'listUsers',
	'getUser',
	'listBatches',
	'listUserActivity',
	'getBatch',
];
const changing: readonly RouteName[] = ['changeUser', 'changeGroup', 'synchronizeUser'];

// What leaves an answer that can be read, and what leaves none.
const mild: ReadonlyArray<z.input<typeof wireFault>> = [
	{kind: 'latency', ms: 300},
	{kind: 'extraFields'},
	{kind: 'unknownEnum'},
	{kind: 'hostileText'},
	{kind: 'clockSkew', seconds: 600},
	{kind: 'staleRevision'},
	{kind: 'wrongType', path: 'users.rows.*.version'},
];
const harsh: ReadonlyArray<z.input<typeof wireFault>> = [
	{kind: 'resetBefore'},
	{kind: 'resetAfter'},
	{kind: 'resetMidBody'},
	{kind: 'truncatedJson'},
	{kind: 'wrongJson'},
	{kind: 'html'},
	{kind: 'slowBody', bytesPerSecond: 400},
	{kind: 'hang'},
	{kind: 'status', status: 401},
	{kind: 'status', status: 403},
	{kind: 'status', status: 404, body: 'html'},
	{kind: 'status', status: 429, retryAfter: 'seconds', seconds: 1},
	{kind: 'status', status: 500},
	{kind: 'status', status: 502, body: 'html'},
	{kind: 'status', status: 503, retryAfter: 'date', seconds: 2},
	{kind: 'status', status: 503, body: 'empty'},
];

/** Makes something go wrong at one of the next requests. Polls meet mild things more often: while they fail, nothing is changed. */
export function spoilSomething(service: RunningService, dice: Dice): void {
	const isChange = dice.chance(0.2);
	const route = dice.pick(isChange ? changing : reading);
	const fault: WireFault = wireFault.parse(
		dice.pick(isChange ? (dice.chance(0.5) ? harsh : mild) : dice.chance(0.03) ? harsh : mild),
	);
	service.faults.arm({fault, routes: [route], times: 1});
}

/** Another day at the office. */
export function changeScenario(service: RunningService, dice: Dice): void {
	service.setScenario(dice.pick(scenarios).name);
}
