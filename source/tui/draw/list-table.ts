import {keepSafe} from '../../contract/text.ts';
import {type Column, type LaidColumn, layColumns} from '../../core/select/column.ts';
import {emptyLine, type Line, type Span, span} from '../../core/select/line.ts';
import {fit} from '../../format/width.ts';
import {blank, fitLine, fitLines} from './compose.ts';

/** What stands before the cells of a row: cursor, mark, and whether a change of it is on its way. */
export type RowSigns = {
	readonly hasCursor: boolean;
	readonly isMarked: boolean;
	readonly isPending: boolean;
	/** New or changed since somebody last looked. */
	readonly news?: '+' | '~' | undefined;
	readonly isAcknowledged?: boolean;
};

export type Sorting = {readonly column: string; readonly isDescending: boolean};

/**
A table for long lists: only the window is given, cells are measured as the terminal shows them, columns give way by priority, and
every row is one line. The names are those that users of ink-table know.
*/
export type ListTableProps<Row> = {
	/** The rows of the window, not of the whole list. */
	readonly data: readonly Row[];
	readonly columns: ReadonlyArray<Column<Row>>;
	/** How the name of a column is drawn; by default with an arrow on the one that decides the order. */
	readonly header?: (column: Column<Row>) => Span;
	/** How a cell is drawn; by default as its column says. */
	readonly cell?: (column: Column<Row>, row: Row) => Span;
	readonly sorting?: Sorting;
	/** Columns left out after the first, for looking at those that had to give way. */
	readonly columnOffset?: number;
	readonly signs: (row: Row) => RowSigns;
	/** Rows may be news or acknowledged: where there is room these have cells of their own. */
	readonly hasNotes?: boolean;
	/** What stands there when there are no rows. */
	readonly empty: Line;
	readonly width: number;
	/** Lines for rows; the names of the columns take one more. */
	readonly height: number;
};

/** Cells before the first column: cursor and sign, and where there is room news and acknowledgement. */
const fewSigns = 3;
const allSigns = 5;
const roomForAll = 100;

/** Draws the names of the columns and the rows of the window, to exactly `width` cells and `height + 1` lines. */
export function listTable<Row>(props: ListTableProps<Row>): readonly Line[] {
	const {data, signs, width, height} = props;
	const {cell = (column, row) => column.cell(row)} = props;
	const {header = (column) => defaultHeader(column, props.sorting)} = props;
	const {laid, signWidth} = layTable(props);
	const rows =
		data.length === 0
			? emptyLines(props.empty, height)
			: data.map((row) => [
					...signSpans(signs(row), signWidth),
					...rowCells(laid, signs(row), (column) => cell(column, row)),
				]);
	return [
		fitLine([blank(signWidth), ...headerLine(laid, header)], width),
		...fitLines(rows, width, height),
	];
}

// Signs have cells of their own where no column has to go for them.
function layTable<Row>({columns, width, columnOffset, hasNotes = false}: ListTableProps<Row>): {
	readonly laid: ReadonlyArray<LaidColumn<Row>>;
	readonly signWidth: number;
} {
	const few = layColumns(columns, width - fewSigns, columnOffset);
	const all = hasNotes ? layColumns(columns, width - allSigns, columnOffset) : [];
	return all.length === few.length && width >= roomForAll
		? {laid: all, signWidth: allSigns}
		: {laid: few, signWidth: fewSigns};
}

function defaultHeader<Row>(column: Column<Row>, sorting: Sorting | undefined): Span {
	const isSorted = sorting?.column === column.id;
	const arrow = isSorted ? (sorting.isDescending ? 'v' : '^') : '';
	return span(keepSafe(`${column.title}${arrow}`), isSorted ? 'accent' : 'dim');
}

function headerLine<Row>(
	columns: ReadonlyArray<LaidColumn<Row>>,
	header: (column: Column<Row>) => Span,
): Line {
	return columns.flatMap((column, index): Line => fitted(column, index, header(column)));
}

// The row under the cursor has a bar and its first column strong, so that it is found without colour.
function rowCells<Row>(
	columns: ReadonlyArray<LaidColumn<Row>>,
	signs: RowSigns,
	cell: (column: Column<Row>) => Span,
): Line {
	return columns.flatMap((column, index): Line => {
		const {text, tone} = cell(column);
		const isPlain = tone === 'text' || tone === 'dim';
		return fitted(
			column,
			index,
			span(text, index === 0 && signs.hasCursor && isPlain ? 'strong' : tone),
		);
	});
}

function fitted<Row>(column: LaidColumn<Row>, index: number, {text, tone}: Span): Line {
	const cell = span(fit(text, column.cells, column.align ?? 'left'), tone);
	return index === 0 ? [cell] : [span(keepSafe(' ')), cell];
}

function signSpans(signs: RowSigns, width: number): Line {
	const {hasCursor, isMarked, isPending, news, isAcknowledged = false} = signs;
	const change = isMarked
		? span(keepSafe('■'), 'changed')
		: isPending && span(keepSafe('…'), 'pending');
	const newly = news !== undefined && span(keepSafe(news), news === '+' ? 'warn' : 'accent');
	const known = isAcknowledged && span(keepSafe('✓'), 'dim');
	const cursor = hasCursor && span(keepSafe('▌'), 'accent');
	const cells =
		width >= allSigns ? [cursor, change, newly, known] : [cursor, change || newly || known];
	return cells.every((cell) => cell === false)
		? [blank(width)]
		: [...cells.map((cell) => (cell === false ? blank(1) : cell)), blank(1)];
}

function emptyLines(text: Line, height: number): readonly Line[] {
	return Array.from({length: Math.max(1, height)}, (_, index) =>
		index === Math.min(1, height - 1) ? [span(keepSafe('   ')), ...text] : emptyLine,
	);
}
