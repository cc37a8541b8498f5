import {optionsJson} from '../contract/row-json.ts';
import {type Column} from '../core/select/column.ts';
import {span} from '../core/select/line.ts';
import {
	selectServiceFacts,
	selectStatistics,
	serverColumns,
	type StatisticsRow,
} from '../core/select/options.ts';
import {toSafe} from '../contract/text.ts';
import {exitCode} from '../exit-code.ts';
import {type Asked, type ServiceWorld} from './command.ts';
import {factLines, heading} from './facts.ts';
import {tableText} from './output.ts';
import {readAll, readOverview} from './wait-for.ts';

/** `synctop options`: the Sync Options statistics: the service, its mail servers, what was synchronized since midnight UTC. */
export async function options(asked: Asked, world: ServiceWorld): Promise<number> {
	const isJson = asked.text('output') === 'json';
	// How many are configured is counted from the users.
	const state = await (isJson ? readOverview(world) : readAll(world));
	if (isJson) {
		await world.print.out(
			state.syncOptions === undefined ? 'null\n' : `${optionsJson(state.syncOptions)}\n`,
		);
		return exitCode.ended;
	}

	const servers = state.syncOptions?.mailServers.rows ?? [];
	await world.print.out(
		[
			heading('Service', world),
			factLines(selectServiceFacts(state), world),
			'\n',
			heading('Mail servers', world),
			tableText(servers, serverColumns(state), {isWhole: true, hasHead: true}, world),
			'\n',
			heading('Since midnight UTC', world),
			tableText(selectStatistics(state), statisticsColumns, {isWhole: true, hasHead: true}, world),
		].join(''),
	);
	return exitCode.ended;
}

const statisticsColumns = (
	['Object', 'Direction', 'Created', 'Updated', 'Deleted', 'Failed'] as const
).map((id, index): Column<StatisticsRow> => ({
	id,
	title: toSafe(id.toUpperCase()),
	width: [6, 20],
	priority: 1,
	...(index > 1 && {align: 'right' as const}),
	cell: (row) => span(toSafe(row[id])),
}));
