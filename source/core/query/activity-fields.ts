import {safe} from '../../contract/text.ts';
import {type ActivityRow} from '../activity-list.ts';
import {byField, type Field, type FieldTable} from './field-table.ts';

/** A row of the activity tells all that is asked of it. */
type Nothing = undefined;

const fields: ReadonlyArray<Field<ActivityRow, Nothing>> = [
	{name: 'who', kind: 'text', detail: safe`who did it`, of: ({who}) => [who]},
	{name: 'what', kind: 'text', detail: safe`what was done`, of: ({what}) => [what]},
	{name: 'target', kind: 'text', detail: safe`to whom`, of: ({target}) => [target]},
	{name: 'outcome', kind: 'text', detail: safe`what came of it`, of: ({outcome}) => [outcome]},
];

/** The fields of the list of activity. */
export const activityFields: FieldTable<ActivityRow, Nothing> = {
	fields: byField(fields),
	texts: ({who, what, target, outcome, detail}) => [
		`${who}\n${what}\n${target}\n${outcome}\n${detail ?? ''}`,
	],
};
