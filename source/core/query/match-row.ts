import {fold} from '../fold.ts';
import {type Field, type FieldTable} from './field-table.ts';
import {isMatch} from './pattern.ts';
import {type Query, type Term, type Value} from './query.ts';
import {isAmount} from './values.ts';

/** Whether a row is what a filter asks for: the plain way, one row by itself. */
export function rowTest<Row, World>(
	{terms}: Query,
	table: FieldTable<Row, World>,
	world: World,
): (row: Row) => boolean {
	return allOf(terms.map((term) => termTest(term, table, world)));
}

function termTest<Row, World>(
	term: Term,
	table: FieldTable<Row, World>,
	world: World,
): (row: Row) => boolean {
	switch (term.kind) {
		case 'word': {
			return (row) => hasText(table.texts(row, world), (text) => isMatch(term.pattern, text));
		}

		case 'field': {
			const field = table.fields.get(term.field);
			return field === undefined ? () => true : fieldTest(field, term.values, world);
		}

		case 'flag': {
			const field = table.fields.get(term.field);
			return field?.kind === 'flag' ? (row) => field.of(row, world) : () => true;
		}

		case 'not': {
			const test = termTest(term.term, table, world);
			return (row) => !test(row);
		}

		case 'or': {
			const tests = term.alternatives.map((terms) =>
				allOf(terms.map((one) => termTest(one, table, world))),
			);
			return (row) => tests.some((test) => test(row));
		}
	}
}

/** Whether a field of a row has one of some values. */
export function fieldTest<Row, World>(
	field: Field<Row, World>,
	values: readonly Value[],
	world: World,
): (row: Row) => boolean {
	switch (field.kind) {
		case 'choice': {
			const names = new Set(
				values.flatMap((value) => (value.kind === 'choice' ? value.names : [])),
			);
			const isAny = values.some(({kind}) => kind === 'any');
			return (row) => {
				const name = field.of(row, world);
				return name !== undefined && (names.has(name) || (isAny && name !== field.nothing));
			};
		}

		case 'label':
		case 'text': {
			const test = textTest(values);
			return (row) => hasText(field.of(row, world), test);
		}

		case 'number':
		case 'span': {
			const test = numberTest(values);
			return (row) => {
				const number = field.of(row, world);
				return number !== undefined && test(number);
			};
		}

		case 'flag': {
			return (row) => field.of(row, world);
		}
	}
}

/** Whether a folded text that is there is one of some values. */
export function textTest(values: readonly Value[]): (folded: string) => boolean {
	const patterns = values.flatMap((value) => (value.kind === 'pattern' ? [value.pattern] : []));
	const isAny = values.some(({kind}) => kind === 'any');
	return (folded) => isAny || patterns.some((pattern) => isMatch(pattern, folded));
}

/** Whether a number that is there is one of some values. */
export function numberTest(values: readonly Value[]): (number: number) => boolean {
	const [first, ...others] = values.flatMap((value) => (value.kind === 'amount' ? [value] : []));
	const isAny = values.some(({kind}) => kind === 'any');
	if (first === undefined || isAny) {
		return () => isAny;
	}

	return (number) => isAmount(first, number) || others.some((amount) => isAmount(amount, number));
}

function hasText(
	texts: ReadonlyArray<string | undefined>,
	test: (folded: string) => boolean,
): boolean {
	return texts.some((text) => text !== undefined && text !== '' && test(fold(text)));
}

function allOf<Row>(tests: ReadonlyArray<(row: Row) => boolean>): (row: Row) => boolean {
	return (row) => tests.every((test) => test(row));
}
