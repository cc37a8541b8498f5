import {type SafeText, safe} from '../contract/text.ts';
import {type State} from '../core/state.ts';
import {isBehind} from '../core/user-lists.ts';
import {count} from '../format/number.ts';
import {type Choice, type Said} from './menu.ts';
import {emptyText, footLines, headLines} from './place.ts';
import {numbered} from './plain.ts';
import {type Listing, listingOf, rowText, titleText} from './rows.ts';

const rowsAtOnce = 10;
const choicesAtOnce = 20;
const linesAtOnce = 20;

type Long = {
	readonly length: number;
	readonly lines: (state: State, from: number, to: number) => readonly SafeText[];
	readonly size: number;
	readonly what: SafeText;
};

/** Something long, and which stretch of it was said last. */
type Book = {readonly long: Long; readonly from: number; readonly to: number};

/** Remembers what was said last, so that numbers mean it and "more" goes on with it. */
export class Pages {
	/** The list as it was said last. */
	listing: Listing | undefined;
	/** The choices of the open dialog, by their numbers. */
	menu: readonly Choice[] = [];
	#list: Book | undefined;
	#over: Book | undefined;

	/** A place, from its beginning. */
	place(state: State): readonly SafeText[] {
		return [...headLines(state), ...this.list(state), ...footLines(state)];
	}

	/** Only its list: it has another filter or order. */
	list(state: State): readonly SafeText[] {
		this.listing = listingOf(state);
		this.#list = undefined;
		if (this.listing === undefined) {
			return [];
		}

		// Rows of the filter or the order before are not what was asked for: they get no numbers.
		if (isBehind(state)) {
			this.listing = undefined;
			return [emptyText(state)];
		}

		const long = longOf(this.listing);
		return [
			safe`${titleText(state, this.listing)}.`,
			...(long.length === 0 ? [emptyText(state)] : this.#sayList(state, long, 0)),
		];
	}

	/** The page around an end of the list. */
	end(state: State, to: 'start' | 'end'): readonly SafeText[] {
		const said = this.list(state);
		return this.#list === undefined || to === 'start'
			? said
			: this.#sayList(state, this.#list.long, this.#list.long.length - rowsAtOnce);
	}

	/** The row under the cursor. */
	row(state: State): readonly SafeText[] {
		const {listing} = this;
		if (listing === undefined || listing.place !== state.view.place) {
			return [];
		}

		const {cursor, position} = state.view.lists[listing.name];
		const known = cursor === undefined ? -1 : listing.shape.positionOf(cursor);
		const text = rowText(state, listing, known < 0 ? position : known);
		return text === undefined ? [] : [text];
	}

	/** A dialog: its lines, its choices page by page, and what else can be answered. */
	dialog(state: State, {lines, choices, hint}: Said): readonly SafeText[] {
		this.menu = choices;
		const long: Long = {
			length: choices.length,
			size: choicesAtOnce,
			what: safe`choices`,
			lines: (_, from, to) =>
				choices.slice(from, to).map(({label}, index) => numbered(from + index + 1, label)),
		};
		return [
			...lines,
			...(choices.length === 0 ? [] : this.#sayOver(state, long, 0)),
			...(hint === undefined ? [] : [hint]),
		];
	}

	/** Lines of a dialog that "more" says. */
	text(lines: readonly SafeText[]): void {
		const long: Long = {
			length: lines.length,
			size: linesAtOnce,
			what: safe`lines`,
			lines: (_, from, to) => lines.slice(from, to),
		};
		this.menu = [];
		this.#over = {long, from: 0, to: 0};
	}

	/** The next page of what was said last, or the one before. */
	turn(state: State, by: 1 | -1, rows?: number): readonly SafeText[] {
		const book = this.#over ?? this.#list;
		if (book === undefined || book.long.length === 0) {
			return [safe`There is nothing more here.`];
		}

		const {long, from, to} = book;
		if (by === 1 ? to >= long.length : from === 0) {
			return [by === 1 ? safe`That was all.` : safe`That was the first page.`];
		}

		const first = by === 1 ? to : from - (rows ?? long.size);
		return book === this.#over
			? this.#sayOver(state, long, first, rows)
			: this.#sayList(state, long, first, rows);
	}

	/** The dialog is gone: pages are those of the place again. */
	leaveDialog(): void {
		this.#over = undefined;
		this.menu = [];
	}

	#sayList(state: State, long: Long, from: number, rows?: number): readonly SafeText[] {
		this.#list = stretchOf(long, from, rows);
		return linesOf(state, this.#list);
	}

	#sayOver(state: State, long: Long, from: number, rows?: number): readonly SafeText[] {
		this.#over = stretchOf(long, from, rows);
		return linesOf(state, this.#over);
	}
}

function stretchOf(long: Long, wanted: number, rows = long.size): Book {
	const from = Math.max(0, Math.min(wanted, long.length - 1));
	return {long, from, to: Math.min(long.length, from + rows)};
}

function linesOf(state: State, {long, from, to}: Book): readonly SafeText[] {
	const rest = long.length - to;
	return [
		...long.lines(state, from, to),
		...(rest > 0 ? [safe`${count(rest)} more ${long.what}: "more".`] : []),
	];
}

function longOf(listing: Listing): Long {
	return {
		length: listing.shape.length,
		// Of a user the last batches tell; the rest is history.
		size: listing.name === 'userBatches' ? 3 : rowsAtOnce,
		what: safe`rows`,
		lines: (state, from, to) =>
			Array.from({length: to - from}, (_, index) => rowText(state, listing, from + index)).filter(
				(row) => row !== undefined,
			),
	};
}
