// Mutation testing: the source is changed in one small place at a time, and the fast tests of contract and core have to notice.
// There are more mutants than an hour has room for, so it takes a sample of them, the same ones each time, unless told otherwise.
import fs from 'node:fs';
import {parseArgs} from 'node:util';
import {Stryker} from '@stryker-mutator/core';
import {tested} from './collector.ts';
import {reportOn} from './report.ts';

const everything = ['source/contract/**/*.ts', 'source/core/**/*.ts'];

const {only, percent, jobs} = readOptions();

// Interrupted, it says what it knows so far. The tool would leave its copy of the source behind then.
const copies = `.cache/mutate-${process.pid}`;
process.on('exit', () => {
	console.log(reportOn(tested, percent));
	fs.rmSync(copies, {recursive: true, force: true});
});

const stryker = new Stryker({
	mutate: only.length === 0 ? everything : only,
	percent,
	concurrency: jobs,
	testRunner: 'sample',
	plugins: ['./tools/mutate/runner.ts'],
	vitest: {configFile: 'tools/mutate/vitest.config.ts', related: false},
	coverageAnalysis: 'perTest',
	// A mutant may take half as long again as its tests do without it, and this much more; then it counts as noticed.
	timeoutFactor: 1.5,
	timeoutMS: 5000,
	tempDirName: copies,
	cleanTempDir: 'always',
	ignorePatterns: [
		'dist',
		'docs',
		'coverage',
		'.cache',
		'tools/runtime',
		'tools/bench',
		'test/e2e',
	],
	// Types are stripped, not checked; and there is no compiler interface that the tool could rewrite the configuration with.
	disableTypeChecks: false,
	tsconfigFile: 'none',
	reporters: ['collect', process.stdout.isTTY ? 'progress' : 'progress-append-only'],
	allowConsoleColors: false,
	warnings: {
		unknownOptions: false,
		slow: false,
		preprocessorErrors: true,
		unserializableOptions: true,
	},
});

await stryker.runMutationTest();

function readOptions() {
	try {
		const {values} = parseArgs({
			options: {
				only: {type: 'string', multiple: true, default: []},
				percent: {type: 'string'},
				jobs: {type: 'string', default: '1'},
			},
		});
		// Of a file or two there is time for every mutant.
		const share = Number(values.percent ?? (values.only.length === 0 ? 3 : 100));
		const workers = Number(values.jobs);
		if (share > 0 && share <= 100 && Number.isInteger(workers) && workers > 0) {
			return {only: values.only, percent: share, jobs: workers};
		}
	} catch {
		// An option that there is not: the lines below name those that there are.
	}

	process.stderr.write(`npm run mutate -- [options]

  --only FILE      a file, a pattern (source/core/users/**) or lines (source/core/rules.ts:40-60); may be given again
  --percent N      how many of the mutants to try (default 3, and 100 with --only)
  --jobs N         how many at once (default 1)
`);
	process.exit(2);
}
