import {type Answer, ask, untilQuiet} from './answer.ts';
import {type Bench, type Measure} from './bench.ts';
import {fewestBytes, repaintBytes} from './fewest-bytes.ts';
import {atMost, atMostTimes, type Finding, measured, missing} from './finding.ts';
import {measurePeerBytes} from './peer-bytes.ts';
import {type Program} from './programs.ts';
import {changedCells, rowsWithAddress, userUnderCursor} from './screen.ts';
import {type Service} from './service.ts';
import {median} from './stats.ts';
import {Seat, type Size} from './terminal.ts';
import {pause, say} from './waiting.ts';
import {writtenSince} from './written.ts';

const users = 1000;
const sizes: readonly Size[] = [
	{columns: 120, rows: 40},
	{columns: 200, rows: 60},
];

/** Bytes to the terminal, beside the fewest that make the same change of the screen. */
export const measureBytes: Measure = async (bench) => {
	const service = await bench.frozenService(users);
	const findings: Finding[] = [];
	for (const size of sizes) {
		for (const program of bench.programs) {
			const place = {program, service, size};
			for (const part of [unchangedPolls, changedCellsAndMoves]) {
				try {
					findings.push(...(await part(place, bench)));
				} catch (error) {
					const what = `bytes: ${sizeText(size)}`;
					findings.push({measure: 'bytes', what, program: program.name, outcome: missing(error)});
				}
			}
		}
	}

	return [...findings, ...(await measurePeerBytes(bench))];
};

type Place = {readonly program: Program; readonly service: Service; readonly size: Size};

const sizeText = ({columns, rows}: Size): string => `${columns}x${rows}`;

async function seatAt({program, service, size}: Place, interval: number): Promise<Seat> {
	const seat = new Seat(program.watch(service.url, ['--interval', String(interval)]), size);
	await seat.sees(/Users 1,000/, 30_000);
	await untilQuiet(seat, seat.lastAt - 1);
	return seat;
}

/** The service's time stands still and nothing changes: what is written a poll, on two screens. */
async function unchangedPolls(place: Place, bench: Bench): Promise<readonly Finding[]> {
	const {program, service, size} = place;
	const seat = await seatAt(place, 1);
	const findings: Finding[] = [];
	try {
		for (const [key, screen] of [
			['1', 'dashboard'],
			['2', 'users'],
		] as const) {
			say(`bytes: ${program.name}, ${sizeText(size)}, unchanged polls, ${screen}`);
			await ask(seat, key, {patience: 300});
			// That the service's time stands still is known when it has said the same twice, some seconds apart.
			await pause(4000);
			await service.forgetRequests();
			const bytes: number[] = [];
			const fewest: number[] = [];
			for (let second = 0; second < bench.takes(3, 6); second += 1) {
				const before = await seat.look();
				await pause(1000);
				const {wrote, least} = await writtenSince(seat, before);
				bytes.push(wrote);
				fewest.push(least);
			}

			const polls = await service.countPolls();
			findings.push({
				measure: 'bytes',
				what: `bytes: unchanged poll, ${screen}, ${sizeText(size)}`,
				program: program.name,
				outcome: polls === 0 ? missing('no poll came') : perPoll(bytes, polls),
				reference: {name: 'fewest', value: total(fewest) / Math.max(1, polls)},
				goal: atMost(0, '0 B'),
			});
		}

		return findings;
	} finally {
		seat.stop();
	}
}

function perPoll(bytes: readonly number[], polls: number) {
	const outcome = measured(bytes, 'B');
	return outcome.kind === 'missing'
		? outcome
		: {...outcome, value: total(bytes) / polls, takes: polls};
}

async function changedCellsAndMoves(place: Place, bench: Bench): Promise<readonly Finding[]> {
	const {program, service, size} = place;
	// Polls come when they are asked for, by R: all changes of a take come with one of them.
	const seat = await seatAt(place, 3600);
	try {
		await ask(seat, '2', {patience: 300});
		const findings: Finding[] = [];
		for (const kind of kindsFor(service, await usersOnScreen(seat))) {
			if (isLeftOut(kind.name, size, bench.isQuick)) {
				continue;
			}

			say(`bytes: ${program.name}, ${sizeText(size)}, ${kind.name}`);
			const answers = await answersTo(seat, kind, bench.takes(3, 10));
			findings.push(...toFindings(answers, kind, place));
		}

		return findings;
	} finally {
		seat.stop();
	}
}

/** A quick run takes of the larger screen what costs most there. */
function isLeftOut(name: string, {rows}: Size, isQuick: boolean): boolean {
	return isQuick && rows > 40 && !['one row changed', 'scroll one row'].includes(name);
}

