import {keepSafe, type SafeText, safe} from '../../contract/text.ts';
import {causeList} from '../causes/cause-list.ts';
import {fold} from '../fold.ts';
import {type ListName} from '../list-state.ts';
import {type State} from '../state.ts';
import {chunksOf} from '../users/chunk-list.ts';
import {type UserTable} from '../users/user-table.ts';
import {fieldsOf, filterQuery, knownIn} from './filters.ts';
import {parse} from './parse.ts';
import {type FieldShape, type Tail} from './query.ts';

/** Something that the end of a filter can become. */
export type Candidate = {
	readonly label: SafeText;
	/** What stands there instead. */
	readonly insert: string;
};

const most = 40;

/** What the end of the filter of a list can become, the likeliest first: fields, their values, values that are known by a word. */
export function candidatesOf(state: State, list: ListName): readonly Candidate[] {
	const tail = tailAtCaret(state, list);
	if (tail === undefined) {
		return [];
	}

	const fields = fieldsOf(list);
	const field = tail.field === undefined ? undefined : fields.get(tail.field);
	const found =
		field === undefined
			? namesFor(state, [...fields.values()], tail)
			: valuesFor(state, field, tail);
	return found.slice(0, most);
}

/** What is being typed: what stands before the cursor, which is at the end unless it was moved. */
export function tailAtCaret(state: State, list: ListName): Tail | undefined {
	const {caret, lists} = state.view;
	return caret === undefined
		? filterQuery(state, list).tail
		: parse(lists[list].filter.slice(0, caret), fieldsOf(list), knownIn(state)).tail;
}

/** The filter with its end replaced by a candidate. */
export function completed(text: string, tail: Tail, {insert}: Candidate): string {
	return text.slice(0, tail.start) + insert;
}

function namesFor(
	state: State,
	fields: readonly FieldShape[],
	{typed}: Tail,
): readonly Candidate[] {
	const wanted = fold(typed);
	const named = fields
		.filter(({name}) => name.startsWith(wanted))
		.map(({name, kind}) => {
			const label = keepSafe(kind === 'flag' ? name : `${name}:`);
			return {label, insert: kind === 'flag' ? `${label} ` : label};
		});
	// A word that is a value of some field is probably meant as such.
	const valued = wanted.length < 2 ? [] : fields.flatMap((field) => valuedBy(state, field, wanted));
	return [...named, ...valued];
}

function valuedBy(state: State, field: FieldShape, wanted: string): readonly Candidate[] {
	return listed(state, field)
		.filter((value) => fold(value).startsWith(wanted))
		.map((value) => ({
			label: safe`${keepSafe(field.name)}:${shown(field, value)}`,
			insert: `${field.name}:${written(field, value)} `,
		}));
}

function valuesFor(state: State, field: FieldShape, {typed, isQuoted}: Tail): readonly Candidate[] {
	const wanted = fold(typed);
	if (field.kind === 'number' || field.kind === 'span') {
		return amounts[field.kind]
			.filter((amount) => amount.startsWith(wanted))
			.map((amount) => ({label: amount, insert: `${amount} `}));
	}

	const values = listed(state, field);
	const starting = values.filter((value) => fold(value).startsWith(wanted));
	const having = values.filter(
		(value) => !starting.includes(value) && fold(value).includes(wanted),
	);
	return [...starting, ...having].map((value) => ({
		label: shown(field, value),
		insert: `${isQuoted ? quoted(value) : written(field, value)} `,
	}));
}

const amounts = {
	span: ['>5m', '>30m', '>1h', '>1d', '<5m', '<1h', '*'].map((amount) => keepSafe(amount)),
	number: ['>0', '0', '>5', '<5', '*'].map((amount) => keepSafe(amount)),
};

/** The values of a field that can be listed. */
function listed(state: State, field: FieldShape): readonly SafeText[] {
	if (field.kind === 'choice') {
		return field.choices.map(({name}) => keepSafe(name));
	}

	if (field.name === 'cause') {
		return [...new Set(causeList(state).map(({title}) => title))];
	}

	return field.name === 'code'
		? codesIn(state.entities.users)
		: [...new Set(knownIn(state)(field.name))];
}

/** A value as it stands in a filter: a name is in quotes, so that it is meant as a whole. */
export function written(field: FieldShape, value: SafeText): SafeText {
	return field.kind === 'choice' ? value : quoted(value);
}

// A name as it is: what has to be escaped in a filter need not be seen here.
function shown(field: FieldShape, value: SafeText): SafeText {
	return field.kind === 'choice' ? value : safe`"${value}"`;
}

function quoted(value: SafeText): SafeText {
	return keepSafe(`"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`);
}

const codes = new WeakMap<UserTable, readonly SafeText[]>();

/** The codes that batches ended with, the most frequent first. One walk for each version of the table. */
function codesIn(table: UserTable): readonly SafeText[] {
	let known = codes.get(table);
	if (known === undefined) {
		const counts = new Map<SafeText, number>();
		for (const {errors} of chunksOf(table.chunks)) {
			for (const {error} of errors.values()) {
				counts.set(error.code, (counts.get(error.code) ?? 0) + 1);
			}
		}

		known = [...counts].toSorted(([, one], [, other]) => other - one).map(([code]) => code);
		codes.set(table, known);
	}

	return known;
}
