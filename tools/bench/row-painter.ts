import {type Cursor, cursorMove} from './cursor-moves.ts';
import {type Cell, type Row, sameCell} from './screen.ts';
import {blankStyle, defaultStyle, erasesPlain, type Style, styleChange} from './style.ts';

/** What was written so far, where the cursor is then, and how the next character would look. */
export type Pen = {readonly out: string; readonly cursor: Cursor; readonly style: Style};

/** Longer unchanged stretches are never cheaper to write again than to jump over. */
const longestGap = 10;

/** Writes what differs in one row, with or without erasing to its end, whichever is shorter. */
export function paintRow(pen: Pen, before: Row, after: Row, y: number): Pen {
	const changed = spansOf(before, after);
	if (changed.length === 0) {
		return pen;
	}

	const plain = paintSpans(pen, after, changed, y);
	const tail = plainTail(after);
	const inTail = changed.find(({end}) => end > tail);
	if (inTail === undefined) {
		return plain;
	}

	const start = Math.max(tail, inTail.start);
	const kept = changed.flatMap((span) =>
		span.start >= start ? [] : [{start: span.start, end: Math.min(span.end, start)}],
	);
	const erased = erase(paintSpans(pen, after, kept, y), start, y);
	return erased.out.length < plain.out.length ? erased : plain;
}

type Span = {readonly start: number; readonly end: number};

function spansOf(before: Row, after: Row): readonly Span[] {
	const spans: Span[] = [];
	for (const [x, cell] of after.entries()) {
		if (sameCell(cell, before[x])) {
			continue;
		}

		const start = cell.width === 0 ? x - 1 : x;
		const end = start + Math.max(1, after[start]?.width ?? 1);
		const last = spans.at(-1);
		if (last !== undefined && last.end >= start) {
			spans[spans.length - 1] = {start: last.start, end: Math.max(end, last.end)};
		} else {
			spans.push({start, end});
		}
	}

	return spans;
}

function paintSpans(pen: Pen, after: Row, spans: readonly Span[], y: number): Pen {
	return spans.reduce((reached, {start, end}) => {
		const jumped = writeCells(jump(reached, start, y), after, start, end);
		const {x, y: at, isPending} = reached.cursor;
		if (at !== y || isPending || x > start || start - x > longestGap || after[x]?.width === 0) {
			return jumped;
		}

		const rewritten = writeCells(reached, after, x, end);
		return rewritten.out.length < jumped.out.length ? rewritten : jumped;
	}, pen);
}

function jump(pen: Pen, x: number, y: number, beforeText = true): Pen {
	const move = cursorMove(pen.cursor, x, y, beforeText);
	return {...pen, out: pen.out + move, cursor: {x, y, isPending: false}};
}

function writeCells(pen: Pen, row: Row, start: number, end: number): Pen {
	let {out, style} = pen;
	for (const cell of row.slice(start, end)) {
		if (!looksRight(cell, style)) {
			out += styleChange(style, cell.style);
			({style} = cell);
		}

		out += cell.text;
	}

	const isPending = end === row.length;
	return {out, style, cursor: {x: isPending ? end - 1 : end, y: pen.cursor.y, isPending}};
}

function looksRight(cell: Cell, style: Style): boolean {
	return cell.width === 0 || cell.style === (cell.text === ' ' ? blankStyle(style) : style);
}

function erase(pen: Pen, x: number, y: number): Pen {
	const at = jump(pen, x, y, false);
	const style = erasesPlain(at.style) ? at.style : defaultStyle;
	return {...at, out: `${at.out}${styleChange(at.style, style)}\u001B[K`, style};
}

/** The column from which a row is blank. */
function plainTail(row: Row): number {
	return row.findLastIndex(({text, style}) => text !== ' ' || style !== defaultStyle) + 1;
}
