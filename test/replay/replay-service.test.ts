import {expect, test} from 'vitest';
import {type PageRequest, type Reply} from '../../source/contract/reply.ts';
import {userId} from '../../source/contract/id.ts';
import {readable} from '../../source/contract/rows.ts';
import {epochMs, milliseconds, seconds} from '../../source/contract/time.ts';
import {toSafe} from '../../source/contract/text.ts';
import {type User} from '../../source/contract/user.ts';
import {type Line} from '../../source/replay/recording.ts';
import {createReplay} from '../../source/replay/replay-service.ts';
import {changesOf, groupOf, overviewOf, sessionOf, userOf} from '../support/build.ts';
import {manualClock} from '../support/manual-clock.ts';

const patience = new AbortController().signal;
const start = Date.UTC(2026, 10, 22, 2);
const at = (second: number) => ({
	at: epochMs(start + second * 1000),
	// Its clock is an hour ahead of the one who listened.
	service: epochMs(start + 3_600_000 + second * 1000),
});

const pageOf = (users: readonly User[], revision: number, next?: string) => ({
	revision,
	total: 3,
	rows: readable(users),
	...(next !== undefined && {next: userId.parse(next)}),
});

/** Three users in two pages, then changes after 2, 4 and 6 seconds. */
const usual: readonly Line[] = [
	{...at(-3), said: 'session', value: sessionOf({actor: 'pat'})},
	{
		...at(-2),
		said: 'users',
		value: pageOf([userOf('u-1'), userOf('u-2')], 9, 'u-2'),
	},
	{...at(-1), said: 'overview', value: overviewOf({revision: 10})},
	{
		...at(0),
		said: 'users',
		after: userId.parse('u-2'),
		value: pageOf([userOf('u-3')], 10),
	},
	{
		...at(2),
		said: 'changes',
		value: {
			...changesOf({revision: 11}),
			users: readable([userOf('u-2', {syncStatus: 'disabled', revision: 11})]),
		},
	},
	{...at(4), said: 'unchanged'},
	{
		...at(6),
		said: 'changes',
		value: {
			...changesOf({revision: 12}),
			removedUsers: [userId.parse('u-1')],
			groups: readable([groupOf('g-9')]),
		},
	},
];

function open(lines: readonly Line[] = usual, speed = 1) {
	const clock = manualClock();
	const replay = createReplay({lines, speed, clock});
	const valueOf = ({outcome}: Reply<unknown>): unknown =>
		outcome.ok ? outcome.value : outcome.failure;
	const page = async (request: PageRequest) => {
		const {outcome} = await replay.service.listUsers(request, patience);
		return outcome.ok
			? {
					ids: outcome.value.rows.rows.map(({id}) => id as string),
					next: outcome.value.next as string | undefined,
				}
			: outcome.failure;
	};
	return {
		...replay,
		clock,
		page,
		changes: async (since: number) => valueOf(await replay.service.changes(since, patience)),
		overview: async () => valueOf(await replay.service.overview(patience)),
		session: async () => valueOf(await replay.service.session(patience)),
		user: async (id: string) => valueOf(await replay.service.getUser(userId.parse(id), patience)),
	};
}

test('the first full read is there from the start, in pages of any size, in the order of ids', async () => {
	const {page, session, overview} = open();
	expect(await page({limit: 1000})).toEqual({ids: ['u-1', 'u-2', 'u-3'], next: undefined});
	expect(await page({limit: 2})).toEqual({ids: ['u-1', 'u-2'], next: 'u-2'});
	expect(await page({limit: 2, after: userId.parse('u-2')})).toEqual({
		ids: ['u-3'],
		next: undefined,
	});
	expect(await session()).toMatchObject({actor: 'pat'});
	// The oldest of its parts: changes are asked for from there.
	expect(await overview()).toMatchObject({revision: 9});
});

test('what changed is told when its time has come, and once', async () => {
	const {changes, clock, user} = open();
	expect(await changes(10)).toBe('unchanged');
	clock.advance(seconds(2));
	expect(await changes(10)).toMatchObject({revision: 11, more: false});
	expect(await user('u-2')).toMatchObject({user: {syncStatus: 'disabled'}});
	expect(await changes(11)).toBe('unchanged');
	clock.advance(seconds(4));
	expect(await changes(10)).toMatchObject({revision: 11, more: true});
	expect(await changes(11)).toMatchObject({revision: 12, removedUsers: ['u-1'], more: false});
	expect(await user('u-1')).toEqual({kind: 'missing'});
});

