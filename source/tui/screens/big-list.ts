import {type Layout} from '../../core/layout.ts';
import {type ListState} from '../../core/list-state.ts';
import {type Line} from '../../core/select/line.ts';
import {beside, fitLine, fitLines} from '../draw/compose.ts';
import {listTable, type ListTableProps} from '../draw/list-table.ts';

export type BigList<Row> = Pick<
	ListTableProps<Row>,
	'data' | 'columns' | 'signs' | 'hasNotes' | 'empty'
> & {
	readonly title: Line;
	/** The filter while it is typed, drawn to the width given. */
	readonly filter?: (width: number) => readonly Line[];
	readonly list: ListState;
	/** What is told of the row under the cursor, for the panel below or beside; drawn to the size given. */
	readonly preview: (width: number, height: number) => readonly Line[];
};

/** A list that fills the body: title, table, and a panel about the row under the cursor. */
export function drawBigList<Row>(layout: Layout, big: BigList<Row>): readonly Line[] {
	const {title, filter, list, preview, ...table} = big;
	const width = layout.columns - layout.side;
	const height = layout.body - 2 - layout.filter - layout.preview;
	const main = [
		fitLine(title, width),
		...(filter?.(width) ?? []).slice(0, layout.filter),
		...listTable({
			...table,
			sorting: list.sort,
			columnOffset: list.columnOffset,
			width,
			height,
		}),
	];
	if (layout.side > 0) {
		return beside(
			fitLines(main, width, layout.body),
			fitLines(preview(layout.side, layout.body), layout.side, layout.body),
		);
	}

	return fitLines(
		layout.preview > 0 ? [...main, ...preview(layout.columns, layout.preview)] : main,
		layout.columns,
		layout.body,
	);
}
