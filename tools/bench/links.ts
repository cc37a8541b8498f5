import {type Answer, ask, untilQuiet} from './answer.ts';
import {type Bench, type Measure} from './bench.ts';
import {repaintBytes} from './fewest-bytes.ts';
import {atMost, atMostTimes, type Finding, measured, missing} from './finding.ts';
import {type LinkSpeed} from './link.ts';
import {notInstalled} from './peers.ts';
import {systemProgram} from './programs.ts';
import {type Screen, screenText, userUnderCursor} from './screen.ts';
import {median} from './stats.ts';
import {type Command, Seat} from './terminal.ts';
import {pause, say} from './waiting.ts';

// So many that holding a key for three seconds does not come to the end of the list.
const users = 10_000;
const speeds: readonly LinkSpeed[] = [
	{name: '64 kbit/s', bytesPerSecond: 8000, oneWayMs: 50},
	{name: '2 kB/s', bytesPerSecond: 2000, oneWayMs: 50},
];
// What comes through thinly has pauses of its own: pieces, and a question to the far end on the way and back.
const patience = {patience: 3000, quiet: 400, deadline: 120_000};
const pageDown = '\u001B[6~';
const held = {keysPerSecond: 30, seconds: 3};

/** A program to press keys in, and how its list is reached and moved. */
type Candidate = {
	readonly name: string;
	readonly command: Command;
	readonly sees: RegExp;
	readonly open: readonly string[];
	readonly down: string;
	readonly firstRow: string;
	/** Whether the list is so short that a held key comes to its end: then nothing is to be learned from that. */
	readonly isShort?: boolean;
};

/** Keys over thin links: one at rest, and one after another key was held. All at once: each has a program and a link of its own. */
export const measureLinks: Measure = async (bench) => {
	const {url} = await bench.frozenService(users);
	const own = bench.programs.map((program) => ({
		name: program.name,
		command: program.watch(url, ['--interval', '3600']),
		sees: /Users 10,000/,
		open: ['2'],
		down: 'j',
		firstRow: 'g',
	}));
	const candidates: readonly Candidate[] = [...own, ...otherLists()];
	const places = speeds.flatMap((speed) => candidates.map((candidate) => ({candidate, speed})));
	const findings = await Promise.all(
		places.map(async (place): Promise<readonly Finding[]> => {
			const {candidate, speed} = place;
			try {
				return await overLink(place, bench.takes);
			} catch (error) {
				const what = `links: ${speed.name}`;
				return [{measure: 'links', what, program: candidate.name, outcome: missing(error)}];
			}
		}),
	);
	return [...findings.flat(), ...(candidates.length === own.length ? [noOther] : [])];
};

/** A list that people know, for comparison; it refreshes so seldom that a refresh rarely falls into an answer. */
function otherLists(): readonly Candidate[] {
	const command = systemProgram('htop', ['-d', '100']);
	const keys = {open: [], down: '\u001BOB', firstRow: '\u001BOH'};
	return command === undefined
		? []
		: [{name: 'htop', command, sees: /Load average|Tasks/, ...keys, isShort: true}];
}

const noOther: Finding = {
	measure: 'links',
	what: 'links',
	program: 'htop',
	outcome: notInstalled('htop'),
};

type Place = {readonly candidate: Candidate; readonly speed: LinkSpeed};

async function overLink(
	{candidate, speed}: Place,
	takes: Bench['takes'],
): Promise<readonly Finding[]> {
	const {name, command, sees, open, down, firstRow, isShort = false} = candidate;
	const seat = new Seat(command, undefined, speed);
	const common = {measure: 'links', program: name} as const;
	try {
		await seat.sees(sees, 60_000);
		await untilQuiet(seat, seat.lastAt - 1, patience);
		for (const key of open) {
			await ask(seat, key, patience);
		}

		say(`links: ${name}, ${speed.name}, keys at rest`);
		const downs = await keysAtRest(seat, [firstRow, down], takes(2, 10));
		const pages = await keysAtRest(seat, [firstRow, pageDown], takes(2, 10));
		const bursts: Burst[] = [];
		for (let take = 1; take <= (isShort ? 0 : takes(1, 3)); take += 1) {
			say(`links: ${name}, ${speed.name}, a key held, ${take}`);
			bursts.push(await holdPageDown(seat, firstRow));
		}

		return [
			{...common, ...restFinding('cursor down', downs, speed)},
			{...common, ...restFinding('page', pages, speed)},
			...(isShort ? [] : burstFindings(bursts, pages, speed)).map((finding) => ({
				...common,
				...finding,
			})),
		];
	} finally {
		seat.stop();
	}
}

