import {safe} from '../../contract/text.ts';
import {type ColumnsDialog} from '../../core/dialog.ts';
import {type Line, span} from '../../core/select/line.ts';
import {columnsOf, nameColumn} from '../../core/select/own-columns.ts';
import {type State} from '../../core/state.ts';
import {count} from '../../format/number.ts';
import {fit} from '../../format/width.ts';
import {fitLine} from '../draw/compose.ts';
import {type DialogBody} from './dialog-body.ts';

/** The columns of a list with a box each, in the order that they would have. */
export function columnsBody(
	state: State,
	{list, rows, at}: ColumnsDialog,
	room: {readonly width: number; readonly lines: number},
): DialogBody {
	const titles = new Map(columnsOf(state, list).map(({id, title}) => [id, title]));
	const height = Math.max(1, Math.min(rows.length, room.lines));
	const top = Math.max(0, at - height + 1);
	const shown = rows.filter(({isShown}) => isShown).length;
	return {
		title: safe`Columns   ${count(shown)} of ${count(rows.length)} shown`,
		frame: 'round',
		isDangerous: false,
		footer: safe`Space shows or hides, J K move, 0 as at first, Enter keeps, Esc does not`,
		lines: rows.slice(top, top + height).map(({id, isShown}, index): Line => {
			const isHere = top + index === at;
			const title = titles.get(id) ?? safe``;
			return fitLine(
				[
					span(isHere ? safe`▌ ` : safe`  `, 'accent'),
					span(isShown ? safe`[x] ` : safe`[ ] `, isShown ? 'ok' : 'dim'),
					span(fit(title, 18), isHere ? 'strong' : isShown ? 'text' : 'dim'),
					span(id === nameColumn ? safe`always there` : safe``, 'dim'),
				],
				room.width,
			);
		}),
	};
}
