import {type Terminal} from '@xterm/headless';
import {blankStyle, defaultStyle, type Style, styleOfCell} from './style.ts';

/** One cell as the eye sees it. The second half of a wide character is an empty text of width 0. */
export type Cell = {readonly text: string; readonly width: number; readonly style: Style};

export type Row = readonly Cell[];

/** What a terminal shows, and where its cursor is. */
export type Screen = {
	readonly columns: number;
	readonly rows: readonly Row[];
	readonly cursor: {readonly x: number; readonly y: number};
};

export const blankCell: Cell = {text: ' ', width: 1, style: defaultStyle};

/** Copies what the emulator shows now. Blank cells lose the attributes that nobody sees. */
export function snapshot(terminal: Terminal): Screen {
	const {active} = terminal.buffer;
	const spare = active.getNullCell();
	const rows = Array.from({length: terminal.rows}, (_, y): Row => {
		const line = active.getLine(active.baseY + y);
		return Array.from({length: terminal.cols}, (_, x): Cell => {
			const cell = line?.getCell(x, spare);
			if (cell === undefined) {
				return blankCell;
			}

			const width = cell.getWidth();
			const text = width === 0 ? '' : cell.getChars() || ' ';
			const style = styleOfCell(cell);
			return {text, width, style: text === ' ' ? blankStyle(style) : style};
		});
	});
	return {
		columns: terminal.cols,
		rows,
		cursor: {x: Math.min(active.cursorX, terminal.cols - 1), y: active.cursorY},
	};
}

export function rowText(row: Row): string {
	return row.map(({text}) => text).join('');
}

export function screenText({rows}: Screen): string {
	return rows.map(rowText).join('\n');
}

export function sameCell(one: Cell | undefined, other: Cell | undefined): boolean {
	return one?.text === other?.text && one?.style === other?.style;
}

/** How many cells differ. */
export function changedCells(before: Screen, after: Screen): number {
	return after.rows.reduce(
		(sum, row, y) => sum + row.filter((cell, x) => !sameCell(cell, before.rows[y]?.[x])).length,
		0,
	);
}

/** A word that runs with the clock: an age, a moment, a round trip. */
const clockWord = /^[<(]?(?:\d+(?:ms|[smhd])!?|\d\d:\d\d(?::\d\d)?Z)\)?$/;

/** Whether the screens differ in words that run with the clock alone: then nobody asked for the change. */
export function differsByClock(before: Screen, after: Screen): boolean {
	return after.rows.every((row, y) => {
		const old = before.rows[y] ?? [];
		return row.every(
			(cell, x) => sameCell(cell, old[x]) || isInClockWord(row, x) || isInClockWord(old, x),
		);
	});
}

/** The user that the panel about the row under the cursor shows. */
export function userUnderCursor(screen: Screen): string | undefined {
	return /\bu-\d{6,}\b/.exec(screenText(screen))?.[0];
}

/** How many rows of the list of users are on screen: a row of it begins with its name and address. */
export function rowsWithAddress({rows}: Screen): number {
	return rows.filter((row) => /^.{3}\S.*@/.test(rowText(row)) && !rowText(row).startsWith('│'))
		.length;
}

function isInClockWord(row: Row, x: number): boolean {
	const isWord = (at: number): boolean => /^[^\s│┃]/.test(row[at]?.text ?? ' ');
	if (!isWord(x)) {
		return false;
	}

	let start = x;
	let end = x + 1;
	while (isWord(start - 1)) {
		start -= 1;
	}

	while (isWord(end)) {
		end += 1;
	}

	return clockWord.test(rowText(row.slice(start, end)));
}
