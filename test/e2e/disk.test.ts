import fs from 'node:fs';
import path from 'node:path';
import {test} from 'vitest';
import {openHome, openProgram} from './open-program.ts';
import {askToDisable, connected, findUser, journalOf, openService} from './open-service.ts';

const program = [process.execPath, path.resolve('dist/synctop.js')];
const name = 'Emily Kowalski';

/** The command line that starts the program for a service. */
function lineFor(url: string): string {
	return `'${[...program, ...connected(url)].join("' '")}'`;
}

test.concurrent('without a place for the journal everything is shown and changes are off, until there is one [R39]', async ({
	expect,
}) => {
	using home = openHome();
	await using service = await openService();
	const blocked = home.write('state', 'a file where the folder should be');
	await using opened = openProgram(connected(service.url), {home});
	await opened.sees(/CHANGES OFF: no journal +● live/);
	await findUser(opened, name);
	opened.press('x');
	await opened.sees('the audit journal cannot be written: ENOTDIR');
	fs.rmSync(blocked);
	await opened.pressUntil('R', / RW  /);
	opened.press('x');
	await opened.sees(/Disable sync +1 user[^]*same as on your screen/);
	await opened.pressUntil('y', /verified \d/);
	await expect.poll(() => journalOf(home).phases).toEqual(['intent', 'result done']);
});

test.concurrent('on a full disk changes are off from the start, and the reason is said [R39]', async ({
	expect,
}) => {
	using home = openHome();
	await using service = await openService();
	// No file may grow: what is written fails as on a full disk.
	const command = `ulimit -f 0; exec ${lineFor(service.url)}`;
	await using opened = openProgram([], {home, shell: ['/bin/bash', '-c', command]});
	await opened.sees(/CHANGES OFF: no journal/);
	opened.press('2');
	await opened.sees('[2 Users');
	opened.press('x');
	await opened.sees('the audit journal cannot be written: EFBIG');
	expect(service.changes()).toEqual([]);
});

test.concurrent('a disk that becomes full in the middle of a change turns changes off, and the next start settles it [R39]', async ({
	expect,
}) => {
	using home = openHome();
	await using service = await openService();
	// There is place for one line, and for some of the next.
	const command = `ulimit -f 1; exec ${lineFor(service.url)}`;
	await using opened = openProgram([], {home, shell: ['/bin/bash', '-c', command]});
	await askToDisable(opened, name);
	await opened.pressUntil('y', 'CHANGES OFF: no journal');
	expect(service.asked('changeUser')).toHaveLength(1);
	await opened.pressUntil('\u001B', 'Space mark');
	opened.press('q');
	expect(await opened.exited).toBe(0);

	await using next = openProgram(connected(service.url), {home});
	await next.sees('● live');
	await expect.poll(() => home.journal().at(-1), {timeout: 8000}).toContain('"outcome":"done"');
	expect(service.asked('changeUser')).toHaveLength(1);
});

test.concurrent('settings that cannot be saved are told of, and do not keep it from asking in another interval [R39]', async ({
	expect,
}) => {
	using home = openHome();
	await using service = await openService();
	home.write('config', 'a file where the folder should be');
	await using opened = openProgram(connected(service.url), {home});
	await opened.sees('every 1s');
	opened.press('+');
	await opened.sees(/every 2s[^]*could not be saved: ENOTDIR/);
	opened.press('2');
	await opened.sees('[2 Users');
	opened.press('q');
	expect(await opened.exited).toBe(0);
});

test.concurrent('a home that is not there leaves everything to see [R39]', async ({expect}) => {
	using home = openHome();
	await using service = await openService();
	const kinds = ['CONFIG', 'STATE', 'DATA', 'CACHE'].map((kind) => `-u XDG_${kind}_HOME`);
	const command = `exec env ${kinds.join(' ')} HOME=/dev/null/home ${lineFor(service.url)}`;
	await using opened = openProgram([], {home, shell: ['/bin/sh', '-c', command]});
	await opened.sees(/CHANGES OFF: no journal +● live/);
	opened.press('+');
	opened.press('2');
	await opened.sees(/every 2s[^]*\[2 Users/);
	opened.press('q');
	expect(await opened.exited).toBe(0);
});
