import {spawn} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {readOpenMetrics} from '../support/open-metrics.ts';
import {type Home, openHome} from './open-program.ts';
import {openService} from './open-service.ts';

/** The built program as an exporter, and what it says on standard error. */
function openExporter(
	argv: readonly string[],
	{home, environment = {}}: {readonly home: Home; readonly environment?: Record<string, string>},
) {
	const child = spawn(
		process.execPath,
		[path.resolve('dist/synctop.js'), 'exporter', '--listen', '127.0.0.1:0', ...argv],
		{
			env: {...home.environment, ...environment},
			cwd: home.path,
			stdio: ['ignore', 'ignore', 'pipe'],
		},
	);
	let said = '';
	child.stderr.setEncoding('utf8').on('data', (text) => {
		said += String(text);
	});
	const exited = once(child, 'close').then(([code, signal]: unknown[]) => code ?? signal);
	const until = async (isThere: () => Promise<boolean> | boolean): Promise<void> => {
		const start = Date.now();
		while (!(await isThere())) {
			if (Date.now() - start > 15_000 || child.exitCode !== null) {
				throw new Error(`Waited in vain. It said:\n${said}`);
			}

			await new Promise((resolve) => {
				setTimeout(resolve, 20);
			});
		}
	};
	const ask = async (page: string) => {
		const [address] = /http:\/\/[\d.:]+/.exec(said) ?? [];
		const reply = await fetch(`${address}${page}`);
		return {status: reply.status, text: await reply.text()};
	};
	const value = async (name: string): Promise<number | undefined> =>
		readOpenMetrics((await ask('/metrics')).text)
			.flatMap(({samples}) => samples)
			.find((sample) => `${sample.name}{${Object.values(sample.labels).join()}}` === name)?.value;
	return {
		said: () => said,
		says: async (wanted: RegExp) => until(() => wanted.test(said)),
		ask,
		value,
		has: async (name: string, wanted: number) => until(async () => (await value(name)) === wanted),
		kill: (signal: NodeJS.Signals) => child.kill(signal),
		exited,
		[Symbol.asyncDispose]: async () => {
			child.kill('SIGKILL');
			await exited;
		},
	};
}

test('it tells what it watches, sends no change, and ends with 0 when it is asked to', async () => {
	using home = openHome();
	await using service = await openService();
	await using program = openExporter(['--url', service.url, '--interval', '1'], {home});
	await program.says(
		/watching 127\.0\.0\.1:\d+, listening on http:\/\/127\.0\.0\.1:\d+\/metrics\n/,
	);
	await program.has('synctop_data_complete{}', 1);
	expect(await program.value('synctop_groups{enabled}')).toBeGreaterThan(1);
	expect((await program.ask('/healthz')).status).toBe(200);
	program.kill('SIGTERM');
	expect(await program.exited).toBe(0);
	expect(service.changes()).toEqual([]);
});

test('SIGINT ends it as it ends any command', async () => {
	using home = openHome();
	await using program = openExporter(['--demo'], {home});
	await program.says(/listening/);
	program.kill('SIGINT');
	expect(await program.exited).toBe(130);
});

test('SIGHUP reads the token again; one that is refused or cannot be read changes nothing', async () => {
	using home = openHome();
	await using service = await openService({bearerToken: 'right', credentials: nobody});
	fs.chmodSync(home.path, 0o700);
	const file = home.write('token', 'right');
	await using program = openExporter(
		['--url', service.url, '--token-file', file, '--interval', '1'],
		{home},
	);
	await program.says(/listening/);
	await program.has('synctop_data_complete{}', 1);

	home.write('token', 'wrong');
	program.kill('SIGHUP');
	await program.says(/reload failed, what was there goes on: signed out \(401\)/);
	expect(await program.value('synctop_up{}')).toBe(1);
	expect(await program.value('synctop_config_last_reload_successful{}')).toBe(0);

	fs.rmSync(file);
	program.kill('SIGHUP');
	await program.says(/reload failed, what was there goes on: \S+token could not be read/);

	home.write('token', 'right');
	program.kill('SIGHUP');
	await program.says(/\nsynctop: reloaded, watching/);
	expect(await program.value('synctop_config_last_reload_successful{}')).toBe(1);
	expect(await program.value('synctop_data_complete{}')).toBe(1);
	expect(await program.value('synctop_poll_errors_total{unauthorized}')).toBe(1);
});

