import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {minutes, seconds} from '../../source/contract/time.ts';
import {serviceNow} from '../../source/core/feed.ts';
import {betweenGlances} from '../../source/core/glance.ts';
import {mostOfAKind} from '../../source/core/look.ts';
import {newsOf, newsOfUser} from '../../source/core/news.ts';
import {markerOf, selectSince} from '../../source/core/select/since.ts';
import {type State} from '../../source/core/state.ts';
import {takeLook} from '../../source/core/take-look.ts';
import {userOf as storedUser} from '../../source/core/users/user-table.ts';
import {batchOf, batchOn, userOf} from '../support/build.ts';
import {memoryOfNotes, openEngine} from '../support/open-engine.ts';

const ids = ['u-1', 'u-2', 'u-3', 'u-4'];
const error = (code: string) =>
	({code, category: 'other', source: 'unknown', message: 'failed'}) as const;

/** What a person sees of everybody: how the batch ended, and the setting. */
function seen(state: State): ReadonlyMap<string, string> {
	return new Map(
		ids.flatMap((id) => {
			const user = storedUser(state.entities.users, id);
			const {state: ended, error: failure} = user?.batch ?? {};
			return user === undefined
				? []
				: [[id, `${ended ?? ''} ${failure?.code ?? ''} ${user.syncStatus}`] as const];
		}),
	);
}

const change = fc.record({
	id: fc.constantFrom(...ids),
	to: fc.constantFrom(
		{batch: ['suspended', 'EX-401']},
		{batch: ['suspended', 'EX-503']},
		{batch: ['finishedWithIssues', undefined]},
		{batch: ['finished', undefined]},
		{syncStatus: 'disabled'},
		{syncStatus: 'enabled'},
	),
});
const step = fc.oneof(
	{weight: 4, arbitrary: fc.record({change})},
	{weight: 3, arbitrary: fc.constant({press: true})},
	{weight: 3, arbitrary: fc.record({pass: fc.constantFrom(1, 6, 60, 299, 301, 900)})},
	{weight: 1, arbitrary: fc.record({jump: fc.constantFrom(-7200, -30, 30, 7200)})},
);

test('whatever is done to the clocks, the marker is never to come, and nothing after it is missed', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, {maxLength: 40}), async (steps) => {
			const opened = await openEngine({users: ids.map((id) => userOf(id))});
			const {clock, service} = opened;
			const both = () => ({
				elapsed: clock.elapsed(),
				wall: clock.now(),
				seen: seen(opened.state()),
			});
			// The start is looked at.
			let last = both();
			let marker: ReadonlyMap<string, string> | undefined;
			for (const one of steps) {
				if ('change' in one) {
					const {id, to} = one.change;
					const [ended, code] = to.batch ?? [];
					service.world.change(id, {
						...(ended !== undefined && {
							batch: batchOf(ended, id, code === undefined ? {} : {error: error(code)}),
						}),
						...(to.syncStatus !== undefined && {syncStatus: to.syncStatus}),
					});
				} else if ('press' in one) {
					const now = both();
					const idle = Math.max(now.elapsed - last.elapsed, now.wall - last.wall);
					marker = idle >= betweenGlances ? last.seen : marker;
					last = now;
					await opened.dispatch({type: 'person.attended'});
				} else if ('pass' in one) {
					await opened.pass(seconds(one.pass));
				} else {
					clock.jump(seconds(one.jump));
				}

				const state = opened.state();
				const look = state.notebook.lastLooked;
				expect(look === undefined).toBe(marker === undefined);
				if (look !== undefined && marker !== undefined) {
					expect(markerOf(state, look)).toBeLessThanOrEqual(serviceNow(state.feed, state.shown));
					const moved = ids.filter((id) => seen(state).get(id) !== marker?.get(id));
					const told = ids.filter((id) => newsOfUser(state, id) !== undefined);
					expect(told).toEqual(moved);
					// Brought up to date from poll to poll, the panel says the same as each row by itself.
					const {suspended = new Map<string, readonly string[]>(), ...others} = newsOf(state) ?? {};
					const listed = new Set([...suspended.values(), ...Object.values(others)].flat());
					expect([...listed].toSorted()).toEqual(moved);
				}
			}
		}),
		{numRuns: 80},
	);
});

