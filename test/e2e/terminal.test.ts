import fs from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {openHome, openProgram} from './open-program.ts';

const demo = ['--demo', '--seed', '1'];
const program = `'${process.execPath}' '${path.resolve('dist/synctop.js')}' ${demo.join(' ')}`;

/** A shell with jobs, to start the program from. What comes to it that was not typed is seen: it edits no lines. */
function openShell(home: ReturnType<typeof openHome>, answersAfter = 0) {
	return openProgram([], {
		home,
		answersAfter,
		shell: ['/bin/bash', '--norc', '--noprofile', '--noediting', '-i'],
		environment: {PS1: 'ready> '},
	});
}

/** The process that runs the program under a shell. */
function childOf(pid: number): number {
	return Number(fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]);
}

test('Ctrl-Z gives the terminal to the shell, and fg takes it again [R21]', async () => {
	using home = openHome();
	await using shell = openShell(home);
	await shell.sees('ready>');
	shell.press(`${program}\r`);
	await shell.sees('● live');
	shell.press('\u001A');
	await shell.sees(/\[1\]\+ +Stopped/);
	expect(shell.isAlternate()).toBe(false);
	shell.press('echo in"-"between\r');
	await shell.sees('in-between');
	shell.press('fg\r');
	await shell.sees('● live');
	expect(shell.isAlternate()).toBe(true);
	shell.press('q');
	await shell.sees(/ready> $|ready>\s*$/);
	expect(shell.text()).not.toContain('[0n');
});

test.each(['q', '\u001A'])(
	'over a slow link no answer is typed into the shell after %j',
	async (key) => {
		using home = openHome();
		await using shell = openShell(home, 150);
		await shell.sees('ready>');
		shell.press(`${program}\r`);
		await shell.sees('● live');
		shell.press('2');
		await shell.sees('[2 Users');
		shell.press(`1\u001B[6~2${key}`);
		await shell.sees(/\nready>\s*$/);
		shell.press("echo 'all' that is here\r");
		await shell.sees(/all that is here/);
		expect(shell.text()).not.toMatch(/0n/);
	},
);

test.each([['TSTP'], ['STOP']])(
	'stopped from outside by SIG%s and continued, the screen is whole again [R22]',
	async (signal) => {
		using home = openHome();
		await using shell = openShell(home);
		await shell.sees('ready>');
		shell.press(`${program}\r`);
		await shell.sees('● live');
		process.kill(childOf(shell.pid), `SIG${signal}`);
		await shell.sees(/\[1\]\+ +Stopped/);
		expect(shell.isAlternate()).toBe(signal === 'STOP');
		shell.press('clear; fg\r');
		await shell.sees('● live');
		await shell.sees('Suspended by Error');
		expect(shell.isAlternate()).toBe(true);
		shell.press('2');
		await shell.sees('[2 Users');
	},
);

test('where no shell could continue it, Ctrl-Z says so and the program goes on', async () => {
	using home = openHome();
	await using opened = openProgram(demo, {home});
	await opened.sees('● live');
	opened.press('\u001A');
	await opened.sees('Not suspended');
	expect(opened.isAlternate()).toBe(true);
	opened.press('2');
	await opened.sees('[2 Users');
});

test('a terminal that stands still does not keep the program from its end', async () => {
	using home = openHome();
	await using opened = openProgram([...demo, '--interval', '1'], {home, columns: 200, rows: 60});
	await opened.sees('● live');
	opened.standStill();
	for (let page = 0; page < 60; page += 1) {
		opened.press(page % 2 === 0 ? '2\u001B[6~' : '1\u000C');
		await new Promise((resolve) => {
			setImmediate(resolve);
		});
	}

	process.kill(opened.pid, 'SIGTERM');
	await expect.poll(() => fs.existsSync(`/proc/${opened.pid}`), {timeout: 8000}).toBe(false);
	opened.goOn();
	expect(await opened.exited).toBe(143);
});

test('a terminal that stood still shows the newest screen when it goes on', async () => {
	using home = openHome();
	await using opened = openProgram([...demo, '--interval', '1'], {home});
	await opened.sees('● live');
	opened.standStill();
	for (let turn = 0; turn < 40; turn += 1) {
		opened.press(turn % 2 === 0 ? '2' : '1');
	}

	opened.press('3');
	opened.goOn();
	await opened.sees('[3 Groups');
});

test('a terminal that answers nothing is served all the same', async () => {
	using home = openHome();
	await using opened = openProgram(demo, {home, isMute: true});
	await opened.sees('● live');
	opened.press('2');
	await opened.sees('[2 Users');
	opened.press('q');
	expect(await opened.exited).toBe(0);
});

test.each([
	[1, 1],
	[3, 2],
	[1000, 300],
])('a terminal of %i columns and %i rows is drawn on', async (columns, rows) => {
	using home = openHome();
	await using opened = openProgram(demo, {home, columns, rows});
	await expect.poll(opened.isAlternate).toBe(true);
	opened.resize({columns: 120, rows: 36});
	await opened.sees('● live');
	opened.press('q');
	expect(await opened.exited).toBe(0);
});

test('a terminal that goes away in the middle of a frame ends the program [R19]', async () => {
	using home = openHome();
	await using opened = openProgram([...demo, '--interval', '1'], {home});
	await opened.sees('● live');
	opened.press('2\u001B[6~\u001B[6~');
	opened.standStill();
	opened.press('\u001B[6~');
	opened.vanish();
	await expect.poll(() => fs.existsSync(`/proc/${opened.pid}`), {timeout: 8000}).toBe(false);
});

test('the mouse is asked for with --mouse only, and given back at the end', async () => {
	using home = openHome();
	await using plain = openProgram(demo, {home});
	await plain.sees('● live');
	expect(plain.raw()).not.toContain('\u001B[?1000h');
	plain.press('2');
	await plain.sees('[2 Users');
	plain.press('\u001B[<65;10;10M?');
	await plain.sees('Keys here');
	plain.press('\u001B');
	await using program = openProgram([...demo, '--mouse'], {home});
	await program.sees('● live');
	expect(program.raw()).toContain('\u001B[?1000h\u001B[?1006h');
	program.press('2');
	await program.sees('[2 Users');
	program.press('\u001B[<65;10;10M');
	await program.sees(/\n(?:.*\n)*▌/);
	program.press('q');
	await program.exited;
	expect(program.raw()).toContain('\u001B[?1006l\u001B[?1000l');
});
