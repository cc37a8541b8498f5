import {expect, test} from 'vitest';
import type * as z from 'zod';
import {changes, overview, userPage} from '../../source/contract/changes.ts';
import {minutes, seconds} from '../../source/contract/time.ts';
import {type User} from '../../source/contract/user.ts';
import {codeOf, openService, type Opened} from './open-service.ts';

type Copy = {readonly users: Map<string, User>; revision: number; dashboard: unknown};

async function readAll(service: Opened): Promise<Copy> {
	const first = overview.parse(await (await service.get('/overview')).json());
	const copy: Copy = {users: new Map(), revision: first.revision, dashboard: first.dashboard};
	let after = '';
	for (;;) {
		const response = await service.get(`/users?limit=37${after}`);
		const page = userPage.parse(await response.json());
		expect(page.rows.unreadable).toEqual([]);
		for (const row of page.rows.rows) {
			copy.users.set(row.id, row);
		}

		if (page.next === undefined) {
			expect(copy.users.size).toBe(page.total);
			return copy;
		}

		after = `&after=${page.next}`;
	}
}

async function follow(service: Opened, copy: Copy): Promise<number> {
	for (let pieces = 1; ; pieces++) {
		const response = await service.get(`/changes?since=${copy.revision}`);
		const reply: z.output<typeof changes> = changes.parse(await response.json());
		expect(response.headers.get('etag')).toBe(`"${reply.revision}"`);
		expect(reply.users.unreadable).toEqual([]);
		for (const row of reply.users.rows) {
			copy.users.set(row.id, row);
		}

		for (const id of reply.removedUsers) {
			copy.users.delete(id);
		}

		copy.revision = reply.revision;
		copy.dashboard = reply.dashboard ?? copy.dashboard;
		if (!reply.more) {
			return pieces;
		}
	}
}

test('a full read with the changes after it equals a later full read, removals included', async () => {
	await using service = await openService({users: 120, scenario: 'leavers'});
	const copy = await readAll(service);
	for (const by of [1, 45, 300, 1800]) {
		service.advance(seconds(by));
		await follow(service, copy);
		const later = await readAll(service);
		expect(copy.users).toEqual(later.users);
		expect(copy.dashboard).toEqual(later.dashboard);
	}

	expect(copy.users.size).toBeLessThan(120);
});

test('many changes come in pieces, and add up', async () => {
	await using service = await openService({users: 8000});
	const copy = await readAll(service);
	service.advance(minutes(60));
	expect(await follow(service, copy)).toBeGreaterThan(1);
	const later = await readAll(service);
	expect(copy.users).toEqual(later.users);
	expect(copy.dashboard).toEqual(later.dashboard);
});

test('nothing changed: 304 without a body', async () => {
	await using service = await openService();
	const revision = service.world.feed.revision();
	const headers = {'if-none-match': `"${revision}"`};
	const response = await service.get(`/changes?since=${revision}`, headers);
	expect(response.status).toBe(304);
	expect(response.headers.get('etag')).toBe(`"${revision}"`);
	expect(await response.text()).toBe('');
	service.advance(minutes(2));
	expect((await service.get(`/changes?since=${revision}`, headers)).status).toBe(200);
});

test('a revision that is too old, or from the future, means starting over', async () => {
	await using service = await openService();
	for (const since of [0, 1_000_000_000]) {
		const response = await service.get(`/changes?since=${since}`);
		expect(response.status).toBe(410);
		expect(await codeOf(response)).toBe('revision-too-old');
	}
});

test('a poll in which nothing changed looks at no user, however many there are', async () => {
	await using service = await openService({users: 1000, speed: 0});
	const revision = service.world.feed.revision();
	const {users} = service.world;
	Object.defineProperty(service.world, 'users', {
		get() {
			throw new Error('somebody looked at the users');
		},
		configurable: true,
	});
	const response = await service.get(`/changes?since=${revision}`, {
		'if-none-match': `"${revision}"`,
	});
	Object.defineProperty(service.world, 'users', {value: users, configurable: true});
	expect(response.status).toBe(304);
	expect(await response.text()).toBe('');
});