test('time goes at the speed that was asked for, and stands while it is paused', async () => {
	const {changes, clock, setPaused, hasEnded} = open(usual, 2);
	setPaused(true);
	clock.advance(seconds(60));
	expect(await changes(10)).toBe('unchanged');
	setPaused(false);
	clock.advance(milliseconds(999));
	expect(await changes(10)).toBe('unchanged');
	clock.advance(milliseconds(1));
	expect(await changes(10)).toMatchObject({revision: 11});
	expect(hasEnded()).toBe(false);
	clock.advance(seconds(2));
	expect(await changes(11)).toMatchObject({revision: 12});
	expect(hasEnded()).toBe(true);
});

test("the service's clock goes on between answers, and stands at the end", async () => {
	const {service, clock} = open();
	const timeOf = async () => (await service.session(patience)).serviceTime;
	expect(await timeOf()).toBe(at(0).service);
	clock.advance(seconds(1));
	expect(await timeOf()).toBe(at(1).service);
	clock.advance(seconds(9));
	expect(await timeOf()).toBe(at(6).service);
	clock.advance(seconds(9));
	expect(await timeOf()).toBe(at(6).service);
});

test('all at once is the end', async () => {
	const {page, overview, changes, hasEnded} = open(usual, Number.POSITIVE_INFINITY);
	expect(await page({limit: 9})).toEqual({ids: ['u-2', 'u-3'], next: undefined});
	const read = await overview();
	expect(read).toMatchObject({revision: 12});
	expect(JSON.stringify(read)).toContain('g-9');
	expect(await changes(12)).toBe('unchanged');
	expect(hasEnded()).toBe(true);
});

test('another full read is told to be one, and an outage is one until an answer came', async () => {
	const {changes, clock, page} = open([
		...usual,
		{
			...at(8),
			said: 'nothing',
			asked: 'changes',
			failure: {kind: 'unreachable', code: toSafe('ECONNREFUSED')},
		},
		{...at(10), said: 'overview', value: overviewOf({revision: 40})},
		{...at(11), said: 'users', value: pageOf([userOf('u-7')], 40)},
	]);
	clock.advance(seconds(8));
	expect(await changes(12)).toEqual({kind: 'unreachable', code: 'ECONNREFUSED', wasSent: false});
	clock.advance(seconds(2));
	expect(await changes(12)).toBe('unchanged');
	clock.advance(seconds(1));
	expect(await changes(12)).toEqual({kind: 'startOver'});
	expect(await page({limit: 9})).toEqual({ids: ['u-7'], next: undefined});
	expect(await changes(40)).toBe('unchanged');
});

test('a part that was refused is refused here as well, and the rest is there', async () => {
	const {page, overview} = open([
		{...at(0), said: 'overview', value: overviewOf({revision: 4})},
		{...at(0), said: 'nothing', asked: 'users', failure: {kind: 'forbidden'}},
	]);
	expect(await page({limit: 9})).toEqual({kind: 'forbidden'});
	expect(await overview()).toMatchObject({revision: 4});
});

test('of a read that never came to its end there is what came; of none, why', async () => {
	const [session, first] = usual;
	const cut = open([session, first].filter((line) => line !== undefined));
	expect(await cut.page({limit: 9})).toEqual({ids: ['u-1', 'u-2'], next: undefined});
	expect(await cut.overview()).toEqual({kind: 'notRecorded'});
	const none = open([
		{...at(0), said: 'nothing', asked: 'overview', failure: {kind: 'timeout', phase: 'connect'}},
	]);
	expect(await none.overview()).toEqual({kind: 'timeout', phase: 'connect', wasSent: false});
});

test('details and changes were not recorded, and say so', async () => {
	const {service} = open();
	const id = userId.parse('u-1');
	const guard = {key: 'k', version: 1};
	const all = await Promise.all([
		service.listBatches(id, patience),
		service.listUserActivity(id, patience),
		service.checkConnectivity(id, patience),
		service.changeUser(id, 'disabled', guard),
		service.deleteUser(id, guard),
	]);
	expect(all.map(({outcome}) => outcome)).toEqual(
		all.map(() => ({ok: false, failure: {kind: 'notRecorded'}})),
	);
});
