import {safe} from '../../contract/text.ts';
import {type Layout} from '../../core/layout.ts';
import {type Line, line} from '../../core/select/line.ts';
import {
	selectServiceFacts,
	selectStatistics,
	serverColumns,
	type StatisticsRow,
} from '../../core/select/options.ts';
import {refusedLine} from '../../core/select/refused.ts';
import {type State} from '../../core/state.ts';
import {beside, fitLine, fitLines, labelled} from '../draw/compose.ts';
import {listTable} from '../draw/list-table.ts';
import {panel} from '../draw/panel.ts';

const labelWidth = 17;

/** The statistics, and where they stand: `top` counts lines. */
export type PlacedTable = {
	readonly top: number;
	readonly rows: readonly StatisticsRow[];
	readonly isCompact: boolean;
};

/** Sync Options: lines, and the plain table of statistics that stands in the room left for it. */
export type OptionsScreen = {
	readonly lines: readonly Line[];
	/** Lines from the top of the body to the table; none where there is no room for a table. */
	readonly table: PlacedTable | undefined;
};

export function drawOptions(state: State, layout: Layout): OptionsScreen {
	const {columns, body} = layout;
	const rows = selectStatistics(state);
	const top = topLines(state, layout);
	const title = fitLine(line(safe` Statistics since midnight UTC, in objects`, 'strong'), columns);
	const room = body - top.length - 1;
	// With rules between the rows where there is room for them: each row and the names take two lines, and one closes it.
	const isCompact = room < 2 * (rows.length + 1) + 1;
	const shown = isCompact ? rows.slice(0, Math.max(0, room - 1)) : rows;
	return {
		lines: fitLines([...top, title], columns, body),
		table: shown.length === 0 ? undefined : {top: top.length + 1, rows: shown, isCompact},
	};
}

function topLines(state: State, layout: Layout): readonly Line[] {
	const {columns} = layout;
	const facts = selectServiceFacts(state).map(({label, value}) =>
		labelled(label, value, labelWidth),
	);
	const servers = state.syncOptions?.mailServers.rows ?? [];
	const table = (width: number, height: number): readonly Line[] =>
		listTable({
			data: servers,
			columns: serverColumns(state),
			signs: () => ({hasCursor: false, isMarked: false, isPending: false}),
			empty: refusedLine(state, 'overview') ?? line(safe`no mail server is known`, 'dim'),
			width,
			height,
		});
	if (layout.kind === 'wide' || layout.kind === 'beside') {
		const left = Math.floor(columns / 2);
		const height = Math.max(facts.length, servers.length + 1) + 2;
		return beside(
			panel({title: safe`Synchronization status`, width: left, height}, facts),
			panel(
				{title: safe`Mail server connection`, width: columns - left, height},
				table(columns - left - 4, height - 3),
			),
		);
	}

	return [
		...facts.slice(0, layout.kind === 'medium' ? 5 : 3).map((fact) => fitLine(fact, columns)),
		...table(columns, Math.max(1, servers.length)),
	];
}