test('a start compares with where the one before it ended, and one that follows at once goes on with its glance', async () => {
	const notes = memoryOfNotes();
	const users = ids.map((id) => userOf(id));
	const first = await openEngine({notes, users});
	await first.dispatch({type: 'person.attended'});
	first.engine.stop();
	await first.engine.drained();
	expect(notes.kept().glance?.users).toBe(4);

	const broken = [
		userOf('u-1', {revision: 9, batch: batchOn('suspended', 'u-1', {error: error('EX-401')})}),
		...users.slice(1),
	];
	const later = await openEngine({notes, users: broken, isIdle: true});
	later.clock.jump(minutes(43));
	await later.dispatch({type: 'app.started'});
	await later.dispatch({type: 'app.shown'});
	expect([...(newsOf(later.state())?.suspended ?? [])]).toEqual([[expect.any(String), ['u-1']]]);
	expect(selectSince(later.state(), 8).title).toMatch(
		/^Since you last looked \(03:00:\d\dZ, 43m ago\)$/,
	);
	await later.dispatch({type: 'person.attended'});
	later.engine.stop();
	await later.engine.drained();

	const again = await openEngine({notes, users: broken, isIdle: true});
	again.clock.jump(minutes(45));
	await again.dispatch({type: 'app.started'});
	await again.dispatch({type: 'app.shown'});
	expect([...(newsOf(again.state())?.suspended ?? [])]).toEqual([[expect.any(String), ['u-1']]]);
});

test('a batch that runs is neither news nor recovery, and who ran while somebody looked is no news afterwards', async () => {
	const opened = await openEngine({
		users: [userOf('u-1', {batch: batchOn('suspended', 'u-1', {error: error('EX-401')})})],
	});
	await opened.dispatch({type: 'person.attended'});
	await opened.pass(minutes(6));
	await opened.dispatch({type: 'person.attended'});
	opened.service.world.change('u-1', {batch: batchOf('running', 'u-1')});
	await opened.pass(seconds(6));
	expect(newsOfUser(opened.state(), 'u-1')).toBeUndefined();
	await opened.dispatch({type: 'person.attended'});
	await opened.pass(minutes(6));
	await opened.dispatch({type: 'person.attended'});
	opened.service.world.change('u-1', {
		batch: batchOf('suspended', 'u-1', {error: error('EX-401')}),
	});
	await opened.pass(seconds(6));
	expect(newsOfUser(opened.state(), 'u-1')).toBeUndefined();
	opened.service.world.change('u-1', {batch: batchOf('finished', 'u-1')});
	await opened.pass(seconds(6));
	expect(newsOf(opened.state())?.recovered).toEqual(['u-1']);
});

test('of a kind that too many belong to only the count is kept', async () => {
	const disabled = Array.from({length: mostOfAKind + 1}, (_, index) =>
		userOf(`u-${index}`, {mailboxStatus: 'notInitialized', syncStatus: 'disabled'}),
	);
	const opened = await openEngine({users: disabled.slice(0, 3)});
	const few = takeLook(opened.state(), undefined, at(opened.state()));
	expect(few.disabled?.size).toBe(3);
	const many = await openEngine({users: disabled});
	const look = takeLook(many.state(), undefined, at(many.state()));
	expect([look.disabled, look.notConfigured, look.counts.notConfigured]).toEqual([
		undefined,
		undefined,
		mostOfAKind + 1,
	]);
});

function at({now}: State) {
	return {at: now.wall, wall: now.wall};
}
