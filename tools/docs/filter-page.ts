import {activityFields} from '../../source/core/query/activity-fields.ts';
import {groupFields} from '../../source/core/query/group-fields.ts';
import {type FieldShape, type FieldShapes} from '../../source/core/query/query.ts';
import {userFields} from '../../source/core/query/user-fields.ts';

/** docs/filter.md, with the fields from the tables that the filters are read by. */
export function filterPage(): string {
	return [
		'# The filter',
		'',
		'Written by `npm run docs` from the tables of fields (`source/core/query/`). `/` opens it on every list of users and on the lists',
		'of groups and of activity; it filters while it is typed.',
		'',
		'```text',
		'batch:suspended group:"Field Sales" age:>30m !code:EX-401 anna',
		'```',
		'',
		'| Written | Means |',
		'|---|---|',
		...rules.map(([text, meaning]) => `| ${text} | ${meaning} |`),
		'',
		'Capitals and accents make no difference. There are no regular expressions: whatever is typed, looking takes one pass.',
		'',
		'What is wrong is pointed at under the filter and left out; the rest holds. Enter keeps a filter only when all of it is understood, so',
		'that nobody marks more than was meant. What is not finished yet hides nothing either.',
		'',
		'Tab takes the first of what the line under the filter offers for what stands before the cursor: fields, values, groups, servers and',
		'codes that are there. The arrows, Home, End, Ctrl-Left, Ctrl-Right, Ctrl-W, Ctrl-U and Delete do what they do in a shell. Up and Down',
		'bring back the last fifty filters. `f` lists what the rows shown have, with counts; Enter there filters by it, and again takes it back.',
		'',
		'## Users, members, batches',
		'',
		...tableOf(userFields.fields),
		'',
		'## Groups',
		'',
		...tableOf(groupFields.fields),
		'',
		'## Activity',
		'',
		...tableOf(activityFields.fields),
		'',
	].join('\n');
}

const rules: ReadonlyArray<readonly [string, string]> = [
	[
		'`anna kow`',
		'both words, anywhere in what the columns show: name, e-mail, statuses, group, error',
	],
	[
		'`"anna kow"`',
		'these words as they stand; in quotes only `\\"` and `\\\\` mean something else',
	],
	['`an*kow`', '`*` stands for anything between'],
	['`batch:suspended`', 'a field has a value; the start of the value is enough'],
	['`batch:suspended,running`', 'one of several values; `\\|` does the same'],
	['`group:sales`, `group:"Field Sales"`', 'a name has this in it; a name is this as a whole'],
	['`issues:>0`, `issues:3`', 'numbers, with `>` `>=` `<` `<=` `=`'],
	['`age:>30m`', 'times, in `s`, `m`, `h` or `d`'],
	['`notes:*`', 'has one at all'],
	['`!near`, `!code:EX-401`, `!"anna kow"`', 'not'],
	['`(anna OR bo) batch:running`', 'either; without brackets, `OR` parts the whole filter'],
];

const kinds: Readonly<Record<FieldShape['kind'], string>> = {
	choice: 'value',
	label: 'name; in quotes the whole name',
	text: 'text',
	number: 'number',
	span: 'time',
	flag: 'stands alone',
};

function tableOf(fields: FieldShapes): readonly string[] {
	return [
		'| Field | Asks for | Takes |',
		'|---|---|---|',
		...[...fields.values()].map((field) => {
			const values =
				field.kind === 'choice'
					? field.choices.map(({name}) => `\`${name}\``).join(' ')
					: kinds[field.kind];
			return `| \`${field.name}${field.kind === 'flag' ? '' : ':'}\` | ${field.detail} | ${values} |`;
		}),
	];
}
