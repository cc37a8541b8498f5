import {once} from 'node:events';
import {PassThrough} from 'node:stream';
import {
	type BrotliCompress,
	constants,
	createBrotliCompress,
	createGzip,
	type Gzip,
} from 'node:zlib';
import {expect, test} from 'vitest';
import {userId} from '../../source/contract/id.ts';
import {seconds} from '../../source/contract/time.ts';
import {userList} from '../../source/core/user-lists.ts';
import {defaultLimits} from '../../source/client/transport.ts';
import {failureOf, openClient, openServer, patience, valueOf} from '../client/open-client.ts';
import {userOf} from '../support/build.ts';
import {openUsers} from '../support/open-users.ts';
import {openRawServer, rawAnswer} from './open-raw-server.ts';

const megabyte = 1_000_000;
const bombSize = 200 * megabyte;
const limits = {answer: seconds(10), whole: seconds(20), bodyBytes: megabyte};
const depth = 100_000;

/** So many blanks, compressed. */
async function bombOf(compress: Gzip | BrotliCompress): Promise<Buffer> {
	const parts: Uint8Array[] = [];
	const out = compress.pipe(new PassThrough());
	out.on('data', (part: Uint8Array) => {
		parts.push(part);
	});
	const blanks = Buffer.alloc(megabyte, ' ');
	for (let size = 0; size < bombSize; size += megabyte) {
		if (!compress.write(blanks)) {
			await once(compress, 'drain');
		}
	}

	compress.end();
	await once(out, 'end');
	return Buffer.concat(parts);
}

test.each([
	['gzip', createGzip],
	['br', () => createBrotliCompress({params: {[constants.BROTLI_PARAM_QUALITY]: 5}})],
] as const)(
	'a few bytes in %s that would become 200 MB are cut off before they fill the memory [S23]',
	async (encoding, compress) => {
		const bomb = await bombOf(compress());
		expect(bomb.length).toBeLessThan(megabyte / 4);
		await using server = await openServer((_, response) => {
			response.writeHead(200, {'content-encoding': encoding}).end(bomb);
		});
		using client = openClient(server, {limits});
		const before = process.memoryUsage();
		let most = 0;
		let isOver = false;
		const look = (): void => {
			const {arrayBuffers, heapUsed} = process.memoryUsage();
			most = Math.max(most, arrayBuffers - before.arrayBuffers + heapUsed - before.heapUsed);
			if (!isOver) {
				setImmediate(look);
			}
		};
		look();
		const {outcome} = await client.session(patience);
		isOver = true;
		expect(failureOf(outcome)).toEqual({kind: 'tooLarge', limitBytes: megabyte});
		expect(most).toBeLessThan(bombSize / 3);
	},
);

test('the limit holds by itself, for an answer that is announced and for one that is not [S23]', async () => {
	const body = 'x'.repeat(defaultLimits.bodyBytes / 1000);
	for (const length of [{'content-length': String(body.length * 1001)}, {}]) {
		await using server = await openServer((_, response) => {
			response.writeHead(200, length);
			for (let part = 0; part < 1001; part += 1) {
				response.write(body);
			}

			response.end();
		});
		using client = openClient(server);
		expect(failureOf((await client.session(patience)).outcome)).toEqual({
			kind: 'tooLarge',
			limitBytes: defaultLimits.bodyBytes,
		});
	}
});

const deep: Readonly<Record<string, string>> = {
	lists: '['.repeat(depth) + ']'.repeat(depth),
	objects: `${'{"rows":'.repeat(depth)}1${'}'.repeat(depth)}`,
	'lists without an end': '['.repeat(depth),
	'a list of rows': `{"revision":1,"total":1,"rows":[${'['.repeat(depth)}${']'.repeat(depth)}]}`,
};

test.each(Object.entries(deep))(
	'%s, 100,000 deep, are an answer that makes no sense, not a crash [S23]',
	async (what, body) => {
		for (const status of ['200 OK', '409 Conflict', '500 Broken']) {
			await using server = await openRawServer(() => rawAnswer([status], body));
			using client = openClient(server);
			const expected = status === '200 OK' ? 'malformed' : 'broken';
			expect(failureOf((await client.session(patience)).outcome).kind).toBe(expected);
			expect(failureOf((await client.overview(patience)).outcome).kind).toBe(expected);
			const page = (await client.listUsers({limit: 10}, patience)).outcome;
			if (what === 'a list of rows' && page.ok) {
				expect(page.value.rows.unreadable).toHaveLength(1);
			} else {
				expect(failureOf(page).kind).toBe(expected);
			}
		}
	},
);

test('a user who carries something deep that nobody knows is read without it [S23]', async () => {
	const nested = `${'{"x":'.repeat(depth)}1${'}'.repeat(depth)}`;
	const wire = JSON.stringify({
		id: 'u-1',
		version: 1,
		revision: 1,
		name: 'Ada',
		email: 'a@b',
		groupId: 'g-1',
		syncStatus: 'enabled',
		mailboxStatus: 'initialized',
		hold: 'none',
	});
	const body = `{"user":${wire.slice(0, -1)},"batch":${nested},"unheardOf":${nested}}}`;
	await using server = await openRawServer(() => rawAnswer(['200 OK'], body));
	using client = openClient(server);
	const {user} = valueOf((await client.getUser(userId.parse('u-1'), patience)).outcome);
	expect([user.name, user.batch]).toEqual(['Ada', undefined]);
	expect(user).not.toHaveProperty('unheardOf');
});

test('a filter that would keep a pattern matcher busy for ever is looked for letter by letter [S24]', async () => {
	const users = Array.from({length: 20_000}, (_, index) =>
		userOf(`u-${index}`, {
			name: index === 777 ? 'Lee (a+)+$ Tanaka' : `${'a'.repeat(40)}! ${index}`,
		}),
	);
	const {state, press, type} = await openUsers({users});
	await press('/');
	await type('"(a+)+$"');
	expect(userList(state()).slots).toHaveLength(1);
	await press('enter', 'enter');
	expect(state().view.place).toMatchObject({kind: 'user', id: 'u-777'});
});

test.each(['.*', '[a', '\\', '(', '^a', 'a|b', '%', '\u0000'])(
	'a filter of %j means itself [S24]',
	async (filter) => {
		// A star and a bracket have a meaning in a filter; in quotes, where only a backslash has one, they have none.
		const typed = /[*(]/.test(filter) ? `"${filter}"` : filter;
		const {state, press, type} = await openUsers({
			users: [userOf('u-1', {name: `Ada ${filter} x`}), userOf('u-2', {name: 'Ada ab'})],
		});
		await press('/');
		await type(typed);
		const shown = userList(state()).slots.length;
		// A control character was made visible in the name, and is no letter that could be found.
		expect(shown).toBe(filter === '\u0000' ? 0 : 1);
	},
);
