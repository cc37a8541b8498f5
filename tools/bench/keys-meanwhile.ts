import {atMost, type Finding, measured} from './finding.ts';
import {type Program} from './programs.ts';
import {type Screen, screenText, userUnderCursor} from './screen.ts';
import {liveCounts} from './start.ts';
import {quantile} from './stats.ts';
import {Seat} from './terminal.ts';
import {pause} from './waiting.ts';

const everyMs = 50;
const firstRows = /\bu-\d{6,}\b/;
const wholeList = /Users 100,000 of/;

/**
Moves the cursor down every 50 ms while the list is read, from the first rows to the last: from each key to another user under the
cursor. A key waits for the answer to the one before it.
*/
export async function keysWhileReading(program: Program, url: string): Promise<readonly number[]> {
	const seat = new Seat(program.watch(url));
	try {
		await openList(seat);
		return await keysUntil(seat, (screen) => wholeList.test(screenText(screen)));
	} finally {
		seat.stop();
	}
}

/** Opens the list of users as soon as there are any. */
export async function openList(seat: Seat): Promise<void> {
	await seat.sees(liveCounts, 60_000);
	seat.write('2');
	await seat.sees(firstRows, 60_000);
}

/** Moves the cursor down every 50 ms, until something is seen: from each key to another user under the cursor. */
export async function keysUntil(
	seat: Seat,
	isOver: (screen: Screen) => boolean,
): Promise<readonly number[]> {
	const times: number[] = [];
	for (;;) {
		const screen = await seat.look();
		if (isOver(screen)) {
			return times;
		}

		const other = new RegExp(`\\b(?!${userUnderCursor(screen) ?? 'u'}\\b)u-\\d{6,}\\b`);
		const sentAt = performance.now();
		seat.write('j');
		times.push((await seat.sees(other, 60_000)) - sentAt);
		await pause(Math.max(0, sentAt + everyMs - performance.now()));
	}
}

/** What the keys say: half of them, and the slowest one. */
export function keysMeanwhileFindings(
	times: readonly number[],
	program: string,
): readonly Finding[] {
	const common = {measure: 'read', program} as const;
	const outcome = measured(times, 'ms');
	const slowest = quantile(times, 1);
	return [
		{...common, what: 'read: 100,000 users, a key meanwhile', outcome},
		{
			...common,
			what: 'read: 100,000 users, the slowest key meanwhile',
			outcome:
				outcome.kind === 'missing'
					? outcome
					: {...outcome, value: slowest, low: outcome.value, high: slowest},
			goal: atMost(50, '50 ms'),
		},
	];
}
