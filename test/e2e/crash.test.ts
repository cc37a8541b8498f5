import fs from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {openHome, openProgram, run} from './open-program.ts';
import {connected, openService} from './open-service.ts';

const hostile = 'owned\u001B]0;title\u0007\u001B[2J\u202E\u009B2J\nsecond line';
/* oxlint-disable-next-line no-control-regex -- control characters are what this is about */
const dangerous = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/;

test('when something throws, the terminal is given back, and what happened is in a file and said [R25]', async () => {
	using home = openHome();
	await using service = await openService();
	const folder = path.join(home.path, 'throwing');
	const built = await run(
		[process.execPath, 'tools/build.ts', folder, '--entry', 'test/e2e/fixtures/throwing.ts'],
		{environment: home.environment},
	);
	expect(built).toMatchObject({code: 0});
	const command = [process.execPath, path.join(folder, 'synctop.js'), ...connected(service.url)];
	// What it says is looked at apart from the screen; the modes of the terminal, after it.
	const script = `stty -a > before; '${command.join("' '")}' 2> errors; code=$?; stty -a > after; exit $code`;
	await using opened = openProgram([], {home, shell: ['/bin/sh', '-c', script]});
	await opened.sees('● live');
	home.write('half', hostile);
	fs.renameSync(path.join(home.path, 'half'), path.join(home.path, 'throw'));
	expect(await opened.exited).toBe(70);

	const raw = opened.raw();
	expect(opened.isAlternate()).toBe(false);
	expect(raw.lastIndexOf('\u001B[?25h')).toBeGreaterThan(raw.lastIndexOf('\u001B[?25l'));
	expect(raw.lastIndexOf('\u001B[?2004l')).toBeGreaterThan(raw.lastIndexOf('\u001B[?2004h'));
	const read = (name: string) => fs.readFileSync(path.join(home.path, name), 'utf8');
	expect(read('after')).toBe(read('before'));

	const [crash = ''] = fs.globSync('state/synctop/crash-*.txt', {cwd: home.path});
	const errors = read('errors');
	expect(errors).toContain(path.join(home.path, crash));
	expect(errors).toContain('owned^[]0;title');
	expect(errors.replaceAll('\n', '')).not.toMatch(dangerous);
	expect(read(crash)).toContain('second line');
	expect(read(crash).replaceAll('\n', '')).not.toMatch(dangerous);
	expect(fs.statSync(path.join(home.path, crash)).mode & 0o777).toBe(0o600);
});
