import {type Batch} from '../../contract/batch.ts';
import {safe} from '../../contract/text.ts';
import {type User} from '../../contract/user.ts';
import {type Layout, listHeight} from '../../core/layout.ts';
import {batchList, isBehind} from '../../core/user-lists.ts';
import {userAtPosition} from '../../core/users/user-view.ts';
import {ownColumns} from '../../core/select/own-columns.ts';
import {batchColumns, selectBatchFacts} from '../../core/select/batches.ts';
import {type Line, line, span} from '../../core/select/line.ts';
import {filterLines} from '../../core/select/filter-lines.ts';
import {listTitle} from '../../core/select/list-title.ts';
import {errorText} from '../../core/select/status-cells.ts';
import {refusedLine} from '../../core/select/refused.ts';
import {type State} from '../../core/state.ts';
import {sourceText} from '../../core/words.ts';
import {wrap} from '../../format/width.ts';
import {labelled} from '../draw/compose.ts';
import {panel} from '../draw/panel.ts';
import {drawBigList} from './big-list.ts';
import {rowSigns, windowOf} from './users.ts';

const labelWidth = 15;

/** The latest batch of each user, suspended first. */
export function drawBatches(state: State, layout: Layout): readonly Line[] {
	const view = batchList(state);
	const list = state.view.lists.batches;
	const height = listHeight(layout, 'batches', state.view.place);
	const current = userAtPosition(view, list.position);
	return drawBigList(layout, {
		title: listTitle(state, 'batches', {
			title: safe`Latest batches`,
			shown: view.slots.length,
			total: state.entities.users.size,
		}),
		filter: (width) => filterLines(state, 'batches', width),
		columns: ownColumns(state, 'batches', batchColumns(state)),
		list,
		data: windowOf(list.top, height, (position) => userAtPosition(view, position)),
		signs: rowSigns(state, 'batches'),
		hasNotes: true,
		empty:
			refusedLine(state, 'users') ??
			line(
				isBehind(state)
					? safe`a long list is being put in order`
					: safe`no batch matches; Esc clears the filter`,
				'dim',
			),
		preview: (width, lines) =>
			panel(
				{
					title: current?.name ?? safe`no batch`,
					titleTone: 'strong',
					footer: safe`Enter: batch with its issues`,
					width,
					height: lines,
				},
				current === undefined
					? []
					: batchFacts(state, current, {width: width - 4, lines: lines - 2}),
			),
	});
}

/** What there is to know of a user's current batch, with its error in full. */
export function batchFacts(
	state: State,
	user: User,
	room: {readonly width: number; readonly lines: number},
): readonly Line[] {
	const {batch} = user;
	if (batch === undefined) {
		return [line(safe`no batch yet`, 'dim')];
	}

	const facts = selectBatchFacts(state, user, batch).map(({label, value}) =>
		labelled(label, value, labelWidth),
	);
	const error = errorLines(batch, room.width);
	// What failed is worth more than what was counted.
	return [...facts.slice(0, Math.max(1, room.lines - error.length)), ...error];
}

function errorLines(batch: Batch, width: number): readonly Line[] {
	const error = errorText(batch);
	return error === undefined || batch.error === undefined
		? []
		: [
				labelled(safe`Failed at`, [span(sourceText(batch.error.source))], labelWidth),
				...wrap(error, width).map((part) => line(part, 'error')),
			];
}
