import {keepSafe, safe} from '../../contract/text.ts';
import {type Dialog} from '../../core/dialog.ts';
import {facetsOf, type FacetValue, viewOf} from '../../core/query/facets.ts';
import {type Line, line, span} from '../../core/select/line.ts';
import {type State} from '../../core/state.ts';
import {cursorIn} from '../../core/update-facets.ts';
import {meter} from '../../format/bar.ts';
import {count, plural} from '../../format/number.ts';
import {fit} from '../../format/width.ts';
import {type DialogBody} from './dialog-body.ts';

const barCells = 20;
const countCells = 9;

type Row = {readonly at: number; readonly content: Line};

/** What the rows of a list have, field by field, with the cursor always in sight. */
export function facetsBody(
	state: State,
	dialog: Extract<Dialog, {kind: 'facets'}>,
	room: {readonly width: number; readonly lines: number},
): DialogBody {
	const values = facetsOf(state, dialog.list);
	const cursor = cursorIn(values, dialog);
	const shown = viewOf(state, dialog.list)?.slots.length ?? 0;
	const rows = values.flatMap((value, at): readonly Row[] => {
		const isFirst = values[at - 1]?.field !== value.field;
		const look = {
			hasCursor: at === cursor,
			shown,
			width: room.width,
		};
		return [
			...(isFirst ? [{at, content: line(keepSafe(value.field.toUpperCase()), 'dim')}] : []),
			{at, content: valueLine(value, look)},
		];
	});
	const here = rows.findLastIndex(({at}) => at === cursor);
	const top = Math.max(0, Math.min(here - Math.floor(room.lines / 2), rows.length - room.lines));
	return {
		title: safe`Facets of ${plural(shown, safe`row`, safe`rows`)} shown`,
		frame: 'round',
		isDangerous: false,
		lines:
			rows.length === 0
				? [line(safe`no rows are shown`, 'dim')]
				: rows.slice(top, top + room.lines).map(({content}) => content),
		footer: safe`Enter filters by it, again: no more; Tab next field; Esc closes`,
	};
}

function valueLine(
	{label, users, isAsked}: FacetValue,
	look: {
		readonly hasCursor: boolean;
		readonly shown: number;
		readonly width: number;
	},
): Line {
	const {hasCursor, shown, width} = look;
	const bar = Math.min(barCells, Math.max(0, width - 40));
	const cells = Math.max(8, width - bar - countCells - 6);
	return [
		span(hasCursor ? safe`▌` : safe` `, 'accent'),
		span(isAsked ? safe`■ ` : safe`  `, 'changed'),
		span(fit(label, cells), hasCursor ? 'strong' : 'text'),
		span(fit(count(users), countCells, 'right')),
		span(safe`  `),
		span(meter(users, shown, bar), 'dim'),
	];
}
