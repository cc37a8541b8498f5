import {safe, toSafe} from '../../contract/text.ts';
import {nearest} from './nearest.ts';
import {literalOf, patternOf} from './pattern.ts';
import {
	type FieldShape,
	type FieldShapes,
	type Known,
	type Operator,
	type Problem,
	type Query,
	type Tail,
	type Term,
	type Value,
} from './query.ts';
import {meant, readValue} from './values.ts';

/**
Understands a filter. Total: every text is a query, and what is wrong or not finished yet is told with its place and left out.

`known` gives the values that a field has now; without it a name that nobody has is a name like any other.
*/
export function parse(text: string, fields: FieldShapes, known?: Known): Query {
	return new Parser(text, fields, known).query();
}

// A word and a colon; what starts with a digit is a time.
const head = /([A-Za-z\u0080-\uFFFF]+):/y;
const operators = /[<>]=?|=/y;
const deepest = 20;

class Parser {
	readonly #text: string;
	readonly #fields: FieldShapes;
	readonly #known: Known | undefined;
	readonly #problems: Problem[] = [];
	readonly #used = new Set<string>();
	#at = 0;
	/** Brackets that are open. */
	#depth = 0;
	#tail: Tail | undefined;
	/** The text ends in quotes that are not closed. */
	#isOpen = false;

	constructor(text: string, fields: FieldShapes, known: Known | undefined) {
		this.#text = text;
		this.#fields = fields;
		this.#known = known;
	}

	query(): Query {
		const terms = this.#alternatives();
		const start = this.#text.length;
		const isNew = !this.#isOpen && /^$|[\s(!]$/.test(this.#text);
		return {
			text: this.#text,
			terms,
			problems: this.#problems.toSorted((one, other) => one.start - other.start),
			tail:
				this.#tail ?? (isNew ? {start, typed: '', field: undefined, isQuoted: false} : undefined),
			fields: this.#used,
		};
	}

	/** Terms with `OR` between: up to the bracket that closes them, or the end. */
	#alternatives(): readonly Term[] {
		const alternatives: Term[][] = [[]];
		let separator: {start: number; end: number} | undefined;
		for (;;) {
			this.#skipSpaces();
			const start = this.#at;
			if (start >= this.#text.length || (this.#depth > 0 && this.#text[start] === ')')) {
				break;
			}

			if (this.#takesOr()) {
				separator = {start, end: this.#at};
				alternatives.push([]);
			} else {
				alternatives.at(-1)?.push(...this.#term());
				separator = undefined;
			}
		}

		if (separator !== undefined) {
			this.#tell('unfinished', separator, safe`and what else?`);
		}

		const filled = alternatives.filter((terms) => terms.length > 0);
		return filled.length > 1 ? [{kind: 'or', alternatives: filled}] : (filled[0] ?? []);
	}

	#takesOr(): boolean {
		const isOr = /OR(?=[\s()]|$)/y;
		isOr.lastIndex = this.#at;
		const isFound = isOr.test(this.#text);
		this.#at += isFound ? 2 : 0;
		return isFound;
	}

	#term(): readonly Term[] {
		const start = this.#at;
		const character = this.#text[start];
		if (character === '!') {
			return this.#negated(start);
		}

		if (character === '(' && this.#depth < deepest) {
			this.#at += 1;
			this.#depth += 1;
			const terms = this.#alternatives();
			this.#depth -= 1;
			this.#at = Math.min(this.#text.length, this.#at + 1);
			return terms.length > 1 ? [{kind: 'or', alternatives: [terms]}] : terms;
		}

		return character === '"' ? this.#quotedWord() : this.#bareTerm();
	}

	#negated(start: number): readonly Term[] {
		while (this.#text[this.#at] === '!') {
			this.#at += 1;
		}

