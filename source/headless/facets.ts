import {count} from '../format/number.ts';
import {facetsOf, type FacetValue} from '../core/query/facets.ts';
import {type Column} from '../core/select/column.ts';
import {span} from '../core/select/line.ts';
import {safe, toSafe} from '../contract/text.ts';
import {unreadableUsers} from '../core/select/overview.ts';
import {type Asked, type ServiceWorld} from './command.ts';
import {type Printing, printRows} from './output.ts';
import {endOf} from './unread.ts';
import {looking} from './users-asked.ts';
import {readEverything} from './wait-for.ts';

/** `synctop facets`: which values the users have that a filter leaves, and how many each: what a next filter could ask for. */
export async function facets(asked: Asked, world: ServiceWorld): Promise<number> {
	const state = looking(await readEverything(world), 'users', asked);
	await printRows(facetsOf(state, 'users'), facetPrinting, asked, world);
	return endOf(unreadableUsers(state), asked, world);
}

const columns: ReadonlyArray<Column<FacetValue>> = [
	{
		id: 'field',
		title: safe`FIELD`,
		width: [10, 16],
		priority: 1,
		cell: ({field}) => span(toSafe(field), 'dim'),
	},
	{
		id: 'users',
		title: safe`USERS`,
		width: [6, 9],
		priority: 1,
		align: 'right',
		cell: ({users}) => span(count(users)),
	},
	{id: 'value', title: safe`VALUE`, width: [12, 60], priority: 1, cell: ({label}) => span(label)},
	{
		id: 'filter',
		title: safe`FILTER`,
		width: [16, 80],
		priority: 2,
		cell: ({field, value}) => span(safe`${toSafe(field)}:${value}`, 'accent'),
	},
];

const facetPrinting: Printing<FacetValue> = {
	columns,
	fields: [
		{id: 'field', of: ({field}) => field},
		{id: 'value', of: ({value}) => value},
		{id: 'label', of: ({label}) => label},
		{id: 'users', of: ({users}) => users},
	],
	json: ({field, value, label, users}) => JSON.stringify({field, value, label, users}),
	name: ({field, value}) => `${field}:${value}`,
};
