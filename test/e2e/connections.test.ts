import fs from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {askToDisable, journalOf, openService} from './open-service.ts';
import {type Home, openHome, openProgram} from './open-program.ts';

/** Writes connections into the settings of a home, the first of them current. */
function save(home: Home, contexts: Readonly<Record<string, object>>): void {
	const folder = path.join(home.path, 'config/synctop');
	fs.mkdirSync(folder, {recursive: true, mode: 0o700});
	const [current] = Object.keys(contexts);
	fs.writeFileSync(path.join(folder, 'config.json'), JSON.stringify({contexts, current}));
}

test('@ shows all connections and changes to another one in the same screen, with its mark and its settings', async () => {
	using home = openHome();
	await using acme = await openService({users: 60});
	await using contoso = await openService({users: 25});
	save(home, {
		acme: {url: acme.url, interval: 1},
		contoso: {url: contoso.url, production: true, readOnly: true, interval: 1},
	});
	await using program = openProgram([], {home});
	await program.sees(/acme {2}as on\.call {2}RW.*● live[^]*2 Users 60/);
	program.press('@');
	await program.sees(/▌ ● acme[^]*contoso +\[PROD\] RO +\d+ +\d+ +\d+ +\d+/);
	program.press('j\r');
	await program.sees(
		/\[PROD\] contoso {2}as on\.call {2}READ-ONLY.*● live[^]*2 Users 25[^]*Now on \[PROD\] contoso/,
	);
	expect(program.isAlternate()).toBe(true);
	// The one that was left is not asked any more.
	const before = acme.requests.list().length;
	program.press('2');
	await program.sees('[2 Users 25]');
	program.press('x');
	await program.sees('the settings say so of this connection');
	program.press('R');
	await program.sees('● live');
	expect(acme.requests.list().length).toBe(before);
	program.press('@');
	await program.sees(/▌ ● contoso/);
	program.press('k\r');
	await program.sees(/acme {2}as on\.call {2}RW.*● live/);
	program.press('q');
	expect(await program.exited).toBe(0);
	expect(program.isAlternate()).toBe(false);
});

test('a change on its way is asked about and waited for before another connection is opened', async () => {
	using home = openHome();
	await using acme = await openService();
	await using contoso = await openService();
	save(home, {acme: {url: acme.url, interval: 1}, contoso: {url: contoso.url, interval: 1}});
	acme.arm('changeUser', {kind: 'latency', ms: 5000});
	await using program = openProgram([], {home});
	await askToDisable(program, 'Emily Kowalski');
	await program.pressUntil('y', 'sending');
	program.press('\u001B');
	await program.sees('1 on their way');
	program.press('@');
	await program.sees(/▌ ● acme/);
	program.press('j\r');
	await program.sees('Change to contoso now?');
	program.press('y');
	await program.sees('Waiting for 1 change on the way');
	await program.sees(/contoso {2}as on\.call.*● live/);
	expect(journalOf(home).intents).toEqual(journalOf(home).results);
	program.press('q');
	expect(await program.exited).toBe(0);
	expect(acme.changes()).toHaveLength(1);
});

test('one that cannot be opened leaves what is on screen as it is, and says why', async () => {
	using home = openHome();
	await using acme = await openService();
	save(home, {
		acme: {url: acme.url, interval: 1},
		contoso: {url: 'https://contoso.example/api', tokenFile: path.join(home.path, 'none')},
	});
	await using program = openProgram([], {home});
	await program.sees('● live');
	program.press('@');
	await program.sees(/▌ ● acme/);
	program.press('j\r');
	await program.sees(/none.*could not be read|none.*(?:not|no) /);
	await program.sees(/acme {2}as on\.call.*● live/);
	program.press('q');
	expect(await program.exited).toBe(0);
});

test('--save keeps a connection under its name, and the next start opens it', async () => {
	using home = openHome();
	await using service = await openService();
	const words = ['--url', service.url, '--name', 'acme', '--save', '--interval', '1'];
	await using program = openProgram(words, {home});
	await program.sees('● live');
	program.press('q');
	await program.exited;
	expect(JSON.parse(home.settings())).toEqual({
		contexts: {acme: {url: service.url}},
		current: 'acme',
	});
	await using next = openProgram([], {home});
	await next.sees(/acme {2}as on\.call.*● live/);
});
