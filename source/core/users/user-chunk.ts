import {type BatchError, type IssueKind} from '../../contract/batch.ts';
import {type User} from '../../contract/user.ts';
import {fold} from '../fold.ts';
import {type Dictionary} from './dictionary.ts';

/** Rows in a chunk. An edit copies the chunks that it touches, so it should be small; each has a price, so not too small. */
export const chunkRows = 32;

/** Where each text, word and number of a row stands in the columns of its chunk. */
export const textColumn = {
	id: 0,
	name: 1,
	email: 2,
	employeeNumber: 3,
	notes: 4,
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

/**
The rows of some users as columns, never changed once it is in a table: a third of the memory of objects, and a walk over all rows
reads a few arrays instead of following pointers.
*/
export type UserChunk = {
	readonly texts: ReadonlyArray<string | undefined>;
	/** Codes of a dictionary. */
	readonly words: Uint32Array;
	/** `NaN` stands for no number. */
	readonly numbers: Float64Array;
	/** By the place of the row in the chunk: few batches failed. */
	readonly errors: ReadonlyMap<number, PackedError>;
	/** By the place of the row: few batches have issues. */
	readonly issueKinds: ReadonlyMap<number, readonly IssueKind[]>;
	/** Name and e-mail of each row, folded, each with a newline behind it: one text to look in. */
	readonly folded: string;
	/** Where the name and the e-mail of each row start in it, and where the last ends. */
	readonly bounds: Uint32Array;
	/** The first letters of the same texts as numbers: most comparisons need no more. */
	readonly prefixes: Float64Array;
};

/** A chunk that is being made. */
export type OpenChunk = {
	texts: Array<string | undefined>;
	words: Uint32Array;
	numbers: Float64Array;
	errors: Map<number, PackedError>;
	issueKinds: Map<number, readonly IssueKind[]>;
};

const noErrors: ReadonlyMap<number, PackedError> = new Map();
const noIssueKinds: ReadonlyMap<number, readonly IssueKind[]> = new Map();

export const emptyChunk: UserChunk = {
	texts: Array.from({length: textColumns * chunkRows}, () => undefined),
	words: new Uint32Array(wordColumns * chunkRows),
	numbers: new Float64Array(numberColumns * chunkRows).fill(Number.NaN),
	errors: noErrors,
	issueKinds: noIssueKinds,
	folded: '\n'.repeat(2 * chunkRows),
	bounds: Uint32Array.from({length: 2 * chunkRows + 1}, (_, index) => index),
	prefixes: new Float64Array(2 * chunkRows),
};

export function textAt(chunk: UserChunk, column: TextColumn, place: number): string | undefined {
	return chunk.texts[column * chunkRows + place];
}

export function wordAt(chunk: UserChunk, column: WordColumn, place: number): number {
	return chunk.words[column * chunkRows + place] ?? 0;
}

/** `NaN` where there is none. */
export function numberAt(chunk: UserChunk, column: NumberColumn, place: number): number {
	return chunk.numbers[column * chunkRows + place] ?? Number.NaN;
}

export function openChunk(chunk: UserChunk): OpenChunk {
	return {
		texts: [...chunk.texts],
		words: chunk.words.slice(),
		numbers: chunk.numbers.slice(),
		errors: new Map(chunk.errors),
		issueKinds: new Map(chunk.issueKinds),
	};
}

/** The chunk as it is now. What is looked in stays as it was where no name and no e-mail changed. */
export function closeChunk(open: OpenChunk, before: UserChunk): UserChunk {
	const {texts} = open;
	const errors = open.errors.size === 0 ? noErrors : open.errors;
	const issueKinds = open.issueKinds.size === 0 ? noIssueKinds : open.issueKinds;
	const named = hasSameNames(texts, before.texts) ? before : foldedOf(texts);
	const {folded, bounds, prefixes} = named;
	return {
		texts,
		words: open.words,
		numbers: open.numbers,
		errors,
		issueKinds,
		folded,
		bounds,
		prefixes,
	};
}

function hasSameNames(
	texts: OpenChunk['texts'],
	before: ReadonlyArray<string | undefined>,
): boolean {
	for (let at = textColumn.name * chunkRows; at < (textColumn.email + 1) * chunkRows; at++) {
		if (texts[at] !== before[at]) {
			return false;
		}
	}

	return true;
}

function foldedOf(texts: OpenChunk['texts']): Pick<UserChunk, 'folded' | 'bounds' | 'prefixes'> {
	const parts: string[] = [];
	const bounds = new Uint32Array(2 * chunkRows + 1);
	const prefixes = new Float64Array(2 * chunkRows);
	let end = 0;
	for (let place = 0; place < chunkRows; place++) {
		for (const [half, column] of [textColumn.name, textColumn.email].entries()) {
			const part = fold(texts[column * chunkRows + place] ?? '');
			bounds[2 * place + half] = end;
			prefixes[2 * place + half] = prefixOf(part);
			end += part.length + 1;
			parts.push(part, '\n');
		}
	}

	bounds[2 * chunkRows] = end;
	return {folded: parts.join(''), bounds, prefixes};
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

/** Puts a row at its place in a chunk that is being made; nothing takes out the row that is there. */
export function pack(
	open: OpenChunk,
	place: number,
	user: User | undefined,
	dictionary: Dictionary,
): void {
	packTexts(open, place, user);
	packWords(open, place, user, dictionary);
	packNumbers(open, place, user);
	const error = user?.batch?.error;
	if (error === undefined) {
		open.errors.delete(place);
	} else {
		open.errors.set(place, {error, folded: fold(`${error.code}\n${error.message}`)});
	}

	const kinds = user?.batch?.issueKinds;
	if (kinds === undefined || kinds.length === 0) {
		open.issueKinds.delete(place);
	} else {
		open.issueKinds.set(place, kinds);
	}
}

function packTexts({texts}: OpenChunk, place: number, user: User | undefined): void {
	const put = (column: TextColumn, value: string | undefined): void => {
		texts[column * chunkRows + place] = value;
	};
	const batch = user?.batch;
	put(textColumn.id, user?.id);
	put(textColumn.name, user?.name);
	put(textColumn.email, user?.email);
	put(textColumn.employeeNumber, user?.employeeNumber);
	put(textColumn.notes, user?.notes);
	put(textColumn.batchId, batch?.id);
	put(textColumn.batchUserId, batch?.userId === user?.id ? undefined : batch?.userId);
}

function packWords(
	{words}: OpenChunk,
	place: number,
	user: User | undefined,
	dictionary: Dictionary,
): void {
	const put = (column: WordColumn, value: string | undefined): void => {
		words[column * chunkRows + place] = dictionary.codeOf(value);
	};
	const batch = user?.batch;
	put(wordColumn.groupId, user?.groupId);
	put(wordColumn.mailServerId, user?.mailServerId);
	put(wordColumn.syncStatus, user?.syncStatus);
	put(wordColumn.mailboxStatus, user?.mailboxStatus);
	put(wordColumn.hold, user?.hold);
	put(wordColumn.mailPlatform, user?.mailPlatform);
	put(wordColumn.role, user?.role);
	put(wordColumn.batchState, batch?.state);
	put(wordColumn.batchKind, batch?.kind);
	put(
		wordColumn.statuses,
		user && `${user.mailboxStatus}\n${user.syncStatus}\n${user.hold}\n${batch?.state ?? ''}`,
	);
}

function packNumbers({numbers}: OpenChunk, place: number, user: User | undefined): void {
	const put = (column: NumberColumn, value: number | undefined): void => {
		numbers[column * chunkRows + place] = value ?? Number.NaN;
	};
	const batch = user?.batch;
	put(numberColumn.version, user?.version);
	put(numberColumn.revision, user?.revision);
	put(numberColumn.consecutiveFailures, user?.consecutiveFailures);
	put(numberColumn.intervalSeconds, user?.intervalSeconds);
	put(numberColumn.holdSince, user?.holdSince);
	put(numberColumn.lastSynchronizedAt, user?.lastSynchronizedAt);
	put(numberColumn.nextSynchronizationAt, user?.nextSynchronizationAt);
	put(numberColumn.lastAddInUseAt, user?.lastAddInUseAt);
	put(numberColumn.createdAt, user?.createdAt);
	put(numberColumn.updatedAt, user?.updatedAt);
	put(numberColumn.queuedAt, batch?.queuedAt);
	put(numberColumn.startedAt, batch?.startedAt);
	put(numberColumn.endedAt, batch?.endedAt);
	put(numberColumn.scope, batch?.scope);
	put(numberColumn.changes, batch?.changes);
	put(numberColumn.issues, batch?.issues);
}
