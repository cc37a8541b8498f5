import {safe} from '../../contract/text.ts';
import {activityList, type ActivityRow, activityUnderCursor} from '../../core/activity-list.ts';
import {type Layout, listHeight} from '../../core/layout.ts';
import {activityColumns, activityFacts} from '../../core/select/activity.ts';
import {type Line, line} from '../../core/select/line.ts';
import {listTitle} from '../../core/select/list-title.ts';
import {ownColumns} from '../../core/select/own-columns.ts';
import {keyOf} from '../../core/preferences.ts';
import {type State} from '../../core/state.ts';
import {wrap} from '../../format/width.ts';
import {labelled} from '../draw/compose.ts';
import {panel} from '../draw/panel.ts';
import {drawBigList} from './big-list.ts';
import {rowSigns} from './users.ts';

const labelWidth = 10;

/** What was done, by anybody: told by the service, and by the journal of this program. */
export function drawActivity(state: State, layout: Layout): readonly Line[] {
	const rows = activityList(state);
	const list = state.view.lists.activity;
	const height = listHeight(layout, 'activity', state.view.place);
	const signs = rowSigns(state, 'activity');
	const current = activityUnderCursor(state);
	return drawBigList(layout, {
		title: listTitle(state, 'activity', {
			title: safe`Activity`,
			shown: rows.length,
			total: state.activity.length + state.requests.length,
		}),
		columns: ownColumns(state, 'activity', activityColumns(state)),
		list,
		data: rows.slice(list.top, list.top + height),
		signs: (row) => ({...signs(row), news: row.isNew ? '+' : undefined}),
		empty:
			list.filter === ''
				? line(safe`nothing was done, as far as the service and the journal tell`, 'dim')
				: line(safe`nothing matches the filter; Esc clears it`, 'dim'),
		preview: (width, lines) => preview(state, current, width, lines),
	});
}

function preview(
	state: State,
	row: ActivityRow | undefined,
	width: number,
	height: number,
): readonly Line[] {
	if (row === undefined) {
		return panel({title: safe`nothing`, width, height}, []);
	}

	const inner = width - 4;
	return panel(
		{
			title: row.target,
			titleTone: 'strong',
			...(row.opens !== undefined && {
				footer: safe`Enter: open   ${keyOf(state, 'activity.copy', safe`y`)}: copy   ${keyOf(state, 'activity.copyRow', safe`Y`)}: as JSON`,
			}),
			width,
			height,
		},
		activityFacts(state, row).flatMap(({label, text, tone}) =>
			wrap(text, inner - labelWidth).map((part, index) =>
				labelled(index === 0 ? label : safe``, line(part, tone), labelWidth),
			),
		),
	);
}
