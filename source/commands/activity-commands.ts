import {safe} from '../contract/text.ts';
import {activityRowJson, activityUnderCursor} from '../core/activity-list.ts';
import {type Event} from '../core/event.ts';
import {type State} from '../core/state.ts';
import {reasonNotToChange} from '../core/targets.ts';
import {reasonNotToUndo} from '../core/undo.ts';
import {type Command} from './command.ts';

const noRow = safe`there is nothing under the cursor`;

function undoHere(state: State): Event | undefined {
	const row = activityUnderCursor(state);
	return row?.source.kind === 'here'
		? {type: 'change.undoAsked', change: row.source.change}
		: undefined;
}

/** The keys on the list of what was done. */
export const activityCommands: readonly Command[] = [
	{
		id: 'activity.undo',
		scope: 'activity',
		keys: ['z'],
		section: 'Change',
		title: safe`undo`,
		detail: safe`undo the change under the cursor, all of it, by the rules of undo`,
		isHinted: true,
		mutates: true,
		blocked(state) {
			const row = activityUnderCursor(state);
			return reasonNotToChange(state) ?? (row === undefined ? noRow : reasonNotToUndo(state, row));
		},
		event: undoHere,
	},
	{
		id: 'activity.copy',
		scope: 'activity',
		keys: ['y'],
		section: 'Triage',
		title: safe`copy`,
		detail: safe`copy whom it was about`,
		isHinted: false,
		mutates: false,
		blocked: (state) => (activityUnderCursor(state) === undefined ? noRow : undefined),
		event(state) {
			const row = activityUnderCursor(state);
			return row && {type: 'copy.asked', lines: [row.target], what: safe`the name`};
		},
	},
	{
		id: 'activity.copyRow',
		scope: 'activity',
		keys: ['Y'],
		section: 'Triage',
		title: safe`copy as JSON`,
		detail: safe`copy the whole row as JSON`,
		isHinted: false,
		mutates: false,
		blocked: (state) => (activityUnderCursor(state) === undefined ? noRow : undefined),
		event(state) {
			const row = activityUnderCursor(state);
			return (
				row && {type: 'copy.asked', lines: [activityRowJson(row)], what: safe`the row as JSON`}
			);
		},
	},
];
