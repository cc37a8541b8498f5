import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type Home, openHome, openProgram, run} from './open-program.ts';
import {askToDisable, connected, journalOf, openService} from './open-service.ts';

const name = 'Emily Kowalski';
const credentials = {
	username: 'ops',
	password: 'canary-password',
	clientId: 'client',
	clientSecret: 'canary-secret',
};
const token = 'canary-token';
const environments = {
	credentials: {
		SYNCTOP_USERNAME: credentials.username,
		SYNCTOP_PASSWORD: credentials.password,
		SYNCTOP_CLIENT_ID: credentials.clientId,
		SYNCTOP_CLIENT_SECRET: credentials.clientSecret,
	},
	token: {SYNCTOP_TOKEN: token},
};

const quote = (words: readonly string[]) => `'${words.join("' '")}'`;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'synctop-throwing-'));

// The program as built for a crash: it throws as soon as its home holds a file called `throw`.
beforeAll(async () => {
	const entry = 'test/e2e/fixtures/throwing.ts';
	const built = await run([process.execPath, 'tools/build.ts', folder, '--entry', entry], {
		environment: {PATH: process.env['PATH'] ?? ''},
	});
	expect(built).toMatchObject({code: 0});
});

afterAll(() => {
	fs.rmSync(folder, {recursive: true, force: true});
});

/** Every file that was made since. */
function filesBeside(home: Home, own: ReadonlySet<string>): readonly string[] {
	return fs
		.globSync('**/*', {cwd: home.path})
		.filter((file) => !own.has(file) && fs.statSync(path.join(home.path, file)).isFile());
}

// How each kind of secret is handed over: by a shell line, with $PROGRAM in it.
const ways = [
	['a credentials file', '$PROGRAM --credentials-file in.json --save', {}],
	['a token file', '$PROGRAM --token-file in.token --save', {}],
	['standard input', 'cat in.token | $PROGRAM --token-file -', {}],
	['a credential command', "$PROGRAM --credential-command 'cat in.json' --save", {}],
	['a command for a token', `$PROGRAM --credential-command 'cat in.token.json'`, {}],
	['the environment', '$PROGRAM', environments.credentials],
	['the environment, as a token', '$PROGRAM', environments.token],
] as const;

test.concurrent.for(ways)(
	'a secret from %s is in no file, on no screen and in no list of processes, not even after a crash [S10]',
	async ([_way, line, environment], {expect}) => {
		using home = openHome();
		home.write('in.json', JSON.stringify(credentials));
		home.write('in.token', `${token}\n`);
		home.write('in.token.json', JSON.stringify({token}));
		const program = quote([process.execPath, path.join(folder, 'synctop.js')]);
		const own = new Set(filesBeside(home, new Set()));
		await using service = await openService({credentials, bearerToken: token});
		const command = line.replace('$PROGRAM', `${program} ${quote(connected(service.url))}`);
		await using opened = openProgram([], {
			home,
			environment,
			shell: ['/bin/sh', '-c', `${command}; exit $?`],
		});
		await askToDisable(opened, name);
		const called = fs.globSync('/proc/[0-9]*/cmdline').flatMap(readIfThere);
		expect(called.filter((text) => text.includes(service.url)).length).toBeGreaterThan(0);
		expect(called.filter((text) => text.includes('canary'))).toEqual([]);
		await opened.pressUntil('y', /verified \d/);
		await expect.poll(() => journalOf(home).phases).toEqual(['intent', 'result done']);
		// Refused in the middle, then the end.
		service.arm('changes', {kind: 'status', status: 401, body: 'problem'}, 2);
		await expect.poll(() => service.asked('changes').at(-1)?.fault, {timeout: 8000}).toBe('status');
		home.write('throw', 'something went wrong');
		expect(await opened.exited).toBe(70);

		const made = filesBeside(home, own);
		expect(made.some((file) => file.includes('crash-'))).toBe(true);
		const leaks = made.filter((file) =>
			fs.readFileSync(path.join(home.path, file), 'utf8').includes('canary'),
		);
		expect(leaks).toEqual([]);
		expect(opened.raw()).not.toContain('canary');
	},
);

function readIfThere(file: string): readonly string[] {
	try {
		return [fs.readFileSync(file, 'utf8')];
	} catch {
		return [];
	}
}

test('when the token came by standard input, keys are read from the terminal, and q ends the program [S10]', async () => {
	using home = openHome();
	await using service = await openService({bearerToken: token});
	home.write('in.token', token);
	const program = quote([process.execPath, path.resolve('dist/synctop.js')]);
	const command = `cat in.token | ${program} ${quote(connected(service.url))} --token-file -`;
	await using opened = openProgram([], {home, shell: ['/bin/bash', '-c', `${command}; exit $?`]});
	await opened.sees('● live');
	opened.press('2');
	await opened.sees('[2 Users');
	opened.press('q');
	expect(await opened.exited).toBe(0);
	expect(opened.isAlternate()).toBe(false);
});

test('a token that is refused is told of without being repeated [S10]', async () => {
	using home = openHome();
	await using service = await openService({bearerToken: 'another'});
	home.write('in.token', token);
	await using opened = openProgram([...connected(service.url), '--token-file', 'in.token'], {home});
	await opened.sees('SIGNED OUT');
	opened.press('R');
	opened.press('?');
	await opened.sees('MOVE');
	opened.press('\u001B');
	opened.press('q');
	expect(await opened.exited).toBe(0);
	expect(opened.raw()).not.toContain('canary');
});
