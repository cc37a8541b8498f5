import {spawn} from 'node:child_process';
import {once} from 'node:events';
import os from 'node:os';
import {expect, test} from 'vitest';
import * as z from 'zod';
import {startService} from '../../mocks/start.ts';
import {defaultOptions} from '../../mocks/options.ts';
import {systemClock} from '../../source/platform/clock.ts';
import {openHome, openProgram} from './open-program.ts';

const line = z.object({phase: z.string(), outcome: z.string().optional()});

/** A service in this process whose simulated time stands still, so that only what a test does happens. */
async function openFrozen(port = 0) {
	const service = await startService({
		...defaultOptions,
		users: 60,
		speed: 0,
		port,
		clock: systemClock,
	});
	return {...service, [Symbol.asyncDispose]: service.stop};
}

const connected = (url: string): readonly string[] => [
	'--url',
	url,
	'--interval',
	'1',
	'--name',
	'Acme',
];

test.each([
	[120, 36],
	[80, 24],
])('the demo opens live at %ix%i', async (columns, rows) => {
	using home = openHome();
	await using program = openProgram(['--demo'], {home, columns, rows});
	await program.sees(/● live/);
	await program.sees(/Suspended by Error/);
	expect(program.text()).toContain('DEMO');
	expect(program.isAlternate()).toBe(true);
	program.press('q');
	expect(await program.exited).toBe(0);
	expect(program.isAlternate()).toBe(false);
});

test('the number on the dashboard is the number of users that it opens', async () => {
	using home = openHome();
	await using service = await openFrozen();
	await using program = openProgram(connected(service.url), {home});
	await program.sees('● live');
	for (const [key, name] of [
		['A', 'Active'],
		['I', 'With Issues'],
		['S', 'Suspended by Error'],
		['N', 'Not Configured'],
	] as const) {
		const screen = await program.sees(/^│ +\d+ users? .*$/m);
		const place = screen.split('\n').find((line) => line.includes(`${key} ${name}`)) ?? '';
		const column = place.indexOf(`${key} ${name}`);
		const below =
			screen
				.split('\n')
				.slice(4)[0]
				?.slice(column, column + 20) ?? '';
		const number = /\d+/.exec(below)?.[0] ?? 'none';
		program.press(key);
		const list = await program.sees(new RegExp(`^ Users ${number} of 60.*${name}`, 'm'));
		const rows = list
			.split('\n')
			.slice(5)
			.findIndex((line) => line.trim() === '' || line.startsWith('╭'));
		expect(rows).toBe(Number(number));
		program.press('1');
		await program.sees('[1 Dashboard]');
	}
});

test('a user is found, opened, disabled, verified, written down, and the change is undone', async () => {
	using home = openHome();
	await using service = await openFrozen();
	await using program = openProgram(connected(service.url), {home});
	await program.sees('● live');
	program.press('2');
	await program.sees('▌  Ada Fitzgerald');
	program.press('/emily kow\r');
	await program.sees('filter: emily kow  ');
	program.press('o');
	await program.sees('Sort by');
	program.press('\u001B[B\r');
	await program.sees('sort: email');
	program.press('\r');
	await program.sees(/Emily Kowalski[^]*Batches/i);
	program.press('x');
	await program.sees(/Disable sync +1 user[^]*same as on your screen/);
	await program.pressUntil('y', /verified .* \(z undoes it\)/);
	const user = service.world.users.find(({name}) => name === 'Emily Kowalski');
	expect(user?.syncStatus).toBe('disabled');
	await expect.poll(() => phasesIn(home)).toEqual(['intent', 'result done']);
	const changes = service.requests.list().filter(({method}) => method !== 'GET');
	expect(changes.map(({method, route}) => [method, route])).toEqual([['PATCH', 'changeUser']]);
	program.press('\u001B');
	program.press('z');
	await program.sees(/Disabled +-> +● Enabled[^]*same as on your screen/);
	await program.pressUntil('y', /Enabled .* verified/);
	expect(user?.syncStatus).toBe('enabled');
});

test('deleting somebody whose data remains is refused with the reason and the way to it', async () => {
	using home = openHome();
	await using service = await openFrozen();
	await using program = openProgram(connected(service.url), {home, columns: 80, rows: 24});
	await program.sees('● live');
	program.press('2D');
	await program.sees(/data remains in the mailbox/);
	program.press('\u001B');
	await program.sees('D Delete: data remains');
	expect(service.requests.list().every(({method}) => method === 'GET')).toBe(true);
});

test('a group is switched off by typing its name, and its members are off with it', async () => {
	using home = openHome();
	await using service = await openFrozen();
	await using program = openProgram(connected(service.url), {home});
	await program.sees('● live');
	program.press('3');
	await program.sees('▌');
	const group = service.world.groups.find(({name}) => name === 'Architecture');
	program.press('/architec\r');
	await program.sees(/▌ +Architecture/);
	program.press('x');
	await program.sees(/locked: type Architectu[^]*/);
	program.press('y\r');
	program.press('\u001B');
	await program.sees('Enter: members');
	expect(group?.syncStatus).toBe('enabled');
	program.press('x');
	await program.sees(/same as on your screen/);
	await program.pressUntil(`${'\u007F'.repeat(12)}Architecture`, 'matches');
	program.press('\t');
	await program.sees('[> Disable sync of Architecture <]');
	program.press('\r');
	await expect.poll(() => group?.syncStatus, {timeout: 8000}).toBe('disabled');
	await program.sees(/Disabled Architecture/);
	program.press('2/ada fitz\r');
	await program.sees(/Ada Fitzgerald[^]*disabled \(by group\)/);
});

