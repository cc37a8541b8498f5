import {once} from 'node:events';
import net from 'node:net';
import {test} from 'vitest';
import {openHome, openProgram} from './open-program.ts';
import {connected, openService} from './open-service.ts';

const always = 1_000_000;

/** A port at which nobody listens. */
async function deadPort(): Promise<number> {
	const server = net.createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	return typeof address === 'object' && address !== null ? address.port : 0;
}

test.concurrent('refused from the start it says so, takes keys, and ends as asked [R1]', async ({
	expect,
}) => {
	using home = openHome();
	await using program = openProgram(connected(`http://127.0.0.1:${await deadPort()}/api`), {home});
	await program.sees(/OFFLINE[^]*No connection to Acme[^]*ECONNREFUSED[^]*nothing listens/);
	await program.sees('nothing yet: no answer so far');
	program.press('2');
	await program.sees('[2 Users');
	program.press('?');
	await program.sees('MOVE');
	program.press('\u001B');
	program.press('q');
	expect(await program.exited).toBe(0);
});

test.concurrent('while a service never answers, keys are, one question waits, and after a while it is called offline [R5]', async ({
	expect,
}) => {
	using home = openHome();
	await using service = await openService();
	await using program = openProgram(connected(service.url), {home});
	await program.sees('● live');
	service.arm('changes', {kind: 'hang'}, always);
	const hanging = () => service.asked('changes').filter(({fault}) => fault === 'hang');
	await expect.poll(hanging, {timeout: 8000}).toHaveLength(1);
	for (const [key, sign] of [
		['2', '[2 Users'],
		['R', 'STALE'],
		['3', '[3 Groups'],
		['R', '[3 Groups'],
		['1', '[1 Dashboard'],
	] as const) {
		program.press(key);
		await program.sees(sign);
	}

	await expect
		.poll(program.text, {timeout: 15_000})
		.toMatch(/no answer in time \(waiting for the answer\)/);
	expect(hanging()).toHaveLength(1);
}, 30_000);

test.concurrent('a service that is away for three questions is told of in one line, and is live again [R8]', async ({
	expect,
}) => {
	using home = openHome();
	await using service = await openService();
	await using program = openProgram(connected(service.url), {home});
	await program.sees('● live');
	const fault = {kind: 'status', status: 503, retryAfter: 'seconds', seconds: 1} as const;
	service.arm('changes', fault, 3);
	const screen = await program.sees(/not available now \(503\)/);
	expect(screen.match(/\(503\)/g)).toHaveLength(1);
	await program.sees('The service is back after');
	expect(program.text()).toContain('● live');
	expect(program.text()).not.toContain('503');
	expect(service.asked('changes').filter(({status}) => status === 503)).toHaveLength(3);
});

test.concurrent('asked to slow down, it waits as long as it was told, whoever presses R, and shows the wait [R7]', async ({
	expect,
}) => {
	using home = openHome();
	await using service = await openService();
	await using program = openProgram(connected(service.url), {home});
	await program.sees('● live');
	service.arm('changes', {kind: 'status', status: 429, retryAfter: 'seconds', seconds: 4});
	const refused = () => service.asked('changes').findIndex(({status}) => status === 429);
	await expect.poll(refused, {timeout: 8000}).not.toBe(-1);
	const since = Date.now();
	await program.sees(/asked to slow down \(429\), next try in \d|next in \d/);
	program.press('R');
	await program.sees(/The service asked for a pause; next try in [1-4]s/);
	program.press('R');
	expect(service.asked('changes')).toHaveLength(refused() + 1);
	await expect.poll(() => service.asked('changes').length, {timeout: 8000}).toBe(refused() + 2);
	expect(Date.now() - since).toBeGreaterThan(3500);
	await program.sees('● live');
});

test.concurrent('signed out in the middle, it stops asking, keeps what it had, and tries again for R [R9]', async ({
	expect,
}) => {
	using home = openHome();
	await using service = await openService();
	await using program = openProgram(connected(service.url), {home});
	await program.sees('● live');
	program.press('2');
	await program.sees('Ada Fitzgerald');
	service.arm('changes', {kind: 'status', status: 401});
	await program.sees(/SIGNED OUT[^]*Signed out of Acme[^]*start again or press R/);
	expect(program.text()).toContain('Ada Fitzgerald');
	const asked = service.requests.list().length;
	// Longer than two of its intervals, as its own clock shows them.
	await program.sees(/SIGNED OUT +[3-9]s/);
	expect(service.requests.list()).toHaveLength(asked);
	program.press('R');
	await program.sees('● live');
});

test.concurrent.for([
	['users', 'listUsers', '2', '3', 'Architecture'],
	['groups and options', 'overview', '3', '2', 'Ada Fitzgerald'],
] as const)(
	'without the right to %s the others are live, and the place says so [R10]',
	async ([part, route, place, other, sign], {expect}) => {
		using home = openHome();
		await using service = await openService();
		service.arm(route, {kind: 'status', status: 403}, always);
		await using program = openProgram(connected(service.url), {home});
		await program.sees('● live');
		await program.sees(`${part}: not permitted (403)`);
		program.press(place);
		await program.sees(/not permitted \(403\)[^]*press R/);
		program.press(other);
		await program.sees(sign);
		service.faults.clear();
		program.press(place);
		program.press('R');
		await expect.poll(program.text, {timeout: 8000}).not.toContain('403');
	},
);

test.concurrent('a service that comes and goes rings no bell, and the data stays [R11]', async ({
	expect,
}) => {
	using home = openHome();
	await using service = await openService();
	await using program = openProgram(connected(service.url), {home});
	await program.sees('● live');
	program.press('2');
	await program.sees('Ada Fitzgerald');
	const fault = {kind: 'status', status: 503, retryAfter: 'seconds', seconds: 1} as const;
	for (let turn = 0; turn < 3; turn += 1) {
		service.arm('changes', fault);
		const asked = service.asked('changes').length;
		await expect
			.poll(() => service.asked('changes').length, {timeout: 8000})
			.toBeGreaterThan(asked + 1);
		expect(program.text()).toContain('Ada Fitzgerald');
		expect(program.text()).not.toContain('OFFLINE');
	}

	await program.sees('● live');
	// oxlint-disable-next-line no-control-regex -- the bell is what this is about
	expect(program.raw().match(/\u0007/g) ?? []).toEqual([]);
});

test.concurrent('a web page instead of a service is called that [R12]', async () => {
	using home = openHome();
	await using service = await openService();
	for (const route of ['session', 'overview', 'listUsers']) {
		service.arm(route, {kind: 'html'}, always);
	}

	await using program = openProgram(connected(service.url), {home});
	await program.sees(/No usable answer from Acme[^]*not of the Sync Service API[^]*ends in \/api/);
	service.faults.clear();
	program.press('R');
	await program.sees('● live');
});
