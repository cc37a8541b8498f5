import fs from 'node:fs';
import {expect, test} from 'vitest';
import {readSettings, saveSettings} from '../../source/platform/settings.ts';
import {findAuth} from '../support/find-auth.ts';
import {drawFrame} from '../../source/tui/frame.ts';
import {openFolder} from '../platform/temp-folder.ts';
import {batchOn, groupOf, userOf} from '../support/build.ts';
import {openEngine} from '../support/open-engine.ts';
import {failureOf, openClient, patience, valueOf} from '../client/open-client.ts';
import {openRawServer, rawAnswer} from './open-raw-server.ts';

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
const polluted = names.map((name) => `${JSON.stringify(name)}: {"polluted": 1}`).join(', ');

function expectClean(value: unknown): void {
	expect('polluted' in {}).toBe(false);
	expect(Reflect.get(Object, 'polluted')).toBeUndefined();
	for (const name of names) {
		expect(Object.hasOwn(Object(value), name)).toBe(false);
	}
}

test('keys that would change the language are left out of every part of an answer [S25]', async () => {
	const body = `{${polluted}, "actor": "ops", "tenant": "t", "mayChange": false, "service": {${polluted}, "name": "s", "contract": "sync-service/1"}}`;
	await using server = await openRawServer(() => rawAnswer(['200 OK'], body));
	using client = openClient(server);
	const session = valueOf((await client.session(patience)).outcome);
	expectClean(session);
	expectClean(session.service);
	expect(session.mayChange).toBe(false);
});

test('keys that would change the language do not stand for what is missing [S25]', async () => {
	const body = '{"__proto__": {"actor": "ops", "tenant": "t", "mayChange": true}, "service": {}}';
	await using server = await openRawServer(() => rawAnswer(['200 OK'], body));
	using client = openClient(server);
	expect(failureOf((await client.session(patience)).outcome)).toMatchObject({kind: 'malformed'});
});

test('settings with such keys are read without them and saved again [S25]', async () => {
	using folder = openFolder();
	const file = folder.write(
		'config.json',
		`{${polluted}, "intervalSeconds": 5, "connection": {${polluted}, "url": "https://x"}}`,
	);
	const {settings, warning} = readSettings(folder.path);
	expect(warning).toBeUndefined();
	expect(settings).toEqual({intervalSeconds: 5, connection: {url: 'https://x'}});
	expectClean(settings);
	expectClean(settings.connection);
	await saveSettings(folder.path, {intervalSeconds: 7});
	expectClean({});
	expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toMatchObject({intervalSeconds: 7});
	expect(readSettings(folder.path).settings.intervalSeconds).toBe(7);
});

test('credentials with such keys are read without them, and are not taken from them [S25]', () => {
	using folder = openFolder();
	const secrets = '"username": "u", "password": "p", "clientId": "c", "clientSecret": "s"';
	const whole = folder.write('whole', `{${polluted}, ${secrets}}`);
	const found = findAuth({tokenFile: undefined, credentialsFile: whole}, {});
	expect(found).toMatchObject({ok: true, auth: {username: 'u'}});
	expectClean(found.ok ? found.auth : undefined);
	const hidden = folder.write('hidden', `{"__proto__": {${secrets}}}`);
	expect(findAuth({tokenFile: undefined, credentialsFile: hidden}, {}).ok).toBe(false);
});

test('users and groups whose ids are such names are users and groups like others [S25]', async () => {
	const users = names.map((name, index) =>
		userOf(name, {
			name: `Ada ${index}`,
			groupId: name,
			mailServerId: name,
			batch: batchOn('finished', name),
		}),
	);
	const groups = names.map((name, index) => groupOf(name, {name: `Group ${index}`}));
	const {state, press, asked} = await openEngine({users, groups});
	const screen = (): string =>
		drawFrame(state())
			.lines.map((line) => line.map(({text}): string => text).join(''))
			.join('\n');
	await press('2');
	for (const index of names.keys()) {
		expect(screen()).toContain(`Ada ${index} `);
	}

	await press('enter');
	expect(screen()).toMatch(/User id +__proto__ /);
	await press('3');
	expect(screen()).toMatch(/Group 5 .* 1 /);
	await press('enter');
	expect(screen()).toContain('Ada 0');
	expect(asked).toEqual([]);
	expectClean({});
});
