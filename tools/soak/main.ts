import path from 'node:path';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {soak, type SoakResult} from './soak.ts';

const help = `Runs the built program in a terminal while everything goes wrong, and looks at what must always hold.

  --minutes N     how long (default 1)
  --seed N        the same seed makes the same choices (default: from the clock)
  --json FILE     write the figures as JSON, too
  --help          this text

Ctrl-C ends it early, with the figures so far. It exits with 1 when an invariant did not hold.
`;

process.exitCode = await main();

async function main(): Promise<number> {
	const {values} = parseArgs({
		options: {
			minutes: {type: 'string'},
			seed: {type: 'string'},
			json: {type: 'string'},
			help: {type: 'boolean'},
		},
	});
	if (values.help === true) {
		process.stdout.write(help);
		return 0;
	}

	const minutes = Number(values.minutes ?? 1);
	const seed = Number(values.seed ?? Date.now() % 1_000_000);
	if (!(minutes > 0 && minutes <= 24 * 60) || !Number.isInteger(seed) || seed < 0) {
		process.stderr.write('soak: --minutes takes a number up to 1440, --seed a whole number.\n');
		return 2;
	}

	const abort = new AbortController();
	process.once('SIGINT', () => {
		abort.abort();
	});
	process.stderr.write(`soak: seed ${seed}, ${minutes} min\n`);
	const result = await soak({
		seed,
		seconds: minutes * 60,
		file: path.resolve('dist/synctop.js'),
		say(text) {
			process.stderr.write(`soak: ${text}\n`);
		},
		signal: abort.signal,
	});
	process.stdout.write(figures(seed, result));
	if (values.json !== undefined) {
		const {writeFileSync} = await import('node:fs');
		writeFileSync(
			values.json,
			`${JSON.stringify(toJson({seed, minutes}, result), undefined, '\t')}\n`,
		);
	}

	return result.broken.length === 0 ? 0 : 1;
}

function figures(seed: number, result: SoakResult): string {
	const {faults, outcomes, broken} = result;
	const list = (counts: ReadonlyMap<string, number>): string =>
		[...counts]
			.toSorted(([, one], [, other]) => other - one)
			.map(([name, times]) => `${name} ${times}`)
			.join(', ');
	return [
		`seed ${seed}, ${result.seconds} s, ${result.starts} starts, ${result.kills} of them killed or cut off`,
		`actions                ${result.keys}`,
		`requests seen          ${result.requests}`,
		`faults met             ${result.faultCount}: ${list(faults)}`,
		`changes seen           ${result.changes}, each once`,
		`results in the journal ${list(outcomes)}`,
		`memory growth          ${Math.round(result.inUseGrowth)} MB in use, ${Math.round(result.memoryGrowth)} MB resident at most within one start`,
		`open files growth      ${result.handleGrowth} at most within one start`,
		broken.length === 0 ? 'invariants             all held' : 'BROKEN',
		...broken.map((text) => `  ${text}`),
		'',
	].join('\n');
}

function toJson(
	asked: {readonly seed: number; readonly minutes: number},
	{faults, outcomes, ...result}: SoakResult,
) {
	return {
		...asked,
		...result,
		faults: Object.fromEntries(faults),
		outcomes: Object.fromEntries(outcomes),
	};
}
