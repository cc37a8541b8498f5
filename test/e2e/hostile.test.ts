import fs from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {armedFault} from '../../mocks/faults.ts';
import {defaultOptions} from '../../mocks/options.ts';
import {startService} from '../../mocks/start.ts';
import {systemClock} from '../../source/platform/clock.ts';
import {hostilePayloads} from '../support/hostile.ts';
import {openHome, openProgram, run} from './open-program.ts';

const program = [process.execPath, path.resolve('dist/synctop.js')];
// No argument can hold a null.
const payloads = Object.values(hostilePayloads)
	.filter((payload) => payload.length < 100 && !payload.includes('\u0000'))
	.map((payload) => payload.toWellFormed());
const dangerous = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

/** A service whose every reply is hostile, apart from what the contract would not take. */
async function openHostileService() {
	const service = await startService({
		...defaultOptions,
		users: 60,
		speed: 60,
		port: 0,
		clock: systemClock,
		scenario: 'corrupted-files',
	});
	service.faults.arm(armedFault.parse({fault: {kind: 'hostileText'}, times: 1_000_000}));
	return {...service, [Symbol.asyncDispose]: service.stop};
}

async function pressAndSee(
	opened: ReturnType<typeof openProgram>,
	keys: string,
	sign: string,
): Promise<void> {
	opened.press(keys);
	await opened.sees(sign);
}

