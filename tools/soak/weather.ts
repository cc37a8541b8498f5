import type * as z from 'zod';
import {applyEdit, edit} from '../../mocks/edit.ts';
import {type RunningService} from '../../mocks/start.ts';
import {type WireFault, wireFault} from '../../mocks/faults.ts';
import {type RouteName} from '../../source/contract/routes.ts';
import {scenarios} from '../../mocks/scenarios/catalog.ts';
import {type Dice} from './dice.ts';

type Fault = z.input<typeof wireFault>;

const polled: readonly RouteName[] = ['changes', 'changes', 'changes', 'overview', 'listUsers'];
const read: readonly RouteName[] = [
	'getUser',
	'getUser',
	'getUser',
	'getUser',
	'getGroup',
	'listBatches',
	'listUserActivity',
	'getBatch',
];
const changing: readonly RouteName[] = [
	'changeUser',
	'changeUser',
	'changeUser',
	'changeUser',
	'changeGroup',
	'synchronizeUser',
	'uninitializeUser',
	'deleteUser',
];

// What leaves an answer that can be read.
const mild: readonly Fault[] = [
	{kind: 'latency', ms: 300},
	{kind: 'extraFields'},
	{kind: 'unknownEnum'},
	{kind: 'hostileText'},
	{kind: 'clockSkew', seconds: 600},
	{kind: 'staleRevision'},
	{kind: 'wrongType', path: 'users.rows.*.version'},
];
// What leaves none, or one that means nothing: a change that meets it may have been made.
const losing: readonly Fault[] = [
	{kind: 'resetBefore'},
	{kind: 'resetAfter'},
	{kind: 'resetAfter'},
	{kind: 'resetMidBody'},
	{kind: 'truncatedJson'},
	{kind: 'wrongJson'},
	{kind: 'html'},
	{kind: 'status', status: 404, body: 'html'},
	{kind: 'status', status: 409, body: 'rest'},
	{kind: 'status', status: 500},
	{kind: 'status', status: 502, body: 'html'},
	{kind: 'status', status: 503, body: 'empty'},
	{kind: 'status', status: 504, body: 'html'},
];
// What says that nothing was done, or that nobody is served for a while.
const refusing: readonly Fault[] = [
	{kind: 'status', status: 401},
	{kind: 'status', status: 403},
	{kind: 'status', status: 409},
	{kind: 'status', status: 412, body: 'empty'},
	{kind: 'status', status: 429, retryAfter: 'seconds', seconds: 1},
	{kind: 'status', status: 503, retryAfter: 'date', seconds: 2},
];

/** Which requests go wrong, and how badly. */
type Front = ReadonlyArray<readonly [share: number, where: readonly RouteName[], how: Harm]>;
type Harm = 'mild' | 'losing' | 'refusing' | 'silent';

// One that says nothing at all holds up everything for as long as anybody waits.
const silent: readonly Fault[] = [{kind: 'hang'}, {kind: 'slowBody', bytesPerSecond: 400}];

const harms: Readonly<Record<Harm, readonly Fault[]>> = {mild, losing, refusing, silent};

// After each that stops all changes come others in which there is something to change.
const fronts: readonly Front[] = [
	// Answers are odd, and everything goes on.
	[
		[3, polled, 'mild'],
		[6, read, 'mild'],
	],
	// Changes are lost on their way.
	[
		[3, changing, 'losing'],
		[6, read, 'mild'],
		[2, polled, 'mild'],
	],
	// They are refused, or odd.
	[
		[1, changing, 'refusing'],
		[4, changing, 'mild'],
		[4, read, 'mild'],
		[2, polled, 'mild'],
	],
	// What was changed cannot be read back, or not yet.
	[
		[2, read, 'losing'],
		[2, changing, 'losing'],
		[4, read, 'mild'],
		[2, polled, 'mild'],
	],
	// The service is away for a question or two.
	[
		[1, polled, 'losing'],
		[2, polled, 'mild'],
		[5, read, 'mild'],
	],
	// It refuses whoever asks, or keeps silent.
	[
		[0.3, polled, 'refusing'],
		[0.5, read, 'refusing'],
		[0.05, ['changes'], 'silent'],
		[0.1, read, 'silent'],
		[0.2, changing, 'silent'],
		[3, polled, 'mild'],
		[4, read, 'mild'],
	],
];
// More of them that wait for a request of one kind would be the rest of the day.
const mostWaiting = 12;

export type Weather = {
	/** What goes wrong at the next requests. */
	readonly blow: (service: RunningService) => void;
};

/** Fronts that pass: each is the weather for a few actions. */
export function createWeather(dice: Dice): Weather {
	let front = dice.pick(fronts);
	let left = 0;
	return {
		blow(service) {
			left -= 1;
			if (left < 0) {
				front = dice.pick(fronts);
				left = 1 + dice.below(5);
			}

			for (const [share, where, how] of front) {
				const times = Math.floor(share) + (dice.chance(share % 1) ? 1 : 0);
				for (let count = 0; count < times; count += 1) {
					spoil(service, dice.pick(where), wireFault.parse(dice.pick(harms[how])));
				}
			}
		},
	};
}

function spoil(service: RunningService, route: RouteName, fault: WireFault): void {
	const waiting = service.faults.list().filter(({routes}) => routes?.includes(route));
	if (waiting.length < mostWaiting) {
		service.faults.arm({fault, routes: [route], times: 1});
	}
}

/** Another administrator is at work on somebody, at the same moment. */
export function meddle(service: RunningService, dice: Dice): void {
	const {users, groups} = service.world;
	const syncStatus = dice.pick(['enabled', 'disabled'] as const);
	const wanted = dice.chance(0.1)
		? {type: 'group', id: dice.pick(groups).id, set: {syncStatus}}
		: {
				type: 'user',
				id: dice.pick(users).id,
				set: dice.pick([{syncStatus}, {syncStatus}, {hold: 'other'}, {notes: 'seen'}]),
			};
	applyEdit(service.world, edit.parse(wanted));
}

/** Another day at the office. */
export function changeScenario(service: RunningService, dice: Dice): void {
	service.setScenario(dice.pick(scenarios).name);
}
