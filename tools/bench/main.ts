import fs from 'node:fs';
import os from 'node:os';
import process from 'node:process';
import {createBench, type Measure} from './bench.ts';
import {measureBytes} from './bytes.ts';
import {measureCauses} from './causes.ts';
import {measureClustering} from './clustering.ts';
import {measureCommands, measureStream} from './commands.ts';
import {stopEverything} from './children.ts';
import {measureDay} from './day.ts';
import {commit, machine, performanceDocument} from './document.ts';
import {measureExporter} from './exporter.ts';
import {type Earlier, earlierText, inOrder, readEarlier} from './earlier.ts';
import {type Finding, type MeasureName, measureNames, missing} from './finding.ts';
import {measureRead} from './full-read.ts';
import {measureIdle} from './idle.ts';
import {measureKeys} from './keys.ts';
import {measureLinks} from './links.ts';
import {measureMemory} from './memory.ts';
import {measureMillion} from './million.ts';
import {helpText, type Options, readOptions} from './options.ts';
import {otherProgram, ownProgram} from './programs.ts';
import {measureProfile} from './profile.ts';
import {textTable} from './report.ts';
import {measureService} from './service-cost.ts';
import {measureStart} from './start.ts';
import {say} from './waiting.ts';

const measures: Readonly<Record<MeasureName, Measure>> = {
	start: measureStart,
	keys: measureKeys,
	bytes: measureBytes,
	links: measureLinks,
	idle: measureIdle,
	memory: measureMemory,
	day: measureDay,
	read: measureRead,
	service: measureService,
	profile: measureProfile,
	causes: measureCauses,
	clustering: measureClustering,
	exporter: measureExporter,
	commands: measureCommands,
	million: measureMillion,
	stream: measureStream,
};

for (const [signal, code] of [
	['SIGINT', 130],
	['SIGTERM', 143],
] as const) {
	process.once(signal, () => {
		stopEverything();
		process.exit(code);
	});
}

process.once('exit', stopEverything);
process.exit(await main(process.argv.slice(2)));

async function main(argv: readonly string[]): Promise<number> {
	const read = readOptions(argv);
	if (read.kind === 'help') {
		process.stdout.write(helpText);
		return 0;
	}

	if (read.kind === 'wrong') {
		say(read.problem);
		return 2;
	}

	if (process.platform !== 'linux') {
		say('processor time and memory are read from /proc, so this needs Linux.');
		return 1;
	}

	const before = loadNow();
	const measuredNow = await run(read.options);
	const earlier = readEarlier(read.options);
	const findings = inOrder([...measuredNow, ...(earlier?.findings ?? [])]);
	process.stdout.write(`${machine()}\n\n${textTable(findings)}`);
	write(read.options, findings, {
		load: `${before} and ${loadNow()}`,
		...(earlier !== undefined && {earlier}),
	});
	return 0;
}

async function run({isQuick, only, command}: Options): Promise<readonly Finding[]> {
	const programs = [ownProgram(), ...(command === undefined ? [] : [otherProgram(command)])];
	const bench = createBench(programs, isQuick);
	const findings: Finding[] = [];
	for (const measure of measureNames) {
		if (!only.has(measure)) {
			continue;
		}

		try {
			findings.push(...(await measures[measure](bench)));
		} catch (error) {
			findings.push({measure, what: measure, program: 'all', outcome: missing(error)});
		}
	}

	return findings;
}

function write(
	{jsonFile, isWriting, isQuick}: Options,
	findings: readonly Finding[],
	{load, earlier}: {readonly load: string; readonly earlier?: Earlier},
): void {
	const date = new Date().toISOString().slice(0, 10);
	if (jsonFile !== undefined) {
		fs.writeFileSync(
			jsonFile,
			`${JSON.stringify({date, commit: commit(), machine: machine(), load, findings}, undefined, '\t')}\n`,
		);
	}

	if (isWriting) {
		fs.mkdirSync('docs', {recursive: true});
		fs.writeFileSync(
			'docs/performance.md',
			performanceDocument(findings, {date, isQuick, load, earlier: earlierText(earlier)}),
		);
	}
}

function loadNow(): string {
	return (os.loadavg()[0] ?? 0).toFixed(1);
}