test('while the service is away the screen says so and keeps what it had; back again, it is live [R2, R3]', async () => {
	using home = openHome();
	const first = await openFrozen();
	await using program = openProgram(connected(first.url), {home});
	await program.sees('● live');
	program.press('2');
	await program.sees('Ada Fitzgerald');
	const {port} = new URL(first.url);
	await first.stop();
	const away = await program.sees(/OFFLINE[^]*AS OF[^]*No connection to Acme/);
	expect(away).toContain('Ada Fitzgerald');
	program.press('x');
	await program.sees(/disable: /);
	await using again = await openFrozen(Number(port));
	program.press('R');
	await program.sees('● live');
	expect(program.text()).not.toContain('No connection');
	expect(again.requests.list().every(({method}) => method === 'GET')).toBe(true);
});

test('a service in its own process asks for credentials, and gets them from a file', async () => {
	using home = openHome();
	const secrets = {username: 'ops', password: 'canary-1', clientId: 'c', clientSecret: 'canary-2'};
	const file = home.write('credentials.json', JSON.stringify(secrets));
	const server = spawn(
		process.execPath,
		['mocks/server.ts', '--port', '0', '--credentials', file],
		{
			stdio: ['ignore', 'pipe', 'inherit'],
		},
	);
	try {
		const [line]: unknown[] = await once(server.stdout, 'data');
		const url = /http:\S+\/api/.exec(String(line))?.[0] ?? '';
		await using program = openProgram(
			['--url', url, '--credentials-file', 'credentials.json', '--save'],
			{home},
		);
		await program.sees(/as ops[^]*● live/);
		program.press('q');
		expect(await program.exited).toBe(0);
		await using later = openProgram([], {home, folder: os.tmpdir()});
		await later.sees(/as ops[^]*● live/);
		await using stranger = openProgram(['--url', url], {home});
		await stranger.sees('SIGNED OUT');
		expect(`${program.raw()}${later.raw()}${home.settings()}`).not.toContain('canary');
	} finally {
		server.kill();
	}
});

test('a window that changes its size is filled anew', async () => {
	using home = openHome();
	await using service = await openFrozen();
	await using program = openProgram(connected(service.url), {home});
	await program.sees('● live');
	program.press('2');
	for (const [columns, rows] of [
		[80, 24],
		[60, 20],
		[160, 50],
	] as const) {
		program.resize({columns, rows});
		await expect
			.poll(() => {
				const lines = program.text().split('\n');
				return [lines[0]?.endsWith('Z'), lines.at(-1)?.includes('60 users'), lines.length];
			})
			.toEqual([true, true, rows]);
	}
});

test.each([
	['SIGTERM', 143],
	['SIGINT', 130],
	['SIGHUP', 129],
])(
	'told to stop by %s, it gives the terminal back and says so in its exit code [R18]',
	async (signal, code) => {
		using home = openHome();
		await using program = openProgram(['--demo'], {home, columns: 80, rows: 24});
		await program.sees('● live');
		program.kill(signal);
		expect(await program.exited).toBe(code);
		expect(program.isAlternate()).toBe(false);
		const raw = program.raw();
		expect(raw.lastIndexOf('\u001B[?25h')).toBeGreaterThan(raw.lastIndexOf('\u001B[?25l'));
		expect(raw.lastIndexOf('\u001B[?2004l')).toBeGreaterThan(raw.lastIndexOf('\u001B[?2004h'));
		expect(raw.lastIndexOf('\u001B[?1049l')).toBeGreaterThan(raw.lastIndexOf('\u001B[?1049h'));
	},
);

test('somebody without a connection is told what there is, and can open the demo or leave', async () => {
	using home = openHome();
	await using program = openProgram([], {home, columns: 80, rows: 24});
	await program.sees('There is no connection yet');
	program.press('j');
	await program.sees(/❯ How to connect/);
	program.press('\r');
	await program.sees('--credentials-file FILE --save');
	program.press('k');
	await program.sees(/❯ Open the demo/);
	program.press('\r');
	await program.sees('● live');
	program.press('q');
	expect(await program.exited).toBe(0);
	await using other = openProgram([], {home, columns: 80, rows: 24});
	await other.sees('There is no connection yet');
	other.press('\u0003');
	expect(await other.exited).toBe(0);
	expect(other.isAlternate()).toBe(false);
});

/** What the journal tells of a change: one line before it, one after. */
function phasesIn(home: ReturnType<typeof openHome>): readonly string[] {
	return home.journal().map((text) => {
		const {phase, outcome} = line.parse(JSON.parse(text));
		return outcome === undefined ? phase : `${phase} ${outcome}`;
	});
}