/** What is done to the list of users, by the ids of the rows on screen. */
function kindsFor(service: Service, ids: readonly string[]): readonly Kind[] {
	const edit = async (chosen: readonly string[], set: Readonly<Record<string, string>>) => {
		for (const id of chosen) {
			await service.changeUser(id, set);
		}
	};
	const mail = (take: number) => ({email: `${take % 2 === 0 ? 'bench' : 'bunch'}@contoso.example`});
	// A hold shows on users that take part at all.
	const hold = (take: number) => ({
		hold: take % 2 === 0 ? 'throttling' : 'none',
		syncStatus: 'enabled',
		mailboxStatus: 'initialized',
	});
	// Not always the same row: the cursor of a program may still stand where it wrote last. Three rows and two values come round.
	const oneOf = (take: number) => ids.slice(1 + (take % 3), 2 + (take % 3));
	return [
		{
			name: 'one cell changed',
			key: 'R',
			warming: 6,
			prepare: (take) => edit(oneOf(take), mail(take)),
		},
		{
			name: 'three cells changed',
			key: 'R',
			warming: 2,
			prepare: (take) => edit(ids.slice(1, 4), mail(take)),
		},
		{
			name: 'one row changed',
			key: 'R',
			warming: 6,
			prepare: (take) => edit(oneOf(take), hold(take)),
		},
		{
			name: 'every row changed',
			key: 'R',
			warming: 2,
			isWholeScreen: true,
			async prepare(take) {
				for (const [index, id] of ids.entries()) {
					await service.changeUser(id, everything(index, take % 2 === 0));
				}
			},
		},
		{name: 'cursor down', key: 'j', once: ['g']},
		{name: 'scroll one row', key: 'j', once: ['g', 'j'.repeat(60)]},
		{name: 'page', key: '\u001B[6~', once: ['g']},
	];
}

type Kind = {
	readonly name: string;
	readonly key: string;
	readonly once?: readonly string[];
	/** Takes that do not count: they bring the fields to what the others change. */
	readonly warming?: number;
	/** Whether all of the screen changes: then a plain repaint of it is the measure. */
	readonly isWholeScreen?: boolean;
	readonly prepare?: (take: number) => Promise<void>;
};

/** One of two users that have no column in common, but for the place in the list. */
function everything(index: number, isEven: boolean): Readonly<Record<string, string>> {
	const place = String(index).padStart(2, '0');
	return isEven
		? {
				name: `A ${place} Winterbottom`,
				email: `bench.${place}@contoso.example`,
				syncStatus: 'enabled',
				mailboxStatus: 'initialized',
			}
		: {
				name: `A ${place} Montgomery-Ng`,
				email: `other.${place}@fabrikam.example`,
				syncStatus: 'disabled',
				mailboxStatus: 'notInitialized',
			};
}

async function answersTo(seat: Seat, kind: Kind, takes: number): Promise<readonly Answer[]> {
	for (const key of kind.once ?? []) {
		await ask(seat, key, {patience: 300});
	}

	const answers: Answer[] = [];
	const {warming = 0} = kind;
	for (let take = 0; take < takes + warming; take += 1) {
		await kind.prepare?.(take);
		const answer = await ask(seat, kind.key, {patience: 1500});
		if (answer !== undefined && take >= warming) {
			answers.push(answer);
		}
	}

	return answers;
}

function toFindings(
	answers: readonly Answer[],
	{name, isWholeScreen = false}: Kind,
	{program, size}: Place,
): readonly Finding[] {
	const fewest = median(answers.map(({before, after}) => fewestBytes(before, after)));
	const cells = median(answers.map(({before, after}) => changedCells(before, after)));
	const repaint = median(answers.map(({after}) => repaintBytes(after)));
	const common = {measure: 'bytes', program: program.name} as const;
	const differ = answers.length === 0 ? '' : ` (${cells} cells differ)`;
	const what = `bytes: ${name}, ${sizeText(size)}${differ}`;
	const outcome = measured(
		answers.map(({bytes}) => bytes),
		'B',
	);
	const reference = {name: 'fewest', value: fewest};
	const finding = {...common, what, outcome, reference, goal: atMostTimes(1.5, fewest, 'fewest')};
	return isWholeScreen
		? [
				finding,
				{
					...finding,
					what: `${what}, beside a repaint`,
					reference: {name: 'repaint', value: repaint},
					goal: atMostTimes(1, repaint, 'repaint'),
				},
			]
		: [finding];
}

/** The ids of all rows of the list on screen, as the panel about the row under the cursor tells them. */
async function usersOnScreen(seat: Seat): Promise<readonly string[]> {
	const rows = rowsWithAddress(await seat.look());
	const ids: string[] = [];
	for (let row = 0; row < rows; row += 1) {
		const id = userUnderCursor(await seat.look());
		if (id === undefined) {
			throw new Error('the screen shows no user id under the cursor');
		}

		ids.push(id);
		await ask(seat, 'j', {patience: 500});
	}

	await ask(seat, 'g', {patience: 500});
	return ids;
}

function total(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0);
}
