import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {createServer} from 'node:http';
import {text} from 'node:stream/consumers';
import {expect, test} from 'vitest';
import {parseCommandLine} from '../../mocks/command-line.ts';
import {parseCredentialsFile} from '../../mocks/credentials.ts';
import {parseSimulationOptions} from '../../mocks/options.ts';

function run(...args: readonly string[]) {
	return spawn(process.execPath, ['mocks/server.ts', ...args], {stdio: ['ignore', 'pipe', 'pipe']});
}

async function exitOf(child: ChildProcess): Promise<unknown> {
	const [code]: unknown[] = await once(child, 'exit');
	return code;
}

test.each([
	[['--users', 'many'], '--users is "many"'],
	[['--users', '0'], 'from 1 to 1000000'],
	[['--speed', '-1'], 'speed'],
	[['--port', '70000'], '--port is "70000"'],
	[['--scenario', 'sunny'], 'Choose one of: calm'],
	[['--frequency', '1'], '--frequency'],
	[['extra'], 'extra'],
])('%j is refused with a sentence', (argv, sentence) => {
	const line = parseCommandLine(argv);
	expect(line.kind === 'wrong' ? line.problem : line.kind).toContain(sentence);
});

test('defaults are those of the demo', () => {
	expect(parseSimulationOptions({})).toEqual({
		ok: true,
		options: {users: 180, groups: 8, seed: 7, scenario: 'calm', speed: 60},
	});
});

test('a broken credentials file is explained, and never repeated', () => {
	const parsed = parseCredentialsFile('{"username": "ops", "password": 12345}');
	expect(parsed.ok ? '' : parsed.problem).toBe(
		'missing or empty: password, clientId, clientSecret. Add what is missing.',
	);
	expect(parseCredentialsFile('nonsense').ok).toBe(false);
});

test('it prints its address, answers, and stops when told', async () => {
	const child = run('--port', '0', '--users', '25', '--control');
	const [line]: unknown[] = await once(child.stdout, 'data');
	const url = /http:\S+\/api/.exec(String(line))?.[0];
	expect(String(line)).toMatch(/^Sync service: \S+\/api \(control: \S+\/__mock\)\n$/);
	expect((await fetch(`${url}/session`)).status).toBe(200);
	const exit = exitOf(child);
	child.kill('SIGTERM');
	expect(await exit).toBe(0);
});

test('a port that is taken is a sentence and exit code 1', async () => {
	const other = createServer().listen(0, '127.0.0.1');
	await once(other, 'listening');
	const address = other.address();
	const port = typeof address === 'object' ? address?.port : 0;
	const child = run('--port', String(port));
	const [code, errors] = await Promise.all([exitOf(child), text(child.stderr)]);
	other.close();
	expect([code, errors]).toEqual([1, expect.stringContaining(`Port ${port} is taken`)]);
});

test('wrong use and unreadable files are exit code 2', async () => {
	const child = run('--credentials', 'no-such-file.json');
	const [code, errors] = await Promise.all([exitOf(child), text(child.stderr)]);
	expect([code, errors]).toEqual([2, expect.stringContaining('cannot be read (ENOENT)')]);
});