/* oxlint-disable no-control-regex -- control characters are what this is about */
// Styles, moves, clearing, scrolling, repeated characters; the modes that are taken and given back; and the question whether all is well.
const ownCommands =
	/\u001B\[(?:[\d;]*[mHABCDGdKJSTLMPXbr@]|\?(?:1049|25|2004|2026|7)[hl]|5n)|[\r\n\b]/g;
/* oxlint-enable no-control-regex */

test('a service that says hostile things everywhere gets nothing but text to the terminal [S1, S2]', async () => {
	using home = openHome();
	await using service = await openHostileService();
	await using opened = openProgram(
		['--url', service.url, '--interval', '1', '--name', `Acme\u001B]0;owned\u0007\u202E`],
		{home},
	);
	await opened.sees('● live');
	for (const [keys, sign] of [
		['2', '[2 Users'],
		['\r', 'User id'],
		['\u001B', 'Enter open'],
		['s', 'Set status'],
		['\u001B', 'Enter open'],
		['x', 'Cancel'],
		['\u001B', 'Enter open'],
		['\u001B[6~', '[2 Users'],
		['3', '[3 Groups'],
		['\r', 'Enter'],
		['4', '[4 Batches'],
		['\r', 'SEVERITY'],
		['5', '[5 Sync Options'],
		['?', 'MOVE'],
		['\u001B', '[5 Sync Options'],
		['1', '[1 Dashboard'],
	] as const) {
		await (keys === 's' || keys === 'x'
			? opened.pressUntil(keys, sign)
			: pressAndSee(opened, keys, sign));
	}

	expect(opened.text()).toContain('Acme^[]0;owned^G<U+202E>');
	opened.press('q');
	expect(await opened.exited).toBe(0);
	expect(opened.raw().replaceAll(ownCommands, '')).not.toMatch(dangerous);
});

test('arguments, paths and variables cannot control the terminal through what is wrong with them [S5]', async () => {
	using home = openHome();
	const {environment} = home;
	for (const [index, payload] of payloads.entries()) {
		const loose = home.write(`loose-${index}-${payload.replaceAll('/', '')}`, 'x', 0o600);
		fs.chmodSync(loose, 0o644);
		const lines: ReadonlyArray<readonly string[]> = [
			[payload],
			[`--${payload}`],
			['--url', payload],
			['--url', `http://${payload}/`],
			['--url', 'http://x', '--allow-http', payload],
			['--url', 'https://x', '--token-file', payload],
			['--url', 'https://x', '--token-file', loose],
			['--url', 'https://x', '--credentials-file', loose],
			['--demo', '--scenario', payload],
			['--demo', '--interval', payload],
		];
		// One of them in turn: each starts the program.
		const argv = lines[index % lines.length] ?? [];
		const other = lines[(index + 5) % lines.length] ?? [];
		for (const line of [argv, other]) {
			const {code, output, errors} = await run([...program, ...line], {environment});
			expect([code, output]).toEqual([2, '']);
			expect(errors).toMatch(/^synctop: .+\n$/);
			expect(errors.slice(0, -1)).not.toMatch(dangerous);
		}
	}
}, 60_000);

test('settings cannot control the terminal, neither on screen nor after the end [S5]', async () => {
	using home = openHome();
	await using service = await openHostileService();
	const name = `Acme${payloads.slice(0, 4).join('')}`;
	fs.mkdirSync(path.join(home.path, 'config/synctop'), {recursive: true});
	home.write('config/synctop/config.json', JSON.stringify({connection: {url: service.url, name}}));
	await using opened = openProgram([], {home});
	await opened.sees(/Acme\^\[/);
	opened.press('q');
	expect(await opened.exited).toBe(0);
	expect(opened.raw().replaceAll(ownCommands, '')).not.toMatch(dangerous);

	const tokenFile = `/nowhere/${payloads.join('')}`;
	const connection = {url: 'https://gateway.lan', tokenFile};
	home.write('config/synctop/config.json', JSON.stringify({connection}));
	const {code, errors} = await run(program, {environment: home.environment});
	expect(code).toBe(2);
	expect(errors).toContain('could not be read');
	expect(errors.slice(0, -1)).not.toMatch(dangerous);
});

test('a folder with a hostile name is told of in harmless words, on screen and after the end [S5]', async () => {
	using home = openHome();
	const folder = path.join(home.path, 'a\u001B]0;owned\u0007\u001B[2J\u202E\u009B2Jb');
	fs.mkdirSync(path.join(folder, 'synctop'), {recursive: true});
	fs.writeFileSync(path.join(folder, 'synctop/config.json'), '{broken');
	await using opened = openProgram(['--demo'], {
		home,
		environment: {XDG_CONFIG_HOME: folder, XDG_STATE_HOME: folder},
	});
	await opened.sees('could not be understood');
	opened.press('q');
	expect(await opened.exited).toBe(0);
	const raw = opened.raw();
	const after = raw.slice(raw.lastIndexOf('\u001B[?1049l') + 8);
	expect(after).toContain('config.json.unreadable');
	expect(after.replaceAll('\r\n', '')).not.toMatch(dangerous);
	expect(raw.replaceAll(ownCommands, '')).not.toMatch(dangerous);
});

/** A service whose time stands still, whose tenant and users are called like a path. */
async function openPathService() {
	const service = await startService({
		...defaultOptions,
		users: 60,
		speed: 0,
		port: 0,
		clock: systemClock,
	});
	service.faults.arm(
		armedFault.parse({fault: {kind: 'hostileText', text: '/../../../x'}, times: 1_000_000}),
	);
	return {...service, [Symbol.asyncDispose]: service.stop};
}

test('what it makes under the loosest umask is for its owner only, and where it belongs whatever the names are [S14, S15]', async () => {
	using home = openHome();
	await using service = await openPathService();
	const argv = `--url '${service.url}' --name '../../../x' --save`;
	const command = `umask 000; exec '${program.join("' '")}' ${argv}`;
	await using opened = openProgram([], {home, shell: ['/bin/sh', '-c', command]});
	await opened.sees('● live');
	opened.press('+');
	opened.press('2/emily kow\r');
	await opened.pressUntil('x', /Disable sync +1 user[^]*same as on your screen/);
	await opened.pressUntil('y', /verified/);
	opened.press('q');
	expect(await opened.exited).toBe(0);
	const made = fs.globSync('**/*', {cwd: home.path});
	const open = made.filter((file) => (fs.statSync(path.join(home.path, file)).mode & 0o077) !== 0);
	expect(open).toEqual([]);
	const files = made.filter((file) => fs.statSync(path.join(home.path, file)).isFile());
	const places = files.map((file) => file.replace(/^cache\/synctop\/.*/, 'cache/synctop'));
	expect([...new Set(places)].toSorted()).toEqual([
		'cache/synctop',
		'config/synctop/config.json',
		expect.stringMatching(/^state\/synctop\/audit-\d{4}-\d{2}\.jsonl$/),
		expect.stringMatching(/^state\/synctop\/names-[0-9a-f]{16}\.txt$/),
		expect.stringMatching(/^state\/synctop\/notebook-[0-9a-f]{16}\.json$/),
	]);
});