		const isTwice = (this.#at - start) % 2 === 0;
		const next = this.#text[this.#at] ?? ' ';
		if (/\s/.test(next) || (next === ')' && this.#depth > 0)) {
			this.#tell('unfinished', {start, end: this.#at}, safe`what must not be?`);
			return [];
		}

		return this.#term().map((term) => (isTwice ? term : {kind: 'not', term}));
	}

	#quotedWord(): readonly Term[] {
		const pattern = literalOf(this.#quoted().text, false);
		return pattern === undefined ? [] : [{kind: 'word', pattern}];
	}

	#bareTerm(): readonly Term[] {
		const start = this.#at;
		head.lastIndex = start;
		const name = head.exec(this.#text)?.[1];
		if (name !== undefined) {
			this.#at += name.length + 1;
			return this.#fieldTerm(name, start);
		}

		const word = this.#bare(/[\s]/);
		this.#endsWith({start, typed: word, field: undefined, isQuoted: false});
		const field = this.#fields.get(word);
		if (field?.kind === 'flag') {
			this.#used.add(field.name);
			return [{kind: 'flag', field: field.name}];
		}

		const pattern = patternOf(word);
		return pattern === undefined ? [] : [{kind: 'word', pattern}];
	}

	#fieldTerm(name: string, start: number): readonly Term[] {
		const field = this.#fields.get(name.toLowerCase());
		const nameEnd = this.#at;
		const values: Value[] = [];
		do {
			values.push(...this.#value(field));
		} while (this.#takesComma());

		if (field === undefined) {
			this.#tellNoField(name, {start, end: nameEnd - 1});
		} else {
			this.#used.add(field.name);
		}

		return field === undefined || values.length === 0
			? []
			: [{kind: 'field', field: field.name, values, start, end: this.#at}];
	}

	#tellNoField(name: string, place: {start: number; end: number}): void {
		const near = nearest(name, [...this.#fields.keys()]);
		const what = safe`no field "${toSafe(name)}"`;
		this.#tell(
			'wrong',
			place,
			near === undefined ? safe`${what}; in quotes it is text` : safe`${what}${meant(near)}`,
		);
	}

	#value(field: FieldShape | undefined): readonly Value[] {
		const start = this.#at;
		operators.lastIndex = start;
		const operator = operatorOf(operators.exec(this.#text)?.[0]);
		this.#at += operator?.length ?? 0;
		const from = this.#at;
		const isQuoted = this.#text[from] === '"';
		const written = isQuoted ? this.#quoted() : {text: this.#bare(/[\s,|]/), isClosed: true};
		if (field === undefined) {
			return [];
		}

		if (!isQuoted || !written.isClosed) {
			const typed = isQuoted ? written.text : this.#text.slice(start, this.#at);
			this.#endsWith({start, typed, field: field.name, isQuoted});
		}

		const read = readValue(field, {operator, isQuoted, ...written}, this.#known);
		if ('value' in read) {
			return [read.value];
		}

		this.#tell(read.kind, {start, end: this.#at}, read.text);
		return [];
	}

	#takesComma(): boolean {
		if (!/[,|]/.test(this.#text[this.#at] ?? '')) {
			return false;
		}

		this.#at += 1;
		return !/[\s)]/.test(this.#text[this.#at] ?? '');
	}

	/** Up to what ends a word; a closing bracket does when one is open. */
	#bare(ends: RegExp): string {
		const start = this.#at;
		for (; this.#at < this.#text.length; this.#at++) {
			const character = this.#text[this.#at] ?? '';
			if (ends.test(character) || (this.#depth > 0 && character === ')')) {
				break;
			}
		}

		return this.#text.slice(start, this.#at);
	}

	/** What stands in quotes; a backslash makes the next character mean itself. Quotes that are not closed reach to the end. */
	#quoted(): {readonly text: string; readonly isClosed: boolean} {
		let text = '';
		this.#at += 1;
		while (this.#at < this.#text.length) {
			const character = this.#text[this.#at] ?? '';
			this.#at += 1;
			if (character === '"') {
				return {text, isClosed: true};
			}

			if (character === '\\' && this.#at < this.#text.length) {
				text += this.#text[this.#at] ?? '';
				this.#at += 1;
			} else {
				text += character;
			}
		}

		this.#isOpen = true;
		return {text, isClosed: false};
	}

	#skipSpaces(): void {
		while (/\s/.test(this.#text[this.#at] ?? '')) {
			this.#at += 1;
		}
	}

	#endsWith(tail: Tail): void {
		if (this.#at === this.#text.length) {
			this.#tail = tail;
		}
	}

	#tell(kind: Problem['kind'], {start, end}: {start: number; end: number}, text: Problem['text']) {
		this.#problems.push({kind, start, end, text});
	}
}

function operatorOf(text: string | undefined): Operator | undefined {
	switch (text) {
		case '>':
		case '>=':
		case '<':
		case '<=':
		case '=': {
			return text;
		}

		default: {
			return undefined;
		}
	}
}
