import {expect, test} from 'vitest';
import {openHome, openProgram} from './open-program.ts';
import {connected, openService} from './open-service.ts';

test('p prints the handover when the program has ended and given the terminal back, once', async () => {
	using home = openHome();
	await using service = await openService();
	await using opened = openProgram(connected(service.url), {home});
	await opened.sees('● live');
	opened.press('H');
	await opened.sees('# Handover: Acme');
	opened.press('p');
	await opened.sees('Printed when the program ends');
	opened.press('\u001B');
	await opened.sees('[1 Dashboard');
	expect(opened.isAlternate()).toBe(true);
	opened.press('q');
	expect(await opened.exited).toBe(0);
	expect(opened.isAlternate()).toBe(false);
	const [, printed = ''] = opened.raw().split('\u001B[?1049l');
	expect(printed.match(/^# Handover: Acme\r?$/gm)).toHaveLength(1);
	expect(printed).toContain('## Causes');
	expect(printed.trimEnd()).toMatch(/## Open[^]*$/);
});
