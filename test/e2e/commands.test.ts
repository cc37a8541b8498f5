import {spawn} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {type Home, openHome, run} from './open-program.ts';
import {openService} from './open-service.ts';

const program = path.resolve('dist/synctop.js');

function start(home: Home, argv: readonly string[]) {
	const child = spawn(process.execPath, [program, ...argv], {
		env: home.environment,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let errors = '';
	child.stderr.on('data', (part: Buffer) => {
		errors += String(part);
	});
	return {child, errors: () => errors};
}

test('who reads no further ends it quietly [R26]', async () => {
	using home = openHome();
	await using service = await openService({users: 5000});
	const line = `"${process.execPath}" "${program}" users --url ${service.url} --output ndjson | head -1`;
	const {code, output, errors} = await run(['bash', '-o', 'pipefail', '-c', line], {
		environment: home.environment,
	});
	expect([code, errors]).toEqual([0, '']);
	expect(JSON.parse(output)).toMatchObject({id: 'u-000001'});
});

test.runIf(fs.existsSync('/dev/full'))(
	'a list that is lost to a full disk is no success, and is said',
	async () => {
		using home = openHome();
		await using service = await openService();
		for (const [words, format] of [
			['users', 'ndjson'],
			['users', 'table'],
			['groups', 'csv'],
		]) {
			const line = `"${process.execPath}" "${program}" ${words} --url ${service.url} --output ${format} > /dev/full`;
			const {code, errors} = await run(['bash', '-c', line], {environment: home.environment});
			expect(code).toBe(8);
			expect(errors).toContain('standard output cannot be written (ENOSPC)');
			expect(errors.trim().split('\n')).toHaveLength(1);
		}
	},
);

test('who reads no further of what was waited for is not told that it came', async () => {
	using home = openHome();
	await using service = await openService();
	const line = `"${process.execPath}" "${program}" watch --url ${service.url} --interval 1 --until 'users==61' --timeout 20s`;
	const script = `${line} | true; exit \${PIPESTATUS[0]}`;
	const {code, errors} = await run(['bash', '-c', script], {environment: home.environment});
	expect([code, errors]).toEqual([1, '']);
});

test('a long list through a slow pipe comes whole, and nothing but the list', async () => {
	using home = openHome();
	await using service = await openService({users: 5000});
	const line = `"${process.execPath}" "${program}" users --url ${service.url} --output json`;
	const script = `${line} | while IFS= read -r row; do echo "$row"; done | wc -l`;
	const ended = await run(['bash', '-o', 'pipefail', '-c', script], {
		environment: home.environment,
	});
	expect(ended).toMatchObject({code: 0, output: expect.stringMatching(/^\s*5002\n$/), errors: ''});
});

test.each([
	['SIGINT', 130],
	['SIGTERM', 143],
] as const)(
	'%s ends a command that waits with %i, and nothing more is said',
	async (signal, code) => {
		using home = openHome();
		await using service = await openService();
		const {child, errors} = start(home, ['watch', '--url', service.url]);
		await once(child.stdout, 'data');
		child.kill(signal);
		expect(await once(child, 'close')).toEqual([code, null]);
		expect(errors()).toBe('');
	},
);

test('a service that goes away meanwhile is waited for; one that was never there is not', async () => {
	using home = openHome();
	await using service = await openService();
	const line = ['wait', 'users==61', '--url', service.url, '--interval', '1'];
	const {child} = start(home, [...line, '--timeout', '20s']);
	await expect.poll(() => service.asked('changes').length, {timeout: 10_000}).toBeGreaterThan(0);
	service.arm('changes', {kind: 'resetBefore'});
	await expect.poll(() => service.asked('changes').length, {timeout: 15_000}).toBeGreaterThan(2);
	expect(child.exitCode).toBeNull();
	child.kill('SIGTERM');
	await once(child, 'close');

	const never = await run(
		[process.execPath, program, 'wait', 'users==1', '--url', 'http://127.0.0.1:9'],
		{
			environment: home.environment,
		},
	);
	expect([never.code, never.output]).toEqual([3, '']);
	expect(never.errors).toContain('ECONNREFUSED');
});

test.each([
	[{kind: 'status', status: 401}, 4],
	[{kind: 'status', status: 403}, 4],
	[{kind: 'status', status: 503}, 3],
	[{kind: 'html'}, 5],
	[{kind: 'wrongJson'}, 5],
	[{kind: 'resetBefore'}, 3],
] as const)(
	'a service that answers with %j ends it with %i and a sentence',
	async (fault, code) => {
		using home = openHome();
		await using service = await openService();
		for (const route of ['session', 'overview', 'listUsers', 'changes']) {
			service.arm(route, fault, 100);
		}

		const line = [process.execPath, program, 'status', '--url', service.url];
		const ended = await run(line, {environment: home.environment});
		expect([ended.code, ended.output]).toEqual([code, '']);
		expect(ended.errors).toMatch(/^synctop: .+\.\n$/);
	},
);

/** The chunks that are loaded with one, without those that are asked for later. */
function loadedWith(chunk: string, seen = new Set<string>()): ReadonlySet<string> {
	if (!seen.has(chunk)) {
		seen.add(chunk);
		const text = fs.readFileSync(chunk, 'utf8');
		for (const [, file = ''] of text.matchAll(/(?:import|from)\s*["'](\.[^"']+\.js)["']/g)) {
			loadedWith(path.resolve(path.dirname(chunk), file), seen);
		}
	}

	return seen;
}

test('no command loads React or Ink', () => {
	const chunks = fs.globSync('dist/chunks/*.js');
	const entries = ['run-command', 'status', 'users', 'causes', 'watch', 'export', 'user'].flatMap(
		(name) => chunks.filter((file) => path.basename(file).startsWith(`${name}-`)),
	);
	expect(entries.length).toBeGreaterThanOrEqual(7);
	for (const entry of [program, ...entries.map((file) => path.resolve(file))]) {
		for (const file of loadedWith(entry)) {
			expect(fs.readFileSync(file, 'utf8')).not.toContain('react.transitional.element');
		}
	}
});
