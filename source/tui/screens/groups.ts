import {type Group} from '../../contract/group.ts';
import {safe} from '../../contract/text.ts';
import {type Layout, listHeight} from '../../core/layout.ts';
import {groupList} from '../../core/lists.ts';
import {type Line, line, span} from '../../core/select/line.ts';
import {ownColumns} from '../../core/select/own-columns.ts';
import {groupColumns, sumsOf} from '../../core/select/groups.ts';
import {filterLines} from '../../core/select/filter-lines.ts';
import {listTitle} from '../../core/select/list-title.ts';
import {agoLong, presentOf, syncStatusCell} from '../../core/select/status-cells.ts';
import {refusedLine} from '../../core/select/refused.ts';
import {type State} from '../../core/state.ts';
import {accessTypeText} from '../../core/words.ts';
import {count, plural} from '../../format/number.ts';
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
	const sums = sumsOf(state, group);
	const present = presentOf(state);
	const configured = sums.users - sums.notConfigured;
	return [
		labelled(
			safe`Sync status`,
			[
				syncStatusCell(group.syncStatus),
				span(
					group.syncStatus === 'disabled'
						? safe`  members do not synchronize and cannot re-enable it`
						: safe``,
					'dim',
				),
			],
			labelWidth,
		),
		labelled(
			safe`Members`,
			[
				span(safe`${plural(sums.users, safe`user`, safe`users`)}, ${count(configured)} configured`),
				span(
					sums.disabled === 0 ? safe`` : safe`, ${count(sums.disabled)} disabled individually`,
					'off',
				),
			],
			labelWidth,
		),
		labelled(
			safe`By state`,
			[
				span(safe`${count(sums.active)} active  `, sums.active > 0 ? 'accent' : 'dim'),
				span(safe`${count(sums.withIssues)} with issues  `, sums.withIssues > 0 ? 'warn' : 'dim'),
				span(safe`${count(sums.suspended)} suspended  `, sums.suspended > 0 ? 'error' : 'dim'),
				span(
					safe`${count(sums.notConfigured)} not configured`,
					sums.notConfigured > 0 ? 'warn' : 'dim',
				),
			],
			labelWidth,
		),
		labelled(safe`Mailbox access`, [span(accessTypeText(group.mailboxAccessType))], labelWidth),
		labelled(safe`External id`, [span(group.externalId, 'dim')], labelWidth),
		labelled(safe`Last change`, [span(agoLong(group.updatedAt, present), 'dim')], labelWidth),
		line(
			group.syncStatus === 'enabled'
				? safe`x disables it: ${count(configured - sums.disabled)} users stop and cannot resume (hard stop)`
				: safe`e enables it: members go back to their own status`,
			'dim',
		),
	];
}
