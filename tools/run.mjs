#!/usr/bin/env node
// The one door to every npm script, and the only file that must run on an old Node: it brings the pinned Node, the
// dependencies and the build up to date, saying so in one line a step, and hands over to the pinned Node.
import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const inRoot = (...parts) => path.join(root, ...parts);
const [task = 'start', ...rest] = process.argv.slice(2);
const oldestNode = [22, 18];

const tasks = {
	start: {
		needs: ['dependencies', 'build'],
		steps: () => [['dist/synctop.js', ...demoUnlessConnected(rest)]],
	},
	// The program with the words as they are: `npm run synctop -- audit`.
	synctop: {needs: ['dependencies', 'build'], steps: () => [['dist/synctop.js', ...rest]]},
	service: {needs: ['dependencies'], steps: () => [['mocks/server.ts', ...rest]]},
	build: {needs: ['dependencies'], steps: () => [['tools/build.ts']]},
	test: {needs: ['dependencies', 'build'], steps: () => [[bin('vitest'), 'run', ...rest]]},
	'test:fast': {
		needs: ['dependencies'],
		steps: () => [[bin('vitest'), 'run', '--exclude', 'test/e2e/**', ...rest]],
	},
	mutate: {needs: ['dependencies'], steps: () => [['tools/mutate/main.ts', ...rest]]},
	docs: {needs: ['dependencies', 'build'], steps: () => [['tools/docs.ts', ...rest]]},
	soak: {needs: ['dependencies', 'build'], steps: () => [['tools/soak/main.ts', ...rest]]},
	reliability: {
		needs: ['dependencies', 'build'],
		steps: () => [['tools/reliability/main.ts', ...rest]],
	},
	monitoring: {
		needs: ['dependencies', 'build'],
		steps: () => [['tools/monitoring/main.ts', ...rest]],
	},
	bench: {needs: ['dependencies', 'build'], steps: () => [['tools/bench/main.ts', ...rest]]},
	fix: {
		needs: ['dependencies'],
		steps: () => [
			[bin('oxlint'), '--fix', ...sources],
			[bin('oxfmt'), '.'],
		],
	},
	check: {
		needs: ['dependencies', 'build'],
		steps: () => [
			[bin('tsc', 'typescript')],
			[bin('oxlint'), '--type-aware', '--deny-warnings', ...sources],
			[bin('oxfmt'), '--check', '.'],
			[bin('knip')],
			['tools/docs.ts', '--check'],
			['tools/reliability/main.ts', '--check'],
			[bin('publint'), '--strict'],
		],
	},
};

const sources = ['source', 'mocks', 'test', 'tools'];

function main() {
	const chosen = tasks[task];
	if (!chosen) {
		return fail(`"${task}" is not a task. There are: ${Object.keys(tasks).join(', ')}.`, 2);
	}

	const node = runtime();
	const environment = {
		...process.env,
		PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}`,
	};
	if (chosen.needs.includes('dependencies')) {
		installDependencies(environment);
	}

	if (chosen.needs.includes('build') && isBuildStale()) {
		say('building dist/ from source/ and mocks/');
		run(node, ['tools/build.ts'], environment);
	}

	const steps = chosen.steps();
	for (const [script, ...args] of steps) {
		if (steps.length > 1) {
			say([path.basename(script), ...args].join(' '));
		}

		run(node, [script, ...args], environment);
	}
}

/** Which Node to run on: the pinned one on Linux, else the one at hand when it is new enough. */
function runtime() {
	const pinned = inRoot('tools/runtime/node_modules', `node-linux-${process.arch}`, 'bin/node');
	if (process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch)) {
		const wanted = `v${readJson('tools/runtime/package.json').optionalDependencies[`node-linux-${process.arch}`]}`;
		if (versionOf(pinned) !== wanted) {
			say(`getting Node ${wanted} for this folder only, once (about 50 MB)`);
			npm(['ci', '--prefix', inRoot('tools/runtime')], process.env);
		}

		if (versionOf(pinned) === wanted) {
			return pinned;
		}
	}

	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) {
		return process.execPath;
	}

	return fail(
		`Node ${process.versions.node} is too old, and no newer one could be brought for ${process.platform} ${process.arch}. Install Node ${oldestNode.join('.')} or newer and run this again.`,
		1,
	);
}

function installDependencies(environment) {
	const stamp = inRoot('node_modules/.synctop-lock');
	const lock = createHash('sha256')
		.update(fs.readFileSync(inRoot('package-lock.json')))
		.digest('hex');
	if (readText(stamp) === lock) {
		return;
	}

	say('installing the dependencies of package-lock.json');
	// By the lock file, as `npm ci` would; that one refuses where a registry does not have the binaries of every other platform.
	npm(['install', '--no-save', '--prefix', root], environment);
	fs.writeFileSync(stamp, lock);
}

function isBuildStale() {
	const built = modified(inRoot('dist/synctop.js'));
	return ['source', 'mocks', 'tools/build.ts', 'package-lock.json', 'package.json'].some(
		(place) => newest(inRoot(place)) > built,
	);
}

// Folders count too: their time moves when a file in them goes away.
function newest(place) {
	const own = modified(place);
	return fs.existsSync(place) && fs.statSync(place).isDirectory()
		? Math.max(own, ...fs.readdirSync(place).map((name) => newest(path.join(place, name))))
		: own;
}

function modified(place) {
	return fs.existsSync(place) ? fs.statSync(place).mtimeMs : 0;
}

function demoUnlessConnected(args) {
	const chosen = args.some((argument) => /^--(url|demo|help|version)\b/.test(argument));
	return chosen ? args : ['--demo', ...args];
}

function npm(args, environment) {
	const result = spawnSync('npm', [...args, '--no-audit', '--no-fund'], {
		cwd: root,
		env: environment,
		stdio: ['ignore', 'ignore', 'inherit'],
		shell: process.platform === 'win32',
	});
	if (result.status !== 0) {
		fail(
			`npm ${args[0]} failed. Is the npm registry reachable? The lines above say what npm met.`,
			1,
		);
	}
}

function run(node, args, environment) {
	const result = spawnSync(node, args, {cwd: root, env: environment, stdio: 'inherit'});
	if (result.status !== 0) {
		process.exit(result.status ?? 1);
	}
}

function bin(name, owner = name) {
	const folder = inRoot('node_modules', owner);
	const {bin: entry} = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
	return path.join(folder, typeof entry === 'string' ? entry : entry[name]);
}

function versionOf(node) {
	return fs.existsSync(node)
		? spawnSync(node, ['--version'], {encoding: 'utf8'}).stdout?.trim()
		: undefined;
}

function readJson(name) {
	return JSON.parse(fs.readFileSync(inRoot(name), 'utf8'));
}

function readText(file) {
	return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}

// Errors and progress go to standard error, so that what a task prints can be piped.
function say(text) {
	process.stderr.write(`synctop: ${text}\n`);
}

function fail(text, code) {
	say(text);
	process.exit(code);
}

main();
