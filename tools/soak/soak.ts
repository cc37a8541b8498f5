import fs from 'node:fs';
import path from 'node:path';
import {defaultOptions} from '../../mocks/options.ts';
import {type RunningService, startService} from '../../mocks/start.ts';
import {systemClock} from '../../source/platform/clock.ts';
import {openHome, openProgram, run} from '../../test/e2e/open-program.ts';
import {createDice, type Dice} from './dice.ts';
import {changeSomething} from './changes.ts';
import {comeBack, pause, type Program, wander} from './hands.ts';
import {createLedger} from './ledger.ts';
import {probed, type Usage, usageOf} from './usage.ts';
import {changeScenario, createWeather, meddle} from './weather.ts';

export type SoakOptions = {
	readonly seed: number;
	readonly seconds: number;
	/** The built program. */
	readonly file: string;
	readonly say: (text: string) => void;
	readonly signal?: AbortSignal;
	/** Does not wait until every change is settled: reading one back until it is known not to have been made takes a minute. */
	readonly isBrief?: boolean;
};

export type SoakResult = {
	readonly seconds: number;
	readonly keys: number;
	readonly requests: number;
	readonly faults: ReadonlyMap<string, number>;
	readonly faultCount: number;
	/** Changes that the service saw. */
	readonly changes: number;
	/** Outcomes in the journal, by name. */
	readonly outcomes: ReadonlyMap<string, number>;
	readonly starts: number;
	readonly kills: number;
	/** Memory in use after a collection and resident memory, in MB, and open files: from a quarter of each start and half a minute on to its end, the largest differences. */
	readonly inUseGrowth: number;
	readonly memoryGrowth: number;
	readonly handleGrowth: number;
	/** Invariants that did not hold, as sentences. None is what is wanted. */
	readonly broken: readonly string[];
};

// Menus load what draws them when the first one opens; charts fill; V8 compiles what is run often.
const warmingUp = 30_000;

type Journal = {readonly phase: string; readonly key: string; readonly outcome?: string};

/**
Runs the built program in a real terminal against the embedded service while things go wrong, presses keys, makes changes, kills it and
starts it again; and looks all along at what must always hold. What is chosen follows from the seed.
*/
export async function soak(options: SoakOptions): Promise<SoakResult> {
	const {seed, seconds, file, say, signal, isBrief = false} = options;
	const dice = createDice(seed);
	const service = await startService({
		...defaultOptions,
		users: 150,
		seed: seed % 1000,
		speed: 60,
		port: 0,
		clock: systemClock,
	});
	using home = openHome();
	const ledger = createLedger(service);
	const weather = createWeather(dice);
	const watch = createWatch();
	const argv = ['--url', service.url, '--interval', '1', '--name', 'Acme'];
	const open = (): Program => openProgram(argv, {home, file, environment: probed(home)});
	const began = performance.now();
	const until = began + seconds * 1000;
	// What the service logs is kept for a thousand requests.
	const collecting = setInterval(ledger.collect, 200);
	const isOver = (moment: number): boolean =>
		performance.now() >= moment || signal?.aborted === true;
	let [keys, starts, kills] = [0, 0, 0];
	try {
		while (!isOver(until)) {
			const program = open();
			starts += 1;
			// The first start is a long one: what leaks shows with time.
			const length = starts === 1 ? seconds * 400 : 20_000 + dice.below(40_000);
			const end = Math.min(until, performance.now() + length);
			const settled = performance.now() + Math.max(length / 4, warmingUp);
			await live(program, watch);
			let first: Usage | undefined;
			for (let count = 1; !isOver(end); count += 1) {
				first ??= performance.now() > settled ? await usageOf(program, home) : undefined;
				weather.blow(service);
				await act(program, nextDice(dice), service);
				keys += 1;
				ledger.collect();
				watch.look(program, count);
				if (program.hasEnded()) {
					break;
				}

				if (dice.chance(0.01)) {
					changeScenario(service, dice);
				}
			}

			const last = program.hasEnded() ? undefined : await usageOf(program, home);
			watch.usage(first, last);
			kills += (await finish(program, {dice: nextDice(dice), service, watch})) ? 1 : 0;
			ledger.collect();
			say(
				`${Math.round((performance.now() - began) / 1000)} s: ${ledger.faultCount()} faults, ${ledger.keys().size} changes, ${starts} starts, ${mb(first?.inUse)} to ${mb(last?.inUse)} MB in use, ${watch.broken().length} broken`,
			);
		}

		service.faults.clear();
		service.setScenario('calm');
		if (!isBrief) {
			await settle(open(), home, watch);
		}

		ledger.collect();
		const journal = readJournal(home.journal());
		checkJournal(journal, ledger.keys(), watch);
		const verified = await run([process.execPath, file, 'audit', 'verify'], home);
		watch.expect(verified.code === 0, `the journal does not verify: ${verified.errors.trim()}`);
		checkFiles(home.path, watch);
		return {
			seconds: Math.round((performance.now() - began) / 1000),
			keys,
			requests: ledger.requests(),
			faults: ledger.faults(),
			faultCount: ledger.faultCount(),
			changes: ledger.keys().size,
			outcomes: countOutcomes(journal),
			starts,
			kills,
			...watch.growth(),
			broken: watch.broken(),
		};
	} finally {
		clearInterval(collecting);
		await service.stop();
	}
}

