import {type Group} from '../../contract/group.ts';
import {safe} from '../../contract/text.ts';
import {type Layout, listHeight} from '../../core/layout.ts';
import {groupList} from '../../core/lists.ts';
import {type Line, line} from '../../core/select/line.ts';
import {ownColumns} from '../../core/select/own-columns.ts';
import {groupColumns, groupOffer, selectGroupFacts} from '../../core/select/groups.ts';
import {filterLines} from '../../core/select/filter-lines.ts';
import {listTitle} from '../../core/select/list-title.ts';
import {refusedLine} from '../../core/select/refused.ts';
import {type State} from '../../core/state.ts';
import {labelled} from '../draw/compose.ts';
import {panel} from '../draw/panel.ts';
import {drawBigList} from './big-list.ts';
import {rowSigns} from './users.ts';

const labelWidth = 17;

/** The list of groups. */
export function drawGroups(state: State, layout: Layout): readonly Line[] {
	const groups = groupList(state);
	const list = state.view.lists.groups;
	const height = listHeight(layout, 'groups', state.view.place);
	const current = groups[list.position];
	return drawBigList(layout, {
		title: listTitle(state, 'groups', {
			title: safe`Groups`,
			shown: groups.length,
			total: state.entities.groups.size,
		}),
		filter: (width) => filterLines(state, 'groups', width),
		columns: ownColumns(state, 'groups', groupColumns(state)),
		list,
		data: groups.slice(list.top, list.top + height),
		signs: rowSigns(state, 'groups'),
		empty: refusedLine(state, 'overview') ?? line(safe`no group matches`, 'dim'),
		preview: (width, lines) => groupPreview(state, current, width, lines),
	});
}

function groupPreview(
	state: State,
	group: Group | undefined,
	width: number,
	height: number,
): readonly Line[] {
	return group === undefined
		? panel({title: safe`no group`, width, height}, [])
		: panel(
				{title: group.name, titleTone: 'strong', footer: safe`Enter: members`, width, height},
				groupFacts(state, group),
			);
}

/** What there is to know of a group, and what disabling it would do. */
export function groupFacts(state: State, group: Group): readonly Line[] {
	return [
		...selectGroupFacts(state, group).map(({label, value}) => labelled(label, value, labelWidth)),
		line(groupOffer(state, group), 'dim'),
	];
}
