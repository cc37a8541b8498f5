import {fold} from '../fold.ts';
import {type FieldTerm, type Query} from './query.ts';

/** What a filter asks of a field: not of what is negated or one of several alternatives, which is another question. */
export function termFor({terms}: Query, field: string): FieldTerm | undefined {
	return terms.find((term): term is FieldTerm => term.kind === 'field' && term.field === field);
}

/** Whether a term asks for one value by its name, and nothing else. */
export function isExactly(term: FieldTerm | undefined, label: string): boolean {
	const [value, ...others] = term?.values ?? [];
	if (value === undefined || others.length > 0) {
		return false;
	}

	switch (value.kind) {
		case 'choice': {
			return value.names.length === 1 && value.names[0] === label;
		}

		case 'pattern': {
			return value.pattern.isWhole && value.pattern.pieces[0] === fold(label);
		}

		case 'any':
		case 'amount': {
			return false;
		}
	}
}

/** The filter without what it asks of a field. */
export function withoutField({text}: Query, {start, end}: FieldTerm): string {
	return `${text.slice(0, start).trimEnd()} ${text.slice(end).trimStart()}`.trim();
}

/** The filter with `field:value`, instead of what it asked of this field. */
export function withValue(query: Query, field: string, value: string): string {
	const {text, terms} = query;
	const written = `${field}:${value}`;
	const term = termFor(query, field);
	if (term !== undefined) {
		return text.slice(0, term.start) + written + text.slice(term.end);
	}

	const rest = text.trim();
	const isChoice = terms.some(({kind}) => kind === 'or') && !rest.startsWith('(');
	return [isChoice ? `(${rest})` : rest, written].filter((part) => part !== '').join(' ');
}