// Each action has its own: how many choices one of them came to does not change those after it.
function nextDice(dice: Dice): Dice {
	return createDice(dice.below(2 ** 31));
}

async function act(program: Program, dice: Dice, service: RunningService): Promise<void> {
	if (dice.chance(0.85)) {
		await changeSomething(program, {dice, meanwhile: meddling(dice, service)});
	} else if (dice.chance(0.2)) {
		await comeBack(program);
	} else {
		for (let count = 0; count < 5; count += 1) {
			await wander(program, dice);
		}
	}
}

function meddling(dice: Dice, service: RunningService): () => void {
	return () => {
		const times = dice.chance(0.4) ? 1 + dice.below(12) : 0;
		for (let count = 0; count < times; count += 1) {
			meddle(service, dice);
		}
	};
}

/** Waits for a screen of any kind. */
async function live(program: Program, watch: Watch): Promise<void> {
	try {
		await program.sees(/live|OFFLINE|STALE|connecting|SIGNED OUT|clock stands/);
	} catch (error) {
		watch.expect(false, `no first screen: ${String(error).slice(0, 300)}`);
	}
}

const farewell = '\u001B[?1049l';
const ways = ['q', 'SIGTERM', 'SIGHUP', 'SIGKILL', 'SIGKILL', 'vanish'] as const;

type Ending = {readonly dice: Dice; readonly service: RunningService; readonly watch: Watch};

/** Ends the program in one of many ways. Gives whether it was killed without a word. */
async function finish(program: Program, {dice, service, watch}: Ending): Promise<boolean> {
	const way = program.hasEnded() ? 'q' : dice.pick(ways);
	if (dice.chance(0.6) && !program.hasEnded()) {
		// While something is on its way.
		const meanwhile = meddling(dice, service);
		await changeSomething(program, {dice, meanwhile, isHasty: true});
	}

	if (way === 'q') {
		program.press('\u001B');
		for (let count = 0; count < 40 && !program.hasEnded(); count += 1) {
			await pause(100);
			program.press(count % 4 === 3 ? 'y' : 'q');
		}
	} else if (way === 'vanish') {
		program.vanish();
	} else {
		program.kill(way);
	}

	const code = await within(program.exited, 15_000);
	watch.expect(code !== undefined, `after ${way} the program was still there 15 s later`);
	if (way === 'q' || way === 'SIGTERM') {
		const wanted = way === 'q' ? 0 : 143;
		watch.expect(
			code === wanted,
			`after ${way} the exit code is ${code}, not ${wanted}; its last words: ${lastWords(program)}`,
		);
		watch.expect(program.raw().includes(farewell), `after ${way} the screen was not given back`);
	}

	watch.bytes(program.raw());
	await program[Symbol.asyncDispose]();
	return way === 'SIGKILL' || way === 'vanish';
}

/** All that is open comes to its end while nothing goes wrong any more. */
async function settle(program: Program, home: ReturnType<typeof openHome>, watch: Watch) {
	await live(program, watch);
	const deadline = performance.now() + 120_000;
	while (performance.now() < deadline && openKeys(readJournal(home.journal())).length > 0) {
		program.press('R');
		await pause(500);
	}

	const open = openKeys(readJournal(home.journal()));
	watch.expect(
		open.length === 0,
		`${open.length} changes never settled: ${open.slice(0, 3).join(', ')}`,
	);
	program.kill('SIGTERM');
	await within(program.exited, 15_000);
	await program[Symbol.asyncDispose]();
}

function readJournal(lines: readonly string[]): readonly Journal[] {
	return lines.flatMap((text): readonly Journal[] => {
		try {
			const {phase, key, outcome}: Journal = JSON.parse(text);
			return [{phase, key, ...(outcome !== undefined && {outcome})}];
		} catch {
			return [];
		}
	});
}

