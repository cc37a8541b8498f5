import fs from 'node:fs';
import {inspect} from 'node:util';
import {expect, test} from 'vitest';
import {type Auth} from '../../source/client/auth.ts';
import {findAuth} from '../../source/credentials.ts';
import {readSecretFile} from '../../source/platform/secret-file.ts';
import {openFolder} from './temp-folder.ts';

const credentials = {
	username: 'ops',
	password: 'canary-1',
	clientId: 'client',
	clientSecret: 'canary-2',
};

const environment = {
	SYNCTOP_USERNAME: 'env-user',
	SYNCTOP_PASSWORD: 'env-password',
	SYNCTOP_CLIENT_ID: 'env-client',
	SYNCTOP_CLIENT_SECRET: 'env-secret',
	SYNCTOP_DATABASE: 'C0000A',
};

function authOf(found: ReturnType<typeof findAuth>): Auth {
	if (!found.ok) {
		throw new Error(found.problem);
	}

	return found.auth;
}

function revealed(auth: Auth): unknown {
	switch (auth.kind) {
		case 'none': {
			return {};
		}

		case 'bearer': {
			return {token: auth.token.reveal()};
		}

		case 'password': {
			return {...auth, password: auth.password.reveal(), clientSecret: auth.clientSecret.reveal()};
		}
	}
}

const none = {tokenFile: undefined, credentialsFile: undefined};

test.each([0o640, 0o604, 0o660, 0o644, 0o666, 0o610, 0o777])(
	'a secret that others can reach (mode %o) is refused with the command that mends it',
	(mode) => {
		using folder = openFolder();
		const file = folder.write('token', 'canary', mode);
		const read = readSecretFile(file);
		expect(read.ok ? '' : read.problem).toBe(
			`${file} can be read by others (mode ${mode.toString(8)}). Run: chmod 600 ${file}`,
		);
	},
);

test.each([0o600, 0o400, 0o700])('a secret of its owner alone (mode %o) is read', (mode) => {
	using folder = openFolder();
	expect(readSecretFile(folder.write('token', 'canary', mode))).toEqual({ok: true, text: 'canary'});
});

test('a link is judged by the file that it leads to', () => {
	using folder = openFolder();
	const file = folder.write('loose', 'canary', 0o644);
	fs.symlinkSync(file, folder.in('link'));
	expect(readSecretFile(folder.in('link')).ok).toBe(false);
});

test('a secret file that is not there, or is a folder, is a sentence', () => {
	using folder = openFolder();
	fs.mkdirSync(folder.in('folder'), {mode: 0o700});
	expect(readSecretFile(folder.in('none'))).toMatchObject({
		problem: expect.stringContaining('(ENOENT)'),
	});
	expect(readSecretFile(folder.in('folder'))).toMatchObject({
		problem: expect.stringContaining('(EISDIR)'),
	});
});

test('a token file stands over a credentials file, and that over the environment', () => {
	using folder = openFolder();
	const tokenFile = folder.write('token', ' token-1\n');
	const credentialsFile = folder.write('credentials', JSON.stringify(credentials));
	const full = {...environment, SYNCTOP_TOKEN: 'env-token'};
	expect(revealed(authOf(findAuth({tokenFile, credentialsFile}, full)))).toEqual({
		token: 'token-1',
	});
	expect(revealed(authOf(findAuth({...none, credentialsFile}, full)))).toEqual({
		kind: 'password',
		...credentials,
	});
	expect(revealed(authOf(findAuth(none, full)))).toEqual({token: 'env-token'});
	expect(revealed(authOf(findAuth(none, environment)))).toEqual({
		kind: 'password',
		username: 'env-user',
		password: 'env-password',
		clientId: 'env-client',
		clientSecret: 'env-secret',
		database: 'C0000A',
	});
	expect(authOf(findAuth(none, {}))).toEqual({kind: 'none'});
});

test('an empty variable counts as none', () => {
	expect(authOf(findAuth(none, {SYNCTOP_TOKEN: '', SYNCTOP_USERNAME: ''}))).toEqual({kind: 'none'});
});

test('a sign-in of which a part is missing in the environment is said by name', () => {
	const {SYNCTOP_PASSWORD: _, ...rest} = environment;
	const found = findAuth(none, rest);
	expect(found.ok ? '' : found.problem).toContain('SYNCTOP_PASSWORD');
	expect(found.ok ? '' : found.problem).not.toContain('env-secret');
});

test('a token that could not be sent is refused before it is sent, and not shown', () => {
	using folder = openFolder();
	for (const token of ['two words', 'line\nbreak', 'ключ', '\u001B[31m']) {
		const tokenFile = folder.write('token', token);
		const fromFile = findAuth({...none, tokenFile}, {});
		const fromEnvironment = findAuth(none, {SYNCTOP_TOKEN: token});
		expect([fromFile.ok, fromEnvironment.ok]).toEqual([false, false]);
		expect(`${JSON.stringify(fromFile)}${JSON.stringify(fromEnvironment)}`).not.toContain(token);
	}

	expect(revealed(authOf(findAuth(none, {SYNCTOP_TOKEN: 'token-2\n'})))).toEqual({
		token: 'token-2',
	});
});

test.each([
	['not JSON at all canary-1', 'is not a JSON object'],
	['["canary-1"]', 'is not a JSON object'],
	['{"username": "ops", "password": "canary-1"}', 'lacks clientId, clientSecret'],
	[
		'{"username": "ops", "password": 5, "clientId": "c", "clientSecret": "canary-2"}',
		'lacks password',
	],
])('a credentials file with %s is explained without its content', (text, sentence) => {
	using folder = openFolder();
	const found = findAuth({...none, credentialsFile: folder.write('credentials', text)}, {});
	expect(found.ok ? '' : found.problem).toContain(sentence);
	expect(found.ok ? '' : found.problem).not.toContain('canary');
});

test('printing, logging and serialising what was found shows no secret', () => {
	using folder = openFolder();
	const file = folder.write('credentials', JSON.stringify(credentials));
	const auth = authOf(findAuth({...none, credentialsFile: file}, {}));
	const error = new Error(`failed with ${String(Object.values(auth))}`, {cause: auth});
	expect(
		`${inspect(auth, {showHidden: true, depth: 9})}${JSON.stringify(auth)}${inspect(error)}`,
	).not.toContain('canary');
});