async function keysAtRest(
	seat: Seat,
	[firstRow, key]: readonly [firstRow: string, key: string],
	takes: number,
): Promise<readonly Answer[]> {
	const answers: Answer[] = [];
	await ask(seat, firstRow, patience);
	// From the top the first page only moves the cursor to the last row on screen.
	await ask(seat, key, patience);
	for (let take = 0; take < takes; take += 1) {
		const answer = await ask(seat, key, patience);
		if (answer !== undefined) {
			answers.push(answer);
		}
	}

	return answers;
}

type Burst = {
	/** From the key after the held one to the screen that it asks for. */
	readonly ms: number;
	/** What stood in the link before that screen, at the moment of the key. */
	readonly queued: number;
	/** What the program wrote from the first held key until it came to rest. */
	readonly wrote: number;
	/** What it takes to write the screen that was asked for from nothing. */
	readonly whole: number;
};

/** Holds Page Down, and then goes back to the first row. */
async function holdPageDown(seat: Seat, firstRow: string): Promise<Burst> {
	await ask(seat, firstRow, patience);
	const top = await seat.look();
	const takenBefore = seat.link?.taken ?? 0;
	const from = performance.now();
	for (let key = 0; key < held.keysPerSecond * held.seconds; key += 1) {
		await pause(Math.max(0, from + (key * 1000) / held.keysPerSecond - performance.now()));
		seat.write(pageDown);
	}

	const queued = seat.link?.queued ?? 0;
	const answer = await ask(seat, firstRow, patience);
	if (answer === undefined || !showsSameUsers(top, answer.after)) {
		throw new Error('the first rows did not come back');
	}

	const wrote = (seat.link?.taken ?? 0) - takenBefore;
	return {ms: answer.ms, queued, wrote, whole: repaintBytes(top)};
}

const roundTrip = (speed: LinkSpeed): number => 2 * speed.oneWayMs;
const onTheWay = (bytes: number, {bytesPerSecond}: LinkSpeed): number =>
	(bytes * 1000) / bytesPerSecond;

type Part = Omit<Finding, 'measure' | 'program'>;

function restFinding(key: string, answers: readonly Answer[], speed: LinkSpeed): Part {
	const least = median(answers.map(({bytes}) => roundTrip(speed) + onTheWay(bytes, speed)));
	return {
		what: `links: ${speed.name}, ${key}`,
		outcome: measured(
			answers.map(({ms}) => ms),
			'ms',
		),
		reference: {name: 'round trip + bytes', value: least},
		goal: atMostTimes(1.2, least, 'reference'),
	};
}

function burstFindings(
	bursts: readonly Burst[],
	pages: readonly Answer[],
	speed: LinkSpeed,
): readonly Part[] {
	const frame = median(pages.map(({bytes}) => bytes));
	// One frame may be on its way when the key is pressed, and the answer is another.
	const least = roundTrip(speed) + 2 * onTheWay(frame, speed);
	const whole = median(bursts.map(({whole}) => whole));
	const what = `links: ${speed.name}, page held ${held.seconds} s`;
	return [
		{
			what: `${what}, then first row`,
			outcome: measured(
				bursts.map(({ms}) => ms),
				'ms',
			),
			reference: {name: 'round trip + 2 frames', value: least},
			goal: atMostTimes(1.2, least, 'reference'),
		},
		{
			what: `${what}, queued`,
			outcome: measured(
				bursts.map(({queued}) => queued),
				'B',
			),
			reference: {name: 'whole frame', value: whole},
			goal: atMost(whole, 'a whole frame'),
		},
		{
			what: `${what}, written`,
			outcome: measured(
				bursts.map(({wrote}) => wrote),
				'B',
			),
			reference: {name: 'link can', value: speed.bytesPerSecond * held.seconds},
		},
	];
}

/** Whether two screens show the same users in the same order: their addresses, and who is under the cursor. */
function showsSameUsers(one: Screen, other: Screen): boolean {
	return addresses(one) === addresses(other) && userUnderCursor(one) === userUnderCursor(other);
}

function addresses(screen: Screen): string {
	return screenText(screen)
		.split(/\s+/)
		.filter((word) => word.includes('@'))
		.join(' ');
}
