import {type BatchError, type IssueKind} from '../../contract/batch.ts';

/** Rows in a chunk. An edit copies the chunks that it touches, so it should be small; each has a price, so not too small. */
export const chunkRows = 32;

/** Where each text, word and number of a row stands in the columns of its chunk. */
export const textColumn = {
	name: 0,
	notes: 1,
	email: 2,
	id: 3,
	employeeNumber: 4,
	batchId: 5,
	/** Only where it is not the user's own. */
	batchUserId: 6,
} as const;

export const wordColumn = {
	groupId: 0,
	mailServerId: 1,
	syncStatus: 2,
	mailboxStatus: 3,
	hold: 4,
	mailPlatform: 5,
	role: 6,
	/** No word: the user has no batch. */
	batchState: 7,
	batchKind: 8,
	/** The status words together: few combinations for many rows, so that one look tells them all. */
	statuses: 9,
	/** No word but bits: which texts there are. */
	texts: 10,
} as const;

export const numberColumn = {
	version: 0,
	revision: 1,
	consecutiveFailures: 2,
	intervalSeconds: 3,
	holdSince: 4,
	lastSynchronizedAt: 5,
	nextSynchronizationAt: 6,
	lastAddInUseAt: 7,
	createdAt: 8,
	updatedAt: 9,
	queuedAt: 10,
	startedAt: 11,
	endedAt: 12,
	scope: 13,
	changes: 14,
	issues: 15,
} as const;

const textColumns = Object.keys(textColumn).length;
const wordColumns = Object.keys(wordColumn).length;
const numberColumns = Object.keys(numberColumn).length;

export type TextColumn = (typeof textColumn)[keyof typeof textColumn];
export type WordColumn = (typeof wordColumn)[keyof typeof wordColumn];
export type NumberColumn = (typeof numberColumn)[keyof typeof numberColumn];

/** What a batch failed with, and the same folded, to be looked in. */
export type PackedError = {readonly error: BatchError; readonly folded: string};

/** Small numbers: two bytes each where that is enough. */
export type Codes = Uint16Array | Uint32Array;

/**
The rows of some users as columns, never changed once it is in a table: a fifth of the memory of objects, and a walk over all rows reads a
few arrays instead of following pointers. The texts of all rows are one text for each alphabet that they are written in: few objects
for the garbage collector to look at, and one letter that is not Latin makes no address take two bytes a letter.
*/
export type UserChunk = {
	/** Names, then notes. In this and in the texts below a newline ends each. */
	readonly names: string;
	/** The same text as the folded ones, where folding changes nothing. */
	readonly emails: string;
	readonly others: string;
	/** To look in. */
	readonly foldedNames: string;
	readonly foldedEmails: string;
	/** Where each text starts, and where the last ends, for one of the texts above after another; see `bound`. */
	readonly bounds: Codes;
	/** Codes of a dictionary. */
	readonly words: Codes;
	/** `NaN` stands for no number. */
	readonly numbers: Float64Array;
	/** By the place of the row in the chunk: few batches failed. */
	readonly errors: ReadonlyMap<number, PackedError>;
	/** By the place of the row: few batches have issues. */
	readonly issueKinds: ReadonlyMap<number, readonly IssueKind[]>;
	/** The first letters of folded names, then e-mails, as numbers: most comparisons need no more. */
	readonly prefixes: Float64Array;
};

/** Where the bounds of each text of a chunk begin. */
export const bound = {
	names: 0,
	emails: 2 * chunkRows + 1,
	foldedNames: 3 * chunkRows + 2,
	foldedEmails: 4 * chunkRows + 3,
	others: 5 * chunkRows + 4,
	end: 5 * chunkRows + 4 + (textColumns - 3) * chunkRows + 1,
} as const;

const noErrors: ReadonlyMap<number, PackedError> = new Map();
const noIssueKinds: ReadonlyMap<number, readonly IssueKind[]> = new Map();
const blank = (columns: number): string => '\n'.repeat(columns * chunkRows);

export const emptyChunk: UserChunk = {
	names: blank(2),
	emails: blank(1),
	others: blank(textColumns - 3),
	foldedNames: blank(1),
	foldedEmails: blank(1),
	bounds: Uint16Array.from({length: bound.end}, (_, at) => {
		const starts = [bound.others, bound.foldedEmails, bound.foldedNames, bound.emails];
		return at - (starts.find((start) => start <= at) ?? 0);
	}),
	words: new Uint16Array(wordColumns * chunkRows),
	numbers: new Float64Array(numberColumns * chunkRows).fill(Number.NaN),
	errors: noErrors,
	issueKinds: noIssueKinds,
	prefixes: new Float64Array(2 * chunkRows),
};

/** Whether a row has a text. Makes none. */
export function hasText({words}: UserChunk, column: TextColumn, place: number): boolean {
	return (((words[wordColumn.texts * chunkRows + place] ?? 0) >>> column) & 1) === 1;
}

export function textAt(chunk: UserChunk, column: TextColumn, place: number): string | undefined {
	if (!hasText(chunk, column, place)) {
		return undefined;
	}

	const at = boundOf(column) + place;
	const start = chunk.bounds[at] ?? 0;
	return textOf(chunk, column).slice(start, (chunk.bounds[at + 1] ?? 1) - 1);
}

/** Whether a text is this one; one that is not there counts as empty. Makes none. */
export function isTextAt(
	chunk: UserChunk,
	column: TextColumn,
	place: number,
	text: string,
): boolean {
	const at = boundOf(column) + place;
	const start = chunk.bounds[at] ?? 0;
	return (
		chunk.bounds[at + 1] === start + text.length + 1 &&
		textOf(chunk, column).startsWith(text, start)
	);
}

/** The texts of a column as one, a newline behind each. */
export function textsAt(chunk: UserChunk, column: TextColumn): string {
	const at = boundOf(column);
	return textOf(chunk, column).slice(chunk.bounds[at], chunk.bounds[at + chunkRows]);
}

/** The text that a column is in. */
export function textOf({names, emails, others}: UserChunk, column: TextColumn): string {
	return column <= textColumn.notes ? names : column === textColumn.email ? emails : others;
}

/** Where the bounds of a column begin. */
export function boundOf(column: TextColumn): number {
	switch (column) {
		case textColumn.name:
		case textColumn.notes: {
			return bound.names + column * chunkRows;
		}

		case textColumn.email: {
			return bound.emails;
		}

		default: {
			return bound.others + (column - textColumn.id) * chunkRows;
		}
	}
}

export function wordAt(chunk: UserChunk, column: WordColumn, place: number): number {
	return chunk.words[column * chunkRows + place] ?? 0;
}

/** `NaN` where there is none. */
export function numberAt(chunk: UserChunk, column: NumberColumn, place: number): number {
	return chunk.numbers[column * chunkRows + place] ?? Number.NaN;
}

export const prefixLetters = 7;

/**
The first letters as one number that compares as they do. It ends before the first letter that is not ASCII: where two of these are the
same, the texts have to be compared.
*/
export function prefixOf(text: string, start = 0, end = text.length): number {
	let prefix = 0;
	let isPlain = true;
	for (let index = start; index < start + prefixLetters; index++) {
		const code: number = isPlain && index < end ? text.charCodeAt(index) : 0;
		isPlain &&= code < 127;
		prefix = prefix * 128 + (code < 127 ? code : 127);
	}

	return prefix;
}