function openKeys(journal: readonly Journal[]): readonly string[] {
	const open = new Set<string>();
	for (const {phase, key, outcome} of journal) {
		if (phase === 'intent' || outcome === 'unknown') {
			open.add(key);
		} else {
			open.delete(key);
		}
	}

	return [...open];
}

function checkJournal(
	journal: readonly Journal[],
	seen: ReadonlyMap<string, number>,
	watch: Watch,
): void {
	const intents = new Map<string, number>();
	for (const {phase, key} of journal) {
		if (phase === 'intent') {
			intents.set(key, (intents.get(key) ?? 0) + 1);
		}
	}

	for (const [key, times] of seen) {
		watch.expect(times === 1, `the change ${key} was sent ${times} times`);
		watch.expect(intents.has(key), `the change ${key} was sent and not written down before`);
	}

	for (const [key, times] of intents) {
		watch.expect(times === 1, `the change ${key} was begun ${times} times`);
	}
}

function countOutcomes(journal: readonly Journal[]): ReadonlyMap<string, number> {
	const outcomes = new Map<string, number>();
	for (const {outcome} of journal) {
		if (outcome !== undefined) {
			outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
		}
	}

	return outcomes;
}

function checkFiles(home: string, watch: Watch): void {
	for (const name of fs.globSync('**/*', {cwd: home})) {
		const mode = fs.statSync(path.join(home, name)).mode & 0o077;
		watch.expect(mode === 0, `${name} can be reached by others`);
		if (path.basename(name).startsWith('crash-')) {
			watch.expect(false, `it crashed: ${fs.readFileSync(path.join(home, name), 'utf8')}`);
		}
	}
}

function mb(megabytes: number | undefined): string {
	return megabytes === undefined ? '?' : megabytes.toFixed(1);
}

async function within<Value>(wanted: Promise<Value>, ms: number): Promise<Value | undefined> {
	return Promise.race([wanted, pause(ms).then(() => undefined)]);
}

type Watch = ReturnType<typeof createWatch>;

// Built here anew, not taken from the program.
// oxlint-disable-next-line no-control-regex -- the sequence is made of them
const clipboard = /\u001B\]52;c;([A-Za-z\d+/]+=*)\u0007/g;

/** What must always hold, and what did not. */
function createWatch() {
	const broken = new Map<string, number>();
	let [memoryGrowth, inUseGrowth, handleGrowth] = [0, 0, 0];
	const expect = (isSo: boolean, otherwise: string): void => {
		if (!isSo) {
			broken.set(otherwise, (broken.get(otherwise) ?? 0) + 1);
		}
	};

	return {
		expect,
		broken: (): readonly string[] =>
			[...broken].map(([text, times]) => (times === 1 ? text : `${text} (${times} times)`)),
		usage(first: Usage | undefined, last: Usage | undefined): void {
			if (first === undefined || last === undefined) {
				return;
			}

			memoryGrowth = Math.max(memoryGrowth, last.memory - first.memory);
			inUseGrowth = Math.max(inUseGrowth, last.inUse - first.inUse);
			handleGrowth = Math.max(handleGrowth, last.handles - first.handles);
		},
		growth: () => ({memoryGrowth, inUseGrowth, handleGrowth}),
		/** The screen is one of ours: a header that says how fresh it is, and nothing of a defect. */
		look(program: Program, count: number): void {
			if (count % 5 !== 0 || program.hasEnded()) {
				return;
			}

			const text = program.text();
			expect(!text.includes('A defect of this program'), `a defect: ${defectIn(text)}`);
			expect(text.trim() !== '', 'the screen is empty');
		},
		/** No sequence that wipes what was there before; hostile text never got through. */
		bytes(raw: string): void {
			expect(!raw.includes('\u001B[3J'), 'the scrollback was wiped (CSI 3J)');
			const afterFirst = raw.slice(raw.indexOf('Dashboard'));
			expect(
				!afterFirst.includes('\u001B[2J'),
				'the screen was wiped after the first frame (CSI 2J)',
			);
			// What a person copies goes to the clipboard by one, in base64.
			const rest = raw.replaceAll(clipboard, (_, encoded: string) => {
				const copied = Buffer.from(encoded, 'base64').toString('utf8');
				expect(!/[^\P{C}\n\u200D]/u.test(copied), 'what was copied has characters that control');
				return '';
			});
			expect(!rest.includes('\u001B]'), 'an operating system command reached the terminal (OSC)');
		},
	};
}

// What it said when the screen was not its own any more.
function lastWords(program: Program): string {
	return JSON.stringify(program.raw().slice(-1500));
}

function defectIn(text: string): string {
	return text.slice(text.indexOf('A defect of this program')).slice(0, 200);
}
