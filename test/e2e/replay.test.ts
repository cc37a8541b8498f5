import path from 'node:path';
import {expect, test} from 'vitest';
import {connected, openService} from './open-service.ts';
import {openHome, openProgram} from './open-program.ts';

test('what a screen records is played on the screen: with its moment, paused, to its end, and nothing can be changed', async () => {
	using home = openHome();
	await using service = await openService({speed: 60});
	const file = path.join(home.path, 'incident.ndjson');
	await using recording = openProgram([...connected(service.url), '--record', file], {home});
	await recording.sees('● live');
	await expect.poll(() => service.asked('changes').length, {timeout: 15_000}).toBeGreaterThan(4);
	recording.press('q');
	expect(await recording.exited).toBe(0);
	const asked = service.requests.list().length;

	await using program = openProgram(['replay', file, '--interval', '1'], {home});
	await program.sees(/REPLAY {2}Acme {2}as on\.call {2}READ-ONLY.*▶ \d\d:\d\d:\d\dZ/);
	program.press('p');
	await program.sees(/REPLAY.*PAUSED \d\d:\d\d:\d\dZ/);
	program.press('p2');
	await program.sees('[2 Users 60]');
	program.press('x');
	await program.sees('a recording is played, and nobody is there to change');
	await program.sees(/REPLAY.*END \d\d:\d\d:\d\dZ[^]*The recording ends here/);
	program.press('\r');
	await program.sees('not in the recording');
	program.press('q');
	expect(await program.exited).toBe(0);
	expect(service.requests.list().length).toBe(asked);
});

test('a recording that is none is a sentence, and the terminal is left alone', async () => {
	using home = openHome();
	const file = home.write('a.ndjson', '{}\n');
	await using program = openProgram(['replay', file], {home});
	await program.sees('is no recording of this program');
	expect(await program.exited).toBe(2);
	await using none = openProgram(['replay'], {home});
	await none.sees('synctop replay FILE');
	expect(await none.exited).toBe(2);
});
