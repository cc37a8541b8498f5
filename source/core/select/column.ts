import {type SafeText} from '../../contract/text.ts';
import {type Span} from './line.ts';

/** A column of a list: how it is named, how wide it wants to be, and what it shows of a row. */
export type Column<Row, Id extends string = string> = {
	readonly id: Id;
	readonly title: SafeText;
	/** Cells that it needs at least, and at most. What is left over goes to columns that may still grow, in their order. */
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
	const least = kept.reduce((sum, column) => sum + column.width[0] + gap, -gap);
	let left = Math.max(0, width - least);
	return kept.map((column) => {
		const [low, high] = column.width;
		const grown = Math.min(left, high - low);
		left -= grown;
		return {...column, cells: low + grown};
	});
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
