import {safe} from '../../contract/text.ts';
import {type ConnectionRow, type ConnectionsDialog} from '../../core/connections.ts';
import {layColumns, type LaidColumn} from '../../core/select/column.ts';
import {lookColumns, lookOf} from '../../core/select/connections.ts';
import {type Line, line, span} from '../../core/select/line.ts';
import {type State} from '../../core/state.ts';
import {count} from '../../format/number.ts';
import {fit, wrap} from '../../format/width.ts';
import {fitLine} from '../draw/compose.ts';
import {type DialogBody} from './dialog-body.ts';

/** All connections side by side: counts, what hits the most, how fresh that is. */
export function connectionsBody(
	state: State,
	{saved, looks, at}: ConnectionsDialog,
	room: {readonly width: number; readonly lines: number},
): DialogBody {
	const {savedAs} = state.connection;
	const rows = (saved ?? []).map((row): ConnectionRow => ({
		...row,
		look: row.name === savedAs ? lookOf(state) : (looks.get(row.name) ?? {kind: 'asking'}),
	}));
	const isHere = (row: ConnectionRow): boolean => row.name === savedAs;
	const laid = layColumns(lookColumns, room.width - 5);
	const height = Math.max(1, room.lines - 4);
	const top = Math.max(0, Math.min(at - Math.floor(height / 2), rows.length - height));
	const shown = rows.slice(top, top + height);
	const notes = [
		...(saved === undefined ? [safe`Reading the settings...`] : []),
		...(saved?.length === 0
			? [safe`No connection is saved. "synctop login NAME --url URL" saves one, "--save" this one.`]
			: []),
		...(savedAs === undefined && rows.length > 0
			? [safe`What is on screen (${state.connection.name}) is not saved: --save would keep it.`]
			: []),
	];
	return {
		title: safe`Connections   ${count(rows.length)} saved`,
		frame: 'round',
		isDangerous: false,
		footer: safe`j k choose, Enter changes to it, Esc closes`,
		lines: [
			...(rows.length === 0 ? [] : [head(laid)]),
			...shown.map((row, index) =>
				rowLine(laid, row, {isChosen: top + index === at, isHere: isHere(row)}, room.width),
			),
			...notes.flatMap((note) => wrap(note, room.width).map((part) => line(part, 'dim'))),
		],
	};
}

function head(laid: ReadonlyArray<LaidColumn<ConnectionRow>>): Line {
	return [
		span(safe`    `),
		...laid.flatMap(({title, cells, align}) => [span(fit(title, cells, align), 'dim'), gap]),
	];
}

const gap = span(safe` `);

function rowLine(
	laid: ReadonlyArray<LaidColumn<ConnectionRow>>,
	row: ConnectionRow,
	{isChosen, isHere}: {readonly isChosen: boolean; readonly isHere: boolean},
	width: number,
): Line {
	return fitLine(
		[
			span(isChosen ? safe`▌ ` : safe`  `, 'accent'),
			// On screen now.
			span(isHere ? safe`● ` : safe`  `, 'ok'),
			...laid.flatMap(({cell, cells, align}) => {
				const {text, tone} = cell(row);
				return [span(fit(text, cells, align), tone), gap];
			}),
		],
		width,
	);
}
