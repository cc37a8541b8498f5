import {toSafe} from '../contract/text.ts';
import {type Column, layColumns} from '../core/select/column.ts';
import {type Tone} from '../core/select/line.ts';
import {toAscii} from '../format/ascii.ts';
import {fit, widthOf} from '../format/width.ts';
import {colorDepth, isAsciiOnly} from '../platform/terminal.ts';
import {type Asked, type MachineWorld} from './command.ts';
import {usage} from './command-error.ts';
import {csvLine} from './csv.ts';
import {type Format, formats} from './output-flags.ts';

/** One value of a row for other programs: a moment is UTC, what is not known is empty. */
export type FieldOf<Row> = {
	readonly id: string;
	readonly of: (row: Row) => string | number | undefined;
};

/** How rows of a kind are printed. */
export type Printing<Row> = {
	/** What a person reads: the columns of the screen. */
	readonly columns: ReadonlyArray<Column<Row>>;
	/** What a spreadsheet reads. */
	readonly fields: ReadonlyArray<FieldOf<Row>>;
	/** The row as the contract has it. */
	readonly json: (row: Row) => string;
	readonly name: (row: Row) => string;
};

export function formatOf(asked: Asked): Format {
	const text = asked.text('output');
	return formats.find((format) => format === text) ?? 'table';
}

// What a pipe gets is as wide everywhere.
const widthOfPipe = 120;

/** Prints rows as it was asked for. Rows may come one by one: only a table waits for all. */
export async function printRows<Row>(
	rows: Iterable<Row> | AsyncIterable<Row>,
	printing: Printing<Row>,
	asked: Asked,
	world: MachineWorld,
): Promise<void> {
	const {print} = world;
	switch (formatOf(asked)) {
		case 'json': {
			let before = '[';
			for await (const row of rows) {
				await print.out(`${before}\n${printing.json(row)}`);
				before = ',';
				if (print.isClosed()) {
					return;
				}
			}

			await print.out(before === '[' ? '[]\n' : '\n]\n');
			return;
		}

		case 'ndjson': {
			await eachLine(rows, printing.json, world);
			return;
		}

		case 'name': {
			await eachLine(rows, (row) => toSafe(printing.name(row)), world);
			return;
		}

		case 'csv': {
			const fields = chosen(printing.fields, asked);
			await print.out(asked.isOn('no-headers') ? '' : csvLine(fields.map(({id}) => id)));
			await eachLine(rows, (row) => csvLine(fields.map(({of}) => of(row))).trimEnd(), world);
			return;
		}

		case 'table':
		case 'wide': {
			await printTable(await collected(rows), printing, asked, world);
		}
	}
}

async function eachLine<Row>(
	rows: Iterable<Row> | AsyncIterable<Row>,
	text: (row: Row) => string,
	{print}: MachineWorld,
): Promise<void> {
	let part = '';
	for await (const row of rows) {
		part += `${text(row)}\n`;
		if (part.length > 60_000) {
			await print.out(part);
			part = '';
		}

		if (print.isClosed()) {
			return;
		}
	}

	await print.out(part);
}

async function collected<Row>(rows: Iterable<Row> | AsyncIterable<Row>): Promise<readonly Row[]> {
	const all: Row[] = [];
	for await (const row of rows) {
		all.push(row);
	}

	return all;
}

function chosen<Item extends {readonly id: string}>(
	items: readonly Item[],
	asked: Asked,
): readonly Item[] {
	const wanted = asked
		.text('columns')
		?.split(',')
		.map((id) => id.trim());
	return wanted === undefined
		? items
		: wanted.map((id) => {
				const found = items.find((item) => item.id === id);
				if (found === undefined) {
					throw usage(
						`--columns knows no "${id}"; there are: ${items.map((item) => item.id).join(', ')}.`,
					);
				}

				return found;
			});
}

const narrowest = 4;

async function printTable<Row>(
	rows: readonly Row[],
	{columns}: Printing<Row>,
	asked: Asked,
	world: MachineWorld,
): Promise<void> {
	const shape = {isWhole: formatOf(asked) === 'wide', hasHead: !asked.isOn('no-headers')};
	await world.print.out(tableText(rows, chosen(columns, asked), shape, world));
}

/** Rows as a table: as wide as the terminal, or `isWhole` as wide as it gets. */
export function tableText<Row>(
	rows: readonly Row[],
	columns: ReadonlyArray<Column<Row>>,
	{isWhole, hasHead}: {readonly isWhole: boolean; readonly hasHead: boolean},
	world: MachineWorld,
): string {
	const natural = columns.map((column): Column<Row> => {
		const widest = rows.reduce(
			(most, row) => Math.max(most, widthOf(column.cell(row).text)),
			widthOf(column.title),
		);
		return {...column, width: [isWhole ? widest : Math.min(widest, column.width[0]), widest]};
	});
	const laid = isWhole
		? natural.map((column) => ({...column, cells: column.width[1]}))
		: layColumns(natural, Math.max(narrowest, world.print.width ?? widthOfPipe));
	const paint = painterOf(world);
	const lineOf = (cells: readonly string[]): string => `${cells.join(' ').trimEnd()}\n`;
	const head = lineOf(laid.map(({title, cells, align}) => paint(fit(title, cells, align), 'dim')));
	const body = rows.map((row) =>
		lineOf(
			laid.map(({cell, cells, align}) => {
				const {text, tone} = cell(row);
				return paint(fit(text, cells, align), tone);
			}),
		),
	);
	return `${hasHead ? head : ''}${body.join('')}`;
}

const codes: Readonly<Partial<Record<Tone, string>>> = {
	strong: '1',
	dim: '2',
	ok: '32',
	warn: '33',
	error: '31',
	accent: '36',
	pending: '33',
	unknown: '35',
	danger: '31',
};

/** Paints a text for a person at a terminal; for a pipe and where no colours are wanted it stays as it is. */
export function painterOf({
	environment,
	print,
}: Pick<MachineWorld, 'environment' | 'print'>): (text: string, tone: Tone) => string {
	const depth = colorDepth(environment);
	const isPlain = print.width === undefined || depth === 'plain' || depth === 'mono';
	const isAscii = isAsciiOnly(environment);
	return (text, tone) => {
		const shown = isAscii ? toAscii(text) : text;
		const code = codes[tone];
		return isPlain || code === undefined ? shown : `\u001B[${code}m${shown}\u001B[0m`;
	};
}
