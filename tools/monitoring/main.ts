// Runs the exporter against every scenario of the embedded service, with a real Prometheus and Alertmanager, on a clock that runs faster,
// and says which alerts fired for which: each that should, and no other. Skipped with a word where Debian's packages cannot be had.
import process from 'node:process';
import {stopEverything} from '../bench/children.ts';
import {pause} from '../bench/waiting.ts';
import {type Check, checkDashboard, checkFiles, checkMetrics} from './checks.ts';
import {findPrograms, type Programs} from './debian.ts';
import {startWatchers, type Watchers} from './prometheus.ts';
import {type Scene, scenes} from './scenes.ts';
import {say} from './say.ts';
import {play} from './stage.ts';

/** Simulated seconds a second, and by how much durations of the rules are divided. */
const speed = 30;
const simulatedMinutes = 60;

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

async function main(): Promise<number> {
	const programs = findPrograms();
	if (typeof programs === 'string') {
		say(`monitoring skipped: there is no Prometheus: ${programs}`);
		return 0;
	}

	const checks = checkFiles(programs);
	tellChecks(checks);
	const fine = await watch(programs);
	return fine && checks.every(({isFine}) => isFine) ? 0 : 1;
}

async function watch(programs: Programs): Promise<boolean> {
	const playing = await Promise.all(scenes.map(async (scene) => play(scene, {speed})));
	const watchers = await startWatchers(programs, playing, speed);
	const seconds = (simulatedMinutes * 60) / speed;
	say(`${scenes.length} scenes, ${simulatedMinutes} minutes in ${seconds} s`);
	await pause(seconds * 1000);
	const [first] = playing;
	const checks = [
		...(first === undefined ? [] : [await checkMetrics(programs, first.target)]),
		await checkDashboard(watchers),
	];
	tellChecks(checks);
	return (await tellScenes(watchers)) && checks.every(({isFine}) => isFine);
}

async function tellScenes({query, delivered}: Watchers): Promise<boolean> {
	const fired = await query('max_over_time(ALERTS{alertstate="firing"}[1h])');
	const told = await delivered();
	const rows = scenes.map((scene) => rowOf(scene, fired, told));
	const widths = [0, 1, 2].map((column) =>
		Math.max(
			...[heads, ...rows.map(({cells}) => cells)].map((cells) => (cells[column] ?? '').length),
		),
	);
	for (const cells of [heads, ...rows.map(({cells}) => cells)]) {
		process.stdout.write(
			`${cells
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join('  ')
				.trimEnd()}\n`,
		);
	}

	return rows.every(({isFine}) => isFine);
}

const heads = ['scene', 'fired', 'expected', 'verdict'];

function rowOf(
	{name, alerts}: Scene,
	fired: Awaited<ReturnType<Watchers['query']>>,
	told: ReadonlySet<string>,
) {
	const names = new Set(
		fired.flatMap(({labels}) =>
			labels['scene'] === name ? [(labels['alertname'] ?? '').replace('Synctop', '')] : [],
		),
	);
	const wanted = new Set(alerts.map((alert) => alert.replace('Synctop', '')));
	const missing = [...wanted.difference(names)];
	const extra = [...names.difference(wanted)];
	const lost = [...names].filter((alert) => !told.has(`${name} Synctop${alert}`));
	const isFine =
		missing.length === 0 && extra.length === 0 && lost.length < Math.max(1, names.size);
	const verdict = [
		...missing.map((alert) => `missing ${alert}`),
		...extra.map((alert) => `unwanted ${alert}`),
		...(isFine ? ['ok'] : []),
		...(names.size > 0 && lost.length === names.size ? ['Alertmanager was not told'] : []),
	].join(', ');
	return {cells: [name, listed(names), listed(wanted), verdict], isFine};
}

function listed(names: ReadonlySet<string>): string {
	return names.size === 0
		? '-'
		: [...names].toSorted((one, other) => (one < other ? -1 : 1)).join(' ');
}

function tellChecks(checks: readonly Check[]): void {
	for (const {what, isFine, said} of checks) {
		process.stdout.write(`${isFine ? 'ok    ' : 'FAILED'} ${what}\n`);
		if (!isFine) {
			process.stdout.write(`${said}\n`);
		}
	}
}

process.exit(await main());
