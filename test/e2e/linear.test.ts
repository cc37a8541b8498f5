import {spawn} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {forbidden} from '../linear/open-linear.ts';
import {openHome, openProgram, run} from './open-program.ts';
import {connected, openService} from './open-service.ts';

const file = path.resolve('dist/synctop.js');
const program = [process.execPath, file];

/** All that a terminal got, line by line, without what it shows of what was typed. */
function linesOf(raw: string): readonly string[] {
	return raw.split('\r\n');
}

// R49 of the reliability tests.
test('a session line by line: list, filter, disable, cancel, quit; lines are appended, nothing is drawn [R49]', async () => {
	using home = openHome();
	await using service = await openService();
	await using opened = openProgram([...connected(service.url), '--linear'], {
		home,
		columns: 200,
		rows: 200,
	});
	await opened.sees('"help" says what can be typed');
	const ask = async (line: string, sign: string | RegExp): Promise<void> => {
		opened.press(`${line}\r`);
		await opened.sees(sign);
	};
	await ask('users', 'Users 60 of 60, sort: name.');
	await ask('more', '20. ');
	await ask('filter batch:suspended', /Users \d+ of 60, filter: batch:suspended/);
	await ask('open 1', 'Effective: ');
	await ask('back', /filter: batch:suspended[^]*filter: batch:suspended/);
	await ask('disable 1', 'type yes.');
	await ask('cancel', 'Closed.');
	expect(service.changes()).toEqual([]);
	await ask('help', 'Type a number to hear them');
	await ask('groups', /Groups \d/);
	opened.press('quit\r');
	expect(await opened.exited).toBe(0);
	const raw = opened.raw();
	expect(raw).not.toContain('\u001B');
	for (const line of linesOf(raw)) {
		expect(line).not.toMatch(forbidden);
	}

	// Nothing that was written is ever taken back: no line goes back to its beginning.
	expect(raw.replaceAll('\r\n', '')).not.toContain('\r');
});

test('typed and confirmed, a change is made once, verified and written down', async () => {
	using home = openHome();
	await using service = await openService();
	await using opened = openProgram([...connected(service.url), '--linear'], {home, columns: 200});
	await opened.sees('"help" says');
	opened.press('users !batch:suspended\r');
	await opened.sees('1. ');
	// Typed ahead: not an answer.
	opened.press('disable 1\ryes\r');
	await opened.sees('Not taken, since it came before');
	await opened.sees('type yes.');
	expect(service.changes()).toEqual([]);
	await opened.pressUntil('yes\r', /Disabled \S+, verified/);
	expect(service.changes()).toHaveLength(1);
	opened.press('quit\r');
	expect(await opened.exited).toBe(0);
	expect(home.journal().map((line) => /"phase":"(\w+)"/.exec(line)?.[1])).toEqual([
		'intent',
		'result',
	]);
});

test('lines come through a pipe, too, and what they say is on standard output alone', async () => {
	using home = openHome();
	const commands = home.write('commands.txt', 'users\ndisable 1\nyes\ncancel\nstatus\nquit\n');
	const child = spawn(process.execPath, [file, '--demo', '--linear', '--speed', '0'], {
		stdio: [fs.openSync(commands, 'r'), 'pipe', 'pipe'],
		env: home.environment,
	});
	let [output, errors] = ['', ''];
	child.stdout?.setEncoding('utf8').on('data', (text) => {
		output += String(text);
	});
	child.stderr?.setEncoding('utf8').on('data', (text) => {
		errors += String(text);
	});
	expect(await once(child, 'close')).toEqual([0, null]);
	expect(errors).toBe('');
	expect(output).toContain('> users\nUsers 180 of 180');
	expect(output).toMatch(/Not confirmed: type yes and \S+@/);
	expect(output).not.toContain('\u001B');
	for (const line of output.split('\n')) {
		expect(line).not.toMatch(forbidden);
	}
});

test.each([
	['TERM=dumb', {TERM: 'dumb'}],
	['a screen reader is announced', {INK_SCREEN_READER: 'true'}],
	['accessible output is asked for', {ACCESSIBLE: '1'}],
])('it speaks by itself, and draws nothing: %s [R32]', async (_name, environment) => {
	using home = openHome();
	await using opened = openProgram(['--demo'], {home, environment, columns: 200});
	await opened.sees('"help" says what can be typed');
	opened.press('quit\r');
	expect(await opened.exited).toBe(0);
	expect(opened.raw()).not.toContain('\u001B');
});

test('without a terminal the refusal names what works there [R27]', async () => {
	using home = openHome();
	const {environment} = home;
	const {code, errors} = await run([...program, '--demo'], {environment});
	expect(code).toBe(2);
	expect(errors).toContain('synctop status');
	expect(errors).toContain('--linear');
	const unnamed = await run([...program, '--linear'], {environment});
	expect([unnamed.code, unnamed.errors]).toEqual([
		2,
		expect.stringContaining('no service to watch yet'),
	]);
});

test('a signal ends it as it ends the screen; the end of the input does, too', async () => {
	using home = openHome();
	await using killed = openProgram(['--demo', '--linear'], {home, columns: 200});
	await killed.sees('"help" says');
	killed.kill('SIGTERM');
	expect(await killed.exited).toBe(143);
	await using left = openProgram(['--demo', '--linear'], {home, columns: 200});
	await left.sees('"help" says');
	left.press('\u0004');
	expect(await left.exited).toBe(0);
});
