// Writes docs/reliability.md from the names and results of the tests: `npm run reliability -- --write [--soak FILE]`. With --check it only
// looks whether the page names the tests that there are; with --soak FILE --keep-tests it brings the figures of a soak alone up to date.
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {parseArgs} from 'node:util';
import * as z from 'zod';
import {idsIn, page, soakText, type Held, type Soak} from './page.ts';
import {promises} from './promises.ts';

const pageFile = 'docs/reliability.md';

const report = z.object({
	testResults: z.array(
		z.object({
			name: z.string(),
			assertionResults: z.array(
				z.object({fullName: z.string(), title: z.string(), status: z.string()}),
			),
		}),
	),
});
const soakFile = z.object({
	seed: z.number(),
	minutes: z.number(),
	seconds: z.number(),
	faultCount: z.number(),
	changes: z.number(),
	requests: z.number(),
	starts: z.number(),
	kills: z.number(),
	inUseGrowth: z.number(),
	memoryGrowth: z.number(),
	handleGrowth: z.number(),
	outcomes: z.record(z.string(), z.number()),
	faults: z.record(z.string(), z.number()),
	broken: z.array(z.string()),
});

process.exitCode = main();

function main(): number {
	const {values} = parseArgs({
		options: {
			write: {type: 'boolean'},
			check: {type: 'boolean'},
			soak: {type: 'string'},
			'keep-tests': {type: 'boolean'},
		},
	});
	if (values.check === true) {
		return check();
	}

	if (values['keep-tests'] === true && values.soak !== undefined) {
		const [tests = ''] = fs.readFileSync(pageFile, 'utf8').split('## Soak');
		fs.writeFileSync(pageFile, `${tests}${soakText(readSoak(values.soak))}`);
		return 0;
	}

	const held = runTests();
	const text = page(held, values.soak === undefined ? undefined : readSoak(values.soak));
	if (values.write === true) {
		fs.writeFileSync(pageFile, text);
	} else {
		process.stdout.write(text);
	}

	const failed = held.filter(({isPassed}) => !isPassed);
	process.stderr.write(
		`reliability: ${held.length} tests hold a promise, ${failed.length} failed\n`,
	);
	return failed.length === 0 ? 0 : 1;
}

function readSoak(file: string): Soak {
	return soakFile.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
}

/** Every test that carries an id, with what came of it. */
function runTests(): readonly Held[] {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'synctop-reliability-'));
	try {
		const outputFile = path.join(folder, 'results.json');
		spawnSync(
			process.execPath,
			['node_modules/vitest/vitest.mjs', 'run', '--reporter=json', `--outputFile=${outputFile}`],
			{stdio: ['ignore', 'ignore', 'inherit']},
		);
		const {testResults} = report.parse(JSON.parse(fs.readFileSync(outputFile, 'utf8')));
		return testResults.flatMap(({name, assertionResults}) =>
			assertionResults
				.filter(({fullName}) => idsIn(fullName).length > 0)
				.map(({fullName, title, status}) => ({
					file: path.relative(process.cwd(), name),
					ids: idsIn(fullName),
					title,
					isPassed: status === 'passed',
				})),
		);
	} finally {
		fs.rmSync(folder, {recursive: true, force: true});
	}
}

/** Whether the ids in the tests, on the page and in the list of promises are the same. */
function check(): number {
	const text = fs.existsSync(pageFile) ? fs.readFileSync(pageFile, 'utf8') : '';
	const inTests = new Set(
		fs.globSync('test/**/*.test.{ts,tsx}').flatMap((file) => idsIn(fs.readFileSync(file, 'utf8'))),
	);
	const wrong = [
		...[...inTests].filter((id) => promises[id] === undefined).map((id) => `${id} is no promise`),
		...[...inTests]
			.filter((id) => !text.includes(`| ${id} |`))
			.map((id) => `${id} is not on the page`),
	];
	for (const problem of wrong) {
		process.stderr.write(
			`reliability: ${problem}; see tools/reliability/promises.ts, and "npm run reliability -- --write"\n`,
		);
	}

	return wrong.length === 0 ? 0 : 1;
}
