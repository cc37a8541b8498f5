import fs from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {openHome, openProgram, run} from './open-program.ts';
import {connected, journalOf, openService} from './open-service.ts';

const program = [process.execPath, path.resolve('dist/synctop.js')];
const atOnce = 4;

type Program = ReturnType<typeof openProgram>;

/** Disables every user that can be, and gives how many were asked for. */
async function disableAll(opened: Program): Promise<number> {
	await opened.sees('● live');
	opened.press('2');
	await opened.sees('▌');
	opened.press('*x');
	const dialog = await opened.sees(/Disable sync +\d+ users[^]*Frozen list/);
	const number = /Disable sync +(\d+) users/.exec(dialog)?.[1] ?? '';
	await opened.pressUntil(`${'\u007F'.repeat(4)}${number}`, 'matches');
	opened.press('\t');
	// Until everybody was read again it is locked.
	await opened.sees(/\[> Disable[^\]]*\](?! +locked)/);
	opened.press('\r');
	return Number(number);
}

function expectTerminalBack(opened: Program): void {
	const raw = opened.raw();
	expect(opened.isAlternate()).toBe(false);
	for (const [back, taken] of [
		['\u001B[?25h', '\u001B[?25l'],
		['\u001B[?2004l', '\u001B[?2004h'],
		['\u001B[?1049l', '\u001B[?1049h'],
		['\u001B[?7h', '\u001B[?7l'],
	] as const) {
		expect(raw.lastIndexOf(back)).toBeGreaterThan(raw.lastIndexOf(taken));
	}
}

test.concurrent.for([
	['SIGTERM', 143],
	['SIGHUP', 129],
] as const)(
	'%s during a bulk change: what is on its way is written down with what came of it, and nothing more is sent [R18, R23]',
	async ([signal, code], {expect}) => {
		using home = openHome();
		await using service = await openService();
		await using opened = openProgram(connected(service.url), {home});
		service.arm('changeUser', {kind: 'latency', ms: 1500}, 1000);
		const marked = await disableAll(opened);
		await expect.poll(service.changes, {timeout: 8000}).toHaveLength(atOnce);
		process.kill(opened.pid, signal);
		expect(await opened.exited).toBe(code);
		expectTerminalBack(opened);
		expect(opened.raw()).toContain('waiting for 4 changes on the way');
		const {intents, results, phases} = journalOf(home);
		expect(results).toEqual(intents);
		expect(service.changes().toSorted()).toEqual(intents);
		expect(phases.filter((phase) => phase === 'result done')).toHaveLength(atOnce);
		expect(intents.length).toBeLessThan(marked);
	},
);

test.concurrent('when the service goes away while the answers of a bulk change are waited for, it writes down that they are unknown [R23]', async ({
	expect,
}) => {
	using home = openHome();
	await using service = await openService();
	await using opened = openProgram(connected(service.url), {home});
	service.arm('changeUser', {kind: 'hang'}, 1000);
	await disableAll(opened);
	await expect.poll(service.changes, {timeout: 8000}).toHaveLength(atOnce);
	process.kill(opened.pid, 'SIGTERM');
	await expect.poll(opened.raw).toContain('waiting for 4 changes on the way');
	await service.stop();
	expect(await opened.exited).toBe(143);
	const {intents, results, phases} = journalOf(home);
	expect(results).toEqual(intents);
	expect(service.changes().toSorted()).toEqual(intents);
	expect(phases.filter((phase) => phase === 'result unknown')).toHaveLength(atOnce);
});

test.concurrent('when its terminal goes away during a bulk change, that is an end like any other, and no defect [R19, R23]', async ({
	expect,
}) => {
	using home = openHome();
	await using service = await openService();
	await using opened = openProgram(connected(service.url), {home});
	service.arm('changeUser', {kind: 'latency', ms: 1500}, 1000);
	await disableAll(opened);
	await expect.poll(service.changes, {timeout: 8000}).toHaveLength(atOnce);
	opened.vanish();
	await opened.exited;
	const {intents, results} = journalOf(home);
	expect(results).toEqual(intents);
	expect(service.changes().toSorted()).toEqual(intents);
	expect(fs.globSync('**/crash-*', {cwd: home.path})).toEqual([]);
});

/** Whether a process runs; one that has ended and was not asked about yet does not. */
function isRunning(pid: number): boolean {
	try {
		return !/^State:\s+[ZX]/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
	} catch {
		return false;
	}
}

/** The process of the program below the one that a terminal was opened for. */
function programBelow(pid: number): number {
	for (let current = pid; ;) {
		const children = fs.readFileSync(`/proc/${current}/task/${current}/children`, 'utf8').trim();
		if (children === '') {
			return current;
		}

		current = Number(children.split(' ')[0]);
	}
}

const line = `'${program.join("' '")}' --demo --seed 1`;

test.each([
	['that is not its controlling one', `setsid -w ${line}; true`, undefined],
	['after its shell was killed', `${line}; true`, 'SIGKILL'],
	[
		'that is not its controlling one and whose shell was killed',
		`setsid -w ${line}; true`,
		'SIGKILL',
	],
	['although it was told to survive that', `trap '' HUP; ${line}; true`, 'SIGKILL'],
] as const)(
	'when its terminal goes away, %s, so does it [R19, R20]',
	async (_how, command, signal) => {
		using home = openHome();
		await using shell = openProgram([], {home, shell: ['/bin/bash', '-c', command]});
		await shell.sees('● live');
		const pid = programBelow(shell.pid);
		expect(pid).not.toBe(shell.pid);
		if (signal !== undefined) {
			process.kill(shell.pid, signal);
		}

		shell.vanish();
		await expect.poll(() => isRunning(pid), {timeout: 8000}).toBe(false);
	},
);

test('a reader of its output that has read enough gets no stack trace [R26]', async () => {
	using home = openHome();
	const {environment} = home;
	await using service = await openService();
	await using opened = openProgram(connected(service.url), {home});
	await disableAll(opened);
	await expect.poll(() => journalOf(home).results.length, {timeout: 8000}).toBeGreaterThan(40);
	for (const pipe of [
		'audit | head -1',
		'audit --json | true',
		'--help | true',
		'--help | head -1',
	]) {
		const command = `set -o pipefail; '${program.join("' '")}' ${pipe}`;
		const {code, errors} = await run(['/bin/bash', '-c', command], {environment});
		expect(errors).toBe('');
		expect([0, 141]).toContain(code);
	}
});
