import fs from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {openHome, openProgram, run} from './open-program.ts';

const program = [process.execPath, path.resolve('dist/synctop.js')];

test('it prints its version and its help', async () => {
	using home = openHome();
	const {environment} = home;
	expect(await run([...program, '--version'], {environment})).toMatchObject({
		code: 0,
		output: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
		errors: '',
	});
	const help = await run([...program, '--help'], {environment});
	expect([help.code, help.errors]).toEqual([0, '']);
	expect(help.output).toContain('--credentials-file FILE');
	expect(help.output).toContain('secret-regenerated');
});

test.each([
	[['--demo'], 'a screen for a terminal'],
	[[], 'a screen for a terminal'],
	[['--frobnicate'], '--frobnicate'],
	[['stray'], 'stray'],
	[['--\u001B[2J\u202E'], '--^[[2J<U+202E>'],
	[['--scenario', 'calm'], '--scenario belongs to the demo'],
	[['--demo', '--url', 'https://x'], 'exclude each other'],
	[['--url', 'http://gateway.lan'], '--allow-http gateway.lan'],
	[['--url', 'https://user:canary@gateway.lan'], 'holds a user name'],
	[['--url', 'https://gateway.lan', '--token-file', '/nowhere'], '/nowhere could not be read'],
])(
	'without a terminal or with a wrong line %j it ends with 2 and a sentence [R27]',
	async (argv, sentence) => {
		using home = openHome();
		const {environment} = home;
		const {code, output, errors} = await run([...program, ...argv], {environment});
		expect([code, output]).toEqual([2, '']);
		expect(errors).toMatch(/^synctop: .+\n$/);
		expect(errors).toContain(sentence);
		expect(errors).not.toContain('canary');
	},
);

test('compiled code is kept in a folder that is the own one, and nowhere else', async () => {
	using home = openHome();
	const {environment} = home;
	const start = async (cache: string) =>
		run([...program, '--version'], {
			environment: {...environment, XDG_CACHE_HOME: path.join(home.path, cache)},
		});
	const kept = (cache: string) => fs.globSync(`${cache}/synctop/*/*`, {cwd: home.path});

	const version = await start('own');
	expect(kept('own')).not.toEqual([]);
	expect(fs.statSync(path.join(home.path, 'own/synctop')).mode & 0o777).toBe(0o700);
	expect(await start('own')).toEqual(version);

	fs.mkdirSync(path.join(home.path, 'open/synctop'), {recursive: true});
	fs.chmodSync(path.join(home.path, 'open/synctop'), 0o777);
	home.write('file', 'a file where the folder should be');
	expect(await start('open')).toEqual(version);
	expect(await start('file')).toEqual(version);
	expect(kept('open')).toEqual([]);
});

test('settings that cannot be saved are a sentence, not a defect', async () => {
	using home = openHome();
	const {environment} = home;
	home.write('config', 'a file where the folder should be');
	const argv = ['--url', 'https://gateway.lan', '--save'];
	const {code, errors} = await run([...program, ...argv], {environment});
	expect(code).toBe(2);
	expect(errors).toContain('could not be saved');
	expect(errors).not.toContain('defect');
});

test('a wrong value of a flag is told before anything is shown, and the screen is left alone', async () => {
	using home = openHome();
	for (const argv of [
		['--demo', '--users', 'many'],
		['--demo', '--scenario', 'sunny'],
		['--demo', '--interval', '0'],
	]) {
		await using started = openProgram(argv, {home});
		expect(await started.exited).toBe(2);
		expect(started.raw()).toMatch(/^synctop: .+\r\n$/);
	}
});

test('when its terminal goes away, so does it [R19]', async () => {
	using home = openHome();
	await using started = openProgram(['--demo'], {home});
	await started.sees('● live');
	started.hangUp();
	await started.exited;
	expect(() => process.kill(started.pid, 0)).toThrow('ESRCH');
});

test('broken settings are kept, said, and do not keep it from starting [R41]', async () => {
	using home = openHome();
	fs.mkdirSync(path.join(home.path, 'config/synctop'), {recursive: true});
	home.write('config/synctop/config.json', '{broken');
	await using started = openProgram(['--demo'], {home});
	await started.sees('could not be understood');
	started.press('q');
	expect(await started.exited).toBe(0);
	expect(started.raw()).toContain('config.json.unreadable');
});

test('the package holds the program and nothing else, and runs where it is installed [S26]', async () => {
	using home = openHome();
	const environment = {...home.environment, npm_config_cache: path.join(home.path, 'npm')};
	const packed = await run(
		['npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', home.path],
		{environment},
	);
	expect(packed.code).toBe(0);
	const tarball = fs.globSync('*.tgz', {cwd: home.path})[0] ?? '';
	const listing = await run(['tar', '-tzf', path.join(home.path, tarball)], {environment});
	const tops = new Set(
		listing.output
			.trim()
			.split('\n')
			.map((file) => file.split('/')[1]?.toLowerCase()),
	);
	for (const top of tops) {
		expect(['dist', 'readme.md', 'license', 'package.json']).toContain(top);
	}

	const folder = path.join(home.path, 'empty');
	fs.mkdirSync(folder);
	fs.writeFileSync(path.join(folder, 'package.json'), '{"private": true}');
	const installed = await run(
		['npm', 'install', '--offline', '--no-audit', '--no-fund', path.join(home.path, tarball)],
		{environment, folder},
	);
	expect(installed).toMatchObject({code: 0});
	expect(
		fs.readdirSync(path.join(folder, 'node_modules')).filter((name) => !name.startsWith('.')),
	).toEqual(['synctop']);
	const bin = path.join(folder, 'node_modules/.bin/synctop');
	expect((await run([bin, '--version'], {environment})).output).toMatch(/^\d+\.\d+\.\d+\n$/);
	await using started = openProgram(['--demo'], {home, file: bin});
	await started.sees('● live');
	started.press('q');
	expect(await started.exited).toBe(0);
}, 60_000);

test('"help" and "help COMMAND" are what --help is', async () => {
	using home = openHome();
	const {environment} = home;
	for (const [words, flags] of [
		[['help'], ['--help']],
		[
			['help', 'users'],
			['users', '--help'],
		],
	] as const) {
		const asked = await run([...program, ...words], {environment});
		expect(asked).toEqual(await run([...program, ...flags], {environment}));
		expect(asked.code).toBe(0);
	}
});
