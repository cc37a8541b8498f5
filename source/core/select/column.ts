import {type SafeText} from '../../contract/text.ts';
import {type Span} from './line.ts';

/** A column of a list: how it is named, how wide it wants to be, and what it shows of a row. */
export type Column<Row, Id extends string = string> = {
	readonly id: Id;
	readonly title: SafeText;
	/** Cells that it needs at least, and at most. What is left over is shared by the columns that may still grow. */
	readonly width: readonly [least: number, most: number];
	/** 1 stays longest; columns with higher numbers make room first. */
	readonly priority: number;
	readonly align?: 'right';
	readonly cell: (row: Row) => Span;
};

/** A column with the width that it got. */
export type LaidColumn<Row> = Column<Row> & {readonly cells: number};

const gap = 1;

/**
Chooses the columns for a width: those of the lowest priority go first, then the rest share what is left. `offset` leaves out so
many columns after the first, for looking at those that had to go.
*/
export function layColumns<Row>(
	columns: ReadonlyArray<Column<Row>>,
	width: number,
	offset = 0,
): ReadonlyArray<LaidColumn<Row>> {
	const shifted = shift(columns, offset);
	const kept = keep(shifted, width);
	const cells = share(kept, width - needed(kept));
	return kept.map((column, index) => ({...column, cells: cells[index] ?? column.width[0]}));
}

// A cell at a time to each column that may still grow, so that none takes all.
function share<Row>(columns: ReadonlyArray<Column<Row>>, spare: number): readonly number[] {
	const cells = columns.map(({width: [least]}) => least);
	let left = spare;
	let hasGrown = true;
	while (left > 0 && hasGrown) {
		hasGrown = false;
		for (const [index, column] of columns.entries()) {
			const current = cells[index] ?? 0;
			if (left > 0 && current < column.width[1]) {
				cells[index] = current + 1;
				left -= 1;
				hasGrown = true;
			}
		}
	}

	return cells;
}

// Without the first few that are not pinned, and those at the far end pressing forward in the order of the list.
function shift<Row>(
	columns: ReadonlyArray<Column<Row>>,
	offset: number,
): ReadonlyArray<Column<Row>> {
	const [pinned, ...others] = columns;
	const left = Math.min(offset, Math.max(0, others.length - 1));
	return pinned === undefined ? [] : [pinned, ...others.slice(left)];
}

function keep<Row>(columns: ReadonlyArray<Column<Row>>, width: number): ReadonlyArray<Column<Row>> {
	let kept = columns;
	while (kept.length > 1 && needed(kept) > width) {
		const least = Math.max(...kept.map(({priority}) => priority));
		kept = kept.filter(({priority}) => priority < least);
	}

	return kept;
}

function needed<Row>(columns: ReadonlyArray<Column<Row>>): number {
	return columns.reduce((sum, column) => sum + column.width[0] + gap, -gap);
}
