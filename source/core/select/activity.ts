import {type SafeText, safe} from '../../contract/text.ts';
import {clockTime, timeOrDate, calendarDate} from '../../format/duration.ts';
import {type ActivityRow} from '../activity-list.ts';
import {type State} from '../state.ts';
import {reasonNotToUndo} from '../undo.ts';
import {type Column} from './column.ts';
import {type Span, span, type Tone} from './line.ts';
import {activityTone} from './overview.ts';
import {presentOf} from './status-cells.ts';

/** The columns of what was done. */
export function activityColumns(state: State): ReadonlyArray<Column<ActivityRow>> {
	const {now} = presentOf(state);
	return [
		{
			id: 'time',
			title: safe`TIME`,
			width: [10, 10],
			priority: 1,
			cell: ({at}) => span(timeOrDate(at, now), 'dim'),
		},
		{id: 'who', title: safe`WHO`, width: [16, 22], priority: 4, cell: whoCell},
		{
			id: 'what',
			title: safe`WHAT`,
			width: [14, 24],
			priority: 2,
			cell: (row) => span(row.what, toneOf(row)),
		},
		{
			id: 'name',
			title: safe`TARGET`,
			width: [16, 34],
			priority: 3,
			cell: ({target}) => span(target),
		},
		{id: 'outcome', title: safe`OUTCOME`, width: [8, 13], priority: 5, cell: outcomeCell},
		{
			id: 'detail',
			title: safe`DETAIL`,
			width: [10, 80],
			priority: 6,
			cell: ({detail}) => (detail === undefined ? span(safe`-`, 'none') : span(detail, 'dim')),
		},
	];
}

/** A label, what it says, and how that is meant. */
export type ActivityFact = {
	readonly label: SafeText;
	readonly text: SafeText;
	readonly tone: Tone;
};

/** All that there is to know of one row, and whether it can be undone. */
export function activityFacts(state: State, row: ActivityRow): readonly ActivityFact[] {
	const {at, who, what, target, outcome, detail, source} = row;
	const reason = reasonNotToUndo(state, row);
	return [
		{label: safe`When`, text: safe`${calendarDate(at)} ${clockTime(at)}`, tone: 'text'},
		{
			label: safe`Who`,
			text: source.kind === 'service' ? who : safe`${who}, as ${source.request.entry.actor}`,
			tone: 'text',
		},
		{label: safe`What`, text: safe`${what}: ${target}`, tone: toneOf(row)},
		...(outcome === '' ? [] : [{label: safe`Outcome`, text: outcome, tone: outcomeCell(row).tone}]),
		{
			label: safe`Told by`,
			text: source.kind === 'service' ? safe`the service` : safe`the journal of this program`,
			tone: 'dim',
		},
		...(detail === undefined ? [] : [{label: safe`Detail`, text: detail, tone: 'text' as const}]),
		{
			label: safe`Undo`,
			text: reason === undefined ? safe`z puts it back` : safe`not from here: ${reason}`,
			tone: reason === undefined ? 'accent' : 'dim',
		},
	];
}

function whoCell({who, source}: ActivityRow): Span {
	return span(who, source.kind === 'here' ? 'accent' : 'text');
}

function toneOf({source}: ActivityRow): Tone {
	return source.kind === 'service' ? activityTone(source.row) : 'text';
}

function outcomeCell({outcome, source}: ActivityRow): Span {
	if (outcome === '') {
		return span(safe`-`, 'none');
	}

	const known = source.kind === 'here' ? (source.request.outcome ?? 'open') : outcome;
	switch (known) {
		case 'done': {
			return span(safe`✓ ${outcome}`, 'dim');
		}

		case 'open': {
			return span(safe`… ${outcome}`, 'pending');
		}

		case 'unknown':
		case 'untold': {
			return span(safe`? ${outcome}`, 'unknown');
		}

		default: {
			return span(safe`! ${outcome}`, 'error');
		}
	}
}