const nobody = {username: 'u', password: 'p', clientId: 'c', clientSecret: 's'};

test('credentials that are refused at the start are told, and a reload with the right ones mends it', async () => {
	using home = openHome();
	await using service = await openService({bearerToken: 'right', credentials: nobody});
	fs.chmodSync(home.path, 0o700);
	const file = home.write('token', 'wrong');
	await using program = openExporter(['--url', service.url, '--token-file', file], {home});
	await program.says(/: signed out \(401\); token ended/);
	expect(await program.value('synctop_connection_state{signed_out}')).toBe(1);
	expect((await program.ask('/healthz')).status).toBe(503);
	home.write('token', 'right');
	program.kill('SIGHUP');
	await program.says(/reloaded/);
	await program.has('synctop_data_complete{}', 1);
});

test('a service manager is told when it is ready, that it lives, and when it stops', async () => {
	using home = openHome();
	fs.mkdirSync(path.join(home.path, 'bin'));
	home.write('bin/systemd-notify', `#!/bin/sh\necho "$@" >> ${home.path}/told\n`, 0o700);
	const environment = {
		PATH: `${home.path}/bin:${process.env['PATH']}`,
		NOTIFY_SOCKET: '/run/nowhere',
		WATCHDOG_USEC: '100000',
	};
	await using program = openExporter(['--demo'], {home, environment});
	await program.says(/listening/);
	const told = () => fs.readFileSync(path.join(home.path, 'told'), 'utf8');
	await expect
		.poll(told, {timeout: 10_000})
		.toMatch(/^READY=1 STATUS=watching simulated service, on [\d.:]+\nWATCHDOG=1\n/);
	program.kill('SIGTERM');
	expect(await program.exited).toBe(0);
	expect(told()).toMatch(/STOPPING=1\n/);
	expect(program.said()).not.toMatch(/could not be told/);
});

test.each([
	[
		['--listen', '0.0.0.0:9469'],
		/reached from other machines.*no sign-in and no encryption.*--allow-anyone/,
	],
	[['--listen', ':9469'], /--allow-anyone/],
	[['--listen', 'example.com:9469'], /--allow-anyone/],
	[['--listen', '127.0.0.1'], /must be HOST:PORT/],
	[['--listen', '127.0.0.1:70000'], /must be HOST:PORT/],
	[['--listen', '127.0.0.1:1 '], /must be HOST:PORT/],
	[['--token-file', '/nowhere/token'], /could not be read/],
])('%j is refused before anything is asked', async (argv, sentence) => {
	using home = openHome();
	await using service = await openService();
	await using program = openExporter(['--url', service.url, ...argv], {home});
	expect(await program.exited).toBe(2);
	expect(program.said()).toMatch(sentence);
	expect(service.requests.list()).toEqual([]);
});

test('a port that is taken is told, with what to do', async () => {
	using home = openHome();
	await using service = await openService();
	const {host} = new URL(service.url);
	await using program = openExporter(['--demo', '--listen', host], {home});
	expect(await program.exited).toBe(2);
	expect(program.said()).toMatch(/cannot be listened on \(EADDRINUSE\)\. Another program has it/);
});

test('who says that this network may read is listened to', async () => {
	using home = openHome();
	await using program = openExporter(['--demo', '--listen', '0.0.0.0:0', '--allow-anyone'], {home});
	await program.says(/listening on http:\/\/0\.0\.0\.0:\d+/);
});
