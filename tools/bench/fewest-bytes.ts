import {type Pen, paintRow} from './row-painter.ts';
import {blankCell, type Row, rowText, type Screen} from './screen.ts';
import {defaultStyle} from './style.ts';

/**
The shortest text that we can find which turns one screen into another: only cells that differ are written, the cursor takes the
cheapest way, colours change by the fewest parameters, a row may be erased to its end, and at most one region is scrolled first.
Nothing is counted for marks around a frame. Replaying it gives exactly the other screen.
*/
function shortestUpdate(before: Screen, after: Screen): string {
	const direct = paint(before, after, '');
	return bestScrolls(before, after)
		.map(({first, last, by}) => {
			const order = `\u001B[${Math.abs(by) === 1 ? '' : Math.abs(by)}${by > 0 ? 'S' : 'T'}`;
			const isWhole = first === 0 && last === after.rows.length - 1;
			const scroll = isWhole ? order : `\u001B[${first + 1};${last + 1}r${order}\u001B[r`;
			const cursor = isWhole ? before.cursor : {x: 0, y: 0};
			return paint({...scrolled(before, first, last, by), cursor}, after, scroll);
		})
		.reduce((best, next) => (byteLength(next) < byteLength(best) ? next : best), direct);
}

/** How many bytes that is. */
export function fewestBytes(before: Screen, after: Screen): number {
	return byteLength(shortestUpdate(before, after));
}

/** How many bytes the shortest text has that wipes the screen and writes all of it, whatever it showed. */
export function repaintBytes(screen: Screen): number {
	const blank: Row = Array.from({length: screen.columns}, () => blankCell);
	const wiped = {...screen, rows: screen.rows.map(() => blank), cursor: {x: 0, y: 0}};
	return byteLength(paint(wiped, screen, '\u001B[H\u001B[J'));
}

const byteLength = (text: string): number => Buffer.byteLength(text);

function paint(before: Screen, after: Screen, out: string): string {
	const start: Pen = {out, cursor: {...before.cursor, isPending: false}, style: defaultStyle};
	const end = after.rows.reduce(
		(pen, row, y) => paintRow(pen, before.rows[y] ?? [], row, y),
		start,
	);
	// The next frame expects plain attributes.
	return end.style === defaultStyle ? end.out : `${end.out}\u001B[m`;
}

/** Scrolling the rows `first` to `last` up by `by` (down when negative). */
type Scroll = {readonly first: number; readonly last: number; readonly by: number};

/** `\e[t;br`, the order itself, `\e[r`. */
const scrollCost = 14;

/** For every distance the region that saves the most, where it saves anything. */
function bestScrolls(before: Screen, after: Screen): readonly Scroll[] {
	const height = after.rows.length;
	const cost = createRowCost();
	const blank: Row = Array.from({length: after.columns}, () => blankCell);
	const direct = after.rows.map((row, y) => cost(before.rows[y] ?? blank, row));
	if (direct.filter((bytes) => bytes > 0).length < 2) {
		return [];
	}

	const fresh = after.rows.map((row) => cost(blank, row));
	const saved = (list: readonly number[], y: number): number => (direct[y] ?? 0) - (list[y] ?? 0);
	const found: Scroll[] = [];
	for (let by = 1 - height; by < height; by += 1) {
		if (by === 0) {
			continue;
		}

		const moved = after.rows.map((row, y) => {
			const source = before.rows[y + by];
			return source === undefined ? Number.POSITIVE_INFINITY : cost(source, row);
		});
		const best = bestBlock(
			height,
			by,
			(y) => saved(moved, y),
			(y) => saved(fresh, y),
		);
		if (best !== undefined) {
			found.push(best);
		}
	}

	return found;
}

/** The block of rows whose scrolling saves the most; the rows that it lays bare are written afresh. */
function bestBlock(
	height: number,
	by: number,
	gainMoved: (y: number) => number,
	gainFresh: (y: number) => number,
): Scroll | undefined {
	let best: Scroll | undefined;
	let most = scrollCost;
	for (let start = Math.max(0, -by); start < height - Math.max(0, by); start += 1) {
		let gain = 0;
		for (let end = start; end < height - Math.max(0, by); end += 1) {
			gain += gainMoved(end);
			const first = by > 0 ? start : start + by;
			const last = by > 0 ? end + by : end;
			const [from, to] = by > 0 ? [end + 1, last] : [first, start - 1];
			let total = gain;
			for (let y = from; y <= to; y += 1) {
				total += gainFresh(y);
			}

			if (total > most) {
				most = total;
				best = {first, last, by};
			}
		}
	}

	return best;
}

function createRowCost(): (before: Row, after: Row) => number {
	const names = new WeakMap<Row, string>();
	const known = new Map<string, number>();
	const nameOf = (row: Row): string => {
		const name = names.get(row) ?? `${rowText(row)}\n${row.map(({style}) => style).join()}`;
		names.set(row, name);
		return name;
	};
	return (before, after) => {
		if (nameOf(before) === nameOf(after)) {
			return 0;
		}

		const key = `${nameOf(before)}\n\n${nameOf(after)}`;
		const start: Pen = {out: '', cursor: {x: 0, y: 0, isPending: false}, style: defaultStyle};
		const bytes = known.get(key) ?? byteLength(paintRow(start, before, after, 0).out) + 2;
		known.set(key, bytes);
		return bytes;
	};
}

function scrolled(screen: Screen, first: number, last: number, by: number): Screen {
	const blank: Row = Array.from({length: screen.columns}, () => blankCell);
	return {
		...screen,
		rows: screen.rows.map((row, y) => {
			if (y < first || y > last) {
				return row;
			}

			const source = y + by;
			return source >= first && source <= last ? (screen.rows[source] ?? blank) : blank;
		}),
	};
}
