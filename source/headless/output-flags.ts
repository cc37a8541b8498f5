import {type CommandFlag} from './command.ts';

export const formats = ['table', 'wide', 'json', 'ndjson', 'csv', 'name'] as const;
export type Format = (typeof formats)[number];

/** The flags of a command that prints rows. */
export const outputFlags = [
	{
		name: 'output',
		value: 'FORMAT',
		help: 'table (default), wide, json, ndjson, csv or name',
		choices: formats,
	},
	{name: 'columns', value: 'A,B,…', help: 'which columns, in this order'},
	{name: 'no-headers', help: 'a table without its first line'},
] as const satisfies readonly CommandFlag[];

/** The flag of a command that prints one thing. */
export const jsonFlag = {
	name: 'output',
	value: 'FORMAT',
	help: 'text (default) or json',
	choices: ['text', 'json'],
} as const satisfies CommandFlag;

/** The flags of a command that chooses rows. */
export const filterFlags = [
	{
		name: 'where',
		value: 'FILTER',
		help: 'only rows that match: batch:suspended group:"Field Services" !ack',
	},
] as const satisfies readonly CommandFlag[];

export const sortFlag = {
	name: 'sort',
	value: 'COLUMN',
	help: 'in the order of a column; -COLUMN reverses it',
} as const satisfies CommandFlag;
