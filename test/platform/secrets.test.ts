import fs from 'node:fs';
import {inspect} from 'node:util';
import {expect, test} from 'vitest';
import {type Auth} from '../../source/client/auth.ts';
import {runCredentialCommand} from '../../source/platform/credential-command.ts';
import {readSecretFile} from '../../source/platform/secret-file.ts';
import {findAuth} from '../support/find-auth.ts';
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
	'a secret that others can reach (mode %o) is refused with the command that mends it [S13]',
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

test('a link is refused, wherever it leads [S13]', () => {
	using folder = openFolder();
	const file = folder.write('token', 'canary');
	fs.symlinkSync(file, folder.in('link'));
	const read = readSecretFile(folder.in('link'));
	expect(read.ok ? '' : read.problem).toContain(`chmod 600 ${folder.in('link')}`);
});

test.each([0o755, 0o710, 0o777])(
	'a secret in a folder that others can look into (mode %o) is refused with the command that mends it [S13]',
	(mode) => {
		using folder = openFolder();
		const file = folder.write('token', 'canary');
		fs.chmodSync(folder.path, mode);
		const read = readSecretFile(file);
		expect(read.ok ? '' : read.problem).toBe(
			`${folder.path} can be read by others (mode ${mode.toString(8)}). Run: chmod 700 ${folder.path}`,
		);
	},
);

test.runIf(process.getuid?.() === 0)('a secret of another user is refused [S13]', () => {
	using folder = openFolder();
	const file = folder.write('token', 'canary');
	fs.chownSync(file, 12_345, 12_345);
	const read = readSecretFile(file);
	expect(read.ok ? '' : read.problem).toContain(
		`belongs to another user (uid 12345). Make it your own, then run: chmod 600 ${file}`,
	);
});

test('the command that mends it can be pasted, whatever is in the path', () => {
	using folder = openFolder();
	const read = readSecretFile(folder.write("it's a; token", 'canary', 0o644));
	expect(read.ok ? '' : read.problem).toContain(String.raw`it'\''s a; token'`);
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

test('standard input stands over all, then what is named, the environment, the command, what is remembered', () => {
	using folder = openFolder();
	const tokenFile = folder.write('token', 'named');
	const saved = {...none, tokenFile: folder.write('saved', 'remembered')};
	const env = {SYNCTOP_TOKEN: 'environment'};
	const command = 'pass show token';
	const runCommand = () => ({ok: true, text: '{"token": "printed"}'}) as const;
	const all = {command, saved, runCommand};
	const found = [
		findAuth({...none, tokenFile}, env, {...all, input: 'piped\n'}),
		findAuth({...none, tokenFile}, env, all),
		findAuth(none, env, all),
		findAuth(none, {}, all),
		findAuth(none, {}, {saved}),
	];
	expect(found.map((one) => revealed(authOf(one)))).toEqual(
		['piped', 'named', 'environment', 'printed', 'remembered'].map((token) => ({token})),
	);
});

test('a credential command may print the parts of a sign-in; what it prints otherwise is not shown', () => {
	const run = (text: string) =>
		findAuth(none, {}, {command: 'x', runCommand: () => ({ok: true, text})});
	expect(revealed(authOf(run(JSON.stringify(credentials))))).toEqual({
		kind: 'password',
		...credentials,
	});
	for (const text of ['canary', '["canary"]', '{"token": "canary two"}', '{"token": 5}']) {
		const found = run(text);
		expect(found.ok ? '' : found.problem).toContain('What the credential command printed');
		expect(JSON.stringify(found)).not.toContain('canary');
	}
});

test.each([
	['exit 3', 'failed (exit code 3)'],
	['kill -9 $$', 'failed (SIGKILL)'],
	['head -c 70000 /dev/zero', 'printed more than 64 KB'],
])('a credential command that does %j is a sentence', (command, sentence) => {
	const found = findAuth(none, {}, {command, runCommand: runCredentialCommand});
	expect(found.ok ? '' : found.problem).toContain(sentence);
});

test('a credential command is run, and what it says on standard error is shown nowhere', () => {
	const command = `echo canary >&2; printf '{"token": "t-1"}'`;
	const found = findAuth(none, {}, {command, runCommand: runCredentialCommand});
	expect(revealed(authOf(found))).toEqual({token: 't-1'});
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

test('printing, logging and serialising what was found shows no secret [S10]', () => {
	using folder = openFolder();
	const file = folder.write('credentials', JSON.stringify(credentials));
	const auth = authOf(findAuth({...none, credentialsFile: file}, {}));
	const error = new Error(`failed with ${String(Object.values(auth))}`, {cause: auth});
	expect(
		`${inspect(auth, {showHidden: true, depth: 9})}${JSON.stringify(auth)}${inspect(error)}`,
	).not.toContain('canary');
});
