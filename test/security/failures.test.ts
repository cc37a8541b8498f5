import {expect, test} from 'vitest';
import {createApp} from '../../source/app.ts';
import {type Auth} from '../../source/client/auth.ts';
import {failureText} from '../../source/core/failure-text.ts';
import {seconds} from '../../source/contract/time.ts';
import {seededRandom} from '../../source/platform/random.ts';
import {Secret} from '../../source/platform/secret.ts';
import {drawFrame} from '../../source/tui/frame.ts';
import {failureOf, openClient, patience, until} from '../client/open-client.ts';
import {manualClock} from '../mocks/open-service.ts';
import {openFolder} from '../platform/temp-folder.ts';
import {hostilePayloads} from '../support/hostile.ts';
import {openRawServer, rawAnswer} from './open-raw-server.ts';

const dangerous = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;
const statuses = [400, 401, 403, 404, 409, 410, 412, 418, 422, 429, 500, 502, 503];

const bodies: Readonly<Record<string, (payload: string) => string>> = {
	'problem details': (payload) =>
		JSON.stringify({code: payload, title: payload, detail: payload, changedBy: payload}),
	'the error of a REST API': (payload) => JSON.stringify({message: payload, detail: payload}),
	'a page': (payload) => `<title>${payload}</title>`,
	'anything else': (payload) => payload,
};

const headers: Readonly<Record<string, (payload: string) => readonly string[]>> = {
	'the target of a redirect': (payload) => ['302 Found', `location: https://x/${payload}`],
	'Retry-After': (payload) => ['503 Busy', `retry-after: ${payload}`],
	'a Date': (payload) => ['500 Broken', `date: ${payload}`],
	'the reason of a status': (payload) => [`500 ${payload}`],
	'the name of a header': (payload) => ['500 Broken', `x-${payload}: 1`],
	'a type of content': (payload) => ['200 OK', `content-type: ${payload}`],
	'an encoding': (payload) => ['200 OK', `content-encoding: ${payload}`],
};

const auth: Auth = {
	kind: 'password',
	username: 'ops',
	password: new Secret('p'),
	clientId: 'c',
	clientSecret: new Secret('s'),
};

/** What is said about a service that answers in this way. */
async function saidOf(answer: string | Buffer, options: Parameters<typeof openClient>[1] = {}) {
	await using server = await openRawServer(() => answer);
	using client = openClient(server, options);
	const failure = failureOf((await client.session(patience)).outcome);
	return JSON.stringify({failure, ...failureText(failure)});
}

test.each(Object.entries(bodies))(
	'%s in an answer with an error cannot control the terminal [S5]',
	async (_, bodyOf) => {
		for (const payload of Object.values(hostilePayloads)) {
			for (const status of statuses) {
				const answer = rawAnswer([`${status} No`], bodyOf(payload));
				// What JSON would escape by itself is there as an escape, which is looked for as well.
				const said = await saidOf(answer);
				expect(said).not.toMatch(dangerous);
				expect(said).not.toMatch(/\\u00|\\[bfnrt]/);
			}
		}
	},
);

test.each(Object.entries(headers))('%s cannot control the terminal [S5]', async (_, headOf) => {
	for (const payload of Object.values(hostilePayloads)) {
		const said = await saidOf(rawAnswer(headOf(payload), 'x'));
		expect(said).not.toMatch(dangerous);
		expect(said).not.toMatch(/\\u00|\\[bfnrt]/);
	}
});

test('whatever is answered instead of TLS cannot control the terminal [S5]', async () => {
	for (const payload of Object.values(hostilePayloads)) {
		// An alert of the protocol, and anything else.
		for (const answer of [
			payload,
			Buffer.from([21, 3, 3, 0, 2, 2, 40]),
			`HTTP/1.1 200 ${payload}`,
		]) {
			await using server = await openRawServer(() => answer);
			using client = openClient({url: server.url.replace('http:', 'https:')});
			const failure = failureOf((await client.session(patience)).outcome);
			expect(failure).toMatchObject({kind: 'unreachable'});
			expect(Object.values(failureText(failure)).join('')).not.toMatch(dangerous);
		}
	}
});

test('what refuses a sign-in cannot control the terminal [S5]', async () => {
	for (const payload of Object.values(hostilePayloads)) {
		for (const body of [
			JSON.stringify({error: payload, error_description: payload}),
			JSON.stringify({access_token: payload, token_type: payload, expires_in: payload}),
			payload,
		]) {
			for (const status of ['200 OK', '400 No', '401 No', '403 No', '500 No']) {
				expect(await saidOf(rawAnswer([status], body), {auth})).not.toMatch(dangerous);
			}
		}
	}
});

test('a token that no header could carry ends in a sentence, not in a crash [S5]', async () => {
	const body = JSON.stringify({
		access_token: 'a\r\nx: y\u001B[2J',
		token_type: 'b',
		expires_in: 60,
	});
	const said = await saidOf(rawAnswer(['200 OK'], body), {auth});
	expect(said).not.toMatch(dangerous);
	expect(said).not.toContain('x: y');
});

const dates = [
	'Sat, 13 Sep 275760 00:00:00 GMT',
	'Fri, 12 Sep 275760 23:59:59 GMT',
	'Mon, 01 Jan 10000 00:00:00 GMT',
	'Thu, 01 Jan -000001 00:00:00 GMT',
	'-5',
	'soon',
];

test.each(dates)('a service whose clock says "%s" is shown all the same [S5]', async (date) => {
	const session = JSON.stringify({
		actor: 'ops',
		tenant: 't',
		mayChange: true,
		service: {name: 's', contract: 'sync-service/1'},
	});
	const lines = await shownOf(rawAnswer(['200 OK', `date: ${date}`], session));
	expect(lines.join('')).not.toMatch(dangerous);
	expect(lines).toHaveLength(36);
});

test.each(Object.entries(bodies))(
	'%s is shown as text when a service fails [S5]',
	async (_, bodyOf) => {
		const payload = `\u001B[2J\u009B1A\u202E${hostilePayloads['a clipboard write']}`;
		for (const status of statuses) {
			const lines = await shownOf(rawAnswer([`${status} No`], bodyOf(payload)));
			expect(lines.join('')).not.toMatch(dangerous);
			expect(lines.join('')).toMatch(/No usable answer|Sign-in refused|Signed out/);
		}
	},
);

/** The screen after a service has answered twice in this way. */
async function shownOf(answer: Buffer): Promise<readonly string[]> {
	await using server = await openRawServer(() => answer);
	using folder = openFolder();
	const clock = manualClock();
	const app = createApp({
		url: server.url,
		name: 'Acme',
		isDemo: false,
		isReadOnly: false,
		auth: {kind: 'none'},
		network: {},
		interval: seconds(2),
		size: {columns: 120, rows: 36},
		settingsFolder: folder.path,
		stateFolder: folder.path,
		clock,
		random: seededRandom(1),
		writer: {pid: 7, host: 'jump1', account: 'pat'},
		isAlive: () => false,
		report(error) {
			throw error;
		},
	});
	app.start();
	const feed = () => app.engine.store.getState().feed;
	for (let failures = 1; failures <= 2; failures += 1) {
		await until(() => feed().doing.kind !== 'asking');
		clock.advance(seconds(601));
		await until(() => feed().doing.kind !== 'asking');
		app.engine.dispatch({type: 'feed.refreshed'});
	}

	await until(() => feed().doing.kind !== 'asking');
	const {lines} = drawFrame(app.engine.store.getState());
	await app.stop();
	return lines.map((line) => line.map(({text}) => text).join(''));
}
