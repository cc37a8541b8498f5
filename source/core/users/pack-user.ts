import {type IssueKind} from '../../contract/batch.ts';
import {type User} from '../../contract/user.ts';
import {fold} from '../fold.ts';
import {type Dictionary} from './dictionary.ts';
import {
	bound,
	boundOf,
	chunkRows,
	type Codes,
	emptyChunk,
	type NumberColumn,
	numberColumn,
	type PackedError,
	prefixOf,
	isTextAt,
	type TextColumn,
	textColumn,
	textOf,
	type UserChunk,
	type WordColumn,
	wordColumn,
} from './user-chunk.ts';

/** A chunk that is being made from another. */
export type OpenChunk = {
	readonly before: UserChunk;
	readonly dictionary: Dictionary;
	/** Texts that were put, by column and place: most edits change few. */
	readonly texts: Map<number, string>;
	words: Codes;
	readonly numbers: Float64Array;
	readonly errors: Map<number, PackedError>;
	readonly issueKinds: Map<number, readonly IssueKind[]>;
};

export function openChunk(before: UserChunk, dictionary: Dictionary): OpenChunk {
	return {
		before,
		dictionary,
		texts: new Map(),
		words: before.words.slice(),
		numbers: before.numbers.slice(),
		errors: new Map(before.errors),
		issueKinds: new Map(before.issueKinds),
	};
}

/** The chunk as it is now. Texts stay as they were where none of them changed. */
export function closeChunk(open: OpenChunk): UserChunk {
	const {before, texts, words, numbers, errors, issueKinds} = open;
	const bounds = scratchBounds;
	bounds.set(before.bounds);
	const {name, notes, email, id, batchUserId} = textColumn;
	const isRenamed = hasChanged(open, name, name);
	const isReaddressed = hasChanged(open, email, email);
	const names =
		isRenamed || hasChanged(open, notes, notes)
			? joined(open, [name, notes], bounds)
			: before.names;
	const emails = isReaddressed ? joined(open, [email, email], bounds) : before.emails;
	const foldedNames = isRenamed ? foldedTexts(open, name, bounds) : before.foldedNames;
	const foldedEmails = isReaddressed ? foldedTexts(open, email, bounds) : before.foldedEmails;
	return {
		names,
		// One text in memory for both.
		emails: emails === foldedEmails ? foldedEmails : emails,
		others: hasChanged(open, id, batchUserId)
			? joined(open, [id, batchUserId], bounds)
			: before.others,
		foldedNames,
		foldedEmails,
		bounds: texts.size === 0 ? before.bounds : copied(bounds),
		words,
		numbers,
		errors: errors.size === 0 ? emptyChunk.errors : errors,
		issueKinds: issueKinds.size === 0 ? emptyChunk.issueKinds : issueKinds,
		prefixes:
			isRenamed || isReaddressed ? prefixesOf(foldedNames, foldedEmails, bounds) : before.prefixes,
	};
}

function hasChanged({texts}: OpenChunk, first: TextColumn, last: TextColumn): boolean {
	for (const at of texts.keys()) {
		if (at >= first * chunkRows && at < (last + 1) * chunkRows) {
			return true;
		}
	}

	return false;
}

/** The texts of some columns as one, a newline behind each; notes where they start and where the last ends. */
function joined(
	{before, texts}: OpenChunk,
	[first, last]: readonly [TextColumn, TextColumn],
	bounds: Uint32Array,
): string {
	const text = textOf(before, first);
	const from = boundOf(first);
	const parts: string[] = [];
	let kept = 0;
	let shift = 0;
	for (let index = 0; index < (last - first + 1) * chunkRows; index++) {
		const end = before.bounds[from + index + 1] ?? 0;
		const at = first * chunkRows + index;
		if (texts.has(at)) {
			const put = texts.get(at) ?? '';
			const start = before.bounds[from + index] ?? 0;
			parts.push(text.slice(kept, start), put, '\n');
			kept = end;
			shift += put.length + 1 - (end - start);
		}

		bounds[from + index + 1] = end + shift;
	}

	parts.push(text.slice(kept));
	return parts.join('');
}

function foldedTexts(
	open: OpenChunk,
	column: typeof textColumn.name | typeof textColumn.email,
	bounds: Uint32Array,
): string {
	const {before, texts} = open;
	const isName = column === textColumn.name;
	const text = isName ? before.foldedNames : before.foldedEmails;
	const from = isName ? bound.foldedNames : bound.foldedEmails;
	const parts: string[] = [];
	let end = 0;
	for (let place = 0; place < chunkRows; place++) {
		const at = column * chunkRows + place;
		const part = texts.has(at)
			? `${fold(texts.get(at) ?? '')}\n`
			: text.slice(before.bounds[from + place], before.bounds[from + place + 1]);
		parts.push(part);
		end += part.length;
		bounds[from + place + 1] = end;
	}

	return parts.join('');
}

function prefixesOf(names: string, emails: string, bounds: Uint32Array): Float64Array {
	const prefixes = new Float64Array(2 * chunkRows);
	for (let place = 0; place < chunkRows; place++) {
		const name = bound.foldedNames + place;
		const email = bound.foldedEmails + place;
		prefixes[place] = prefixOf(names, bounds[name], (bounds[name + 1] ?? 1) - 1);
		prefixes[chunkRows + place] = prefixOf(emails, bounds[email], (bounds[email + 1] ?? 1) - 1);
	}

	return prefixes;
}

const scratchBounds = new Uint32Array(bound.end);

/** In two bytes each where that is enough. */
function copied(bounds: Uint32Array): Codes {
	let all = 0;
	for (let at = 0; at < bounds.length; at++) {
		all |= bounds[at] ?? 0;
	}

	return all >>> 16 === 0 ? new Uint16Array(bounds) : bounds.slice();
}

/** Puts a row at its place in a chunk that is being made; nothing takes out the row that is there. */
export function pack(open: OpenChunk, place: number, user: User | undefined): void {
	packTexts(open, place, user);
	packWords(open, place, user);
	packNumbers(open, place, user);
	const error = user?.batch?.error;
	if (error === undefined) {
		open.errors.delete(place);
	} else {
		open.errors.set(place, open.dictionary.errorOf(error));
	}

	const kinds = user?.batch?.issueKinds;
	if (kinds === undefined || kinds.length === 0) {
		open.issueKinds.delete(place);
	} else {
		open.issueKinds.set(place, kinds.map(open.dictionary.kindOf));
	}
}

function packTexts(open: OpenChunk, place: number, user: User | undefined): void {
	const batch = user?.batch;
	const batchUserId = batch?.userId === user?.id ? undefined : batch?.userId;
	open.words[wordColumn.texts * chunkRows + place] =
		putText(open, textColumn.id, place, user?.id) |
		putText(open, textColumn.name, place, user?.name) |
		putText(open, textColumn.email, place, user?.email) |
		putText(open, textColumn.employeeNumber, place, user?.employeeNumber) |
		putText(open, textColumn.notes, place, user?.notes) |
		putText(open, textColumn.batchId, place, batch?.id) |
		putText(open, textColumn.batchUserId, place, batchUserId);
}

/** Answers the bit of the column, if there is a text. */
function putText(
	{before, texts}: OpenChunk,
	column: TextColumn,
	place: number,
	text: string | undefined,
): number {
	const at = column * chunkRows + place;
	if (!isTextAt(before, column, place, text ?? '') || texts.has(at)) {
		texts.set(at, text ?? '');
	}

	return text === undefined ? 0 : 1 << column;
}

function packWords(open: OpenChunk, place: number, user: User | undefined): void {
	const batch = user?.batch;
	putWord(open, wordColumn.groupId, place, user?.groupId);
	putWord(open, wordColumn.mailServerId, place, user?.mailServerId);
	putWord(open, wordColumn.syncStatus, place, user?.syncStatus);
	putWord(open, wordColumn.mailboxStatus, place, user?.mailboxStatus);
	putWord(open, wordColumn.hold, place, user?.hold);
	putWord(open, wordColumn.mailPlatform, place, user?.mailPlatform);
	putWord(open, wordColumn.role, place, user?.role);
	putWord(open, wordColumn.batchState, place, batch?.state);
	putWord(open, wordColumn.batchKind, place, batch?.kind);
	const statuses =
		user && `${user.mailboxStatus}\n${user.syncStatus}\n${user.hold}\n${batch?.state ?? ''}`;
	putWord(open, wordColumn.statuses, place, statuses);
}

function putWord(
	open: OpenChunk,
	column: WordColumn,
	place: number,
	word: string | undefined,
): void {
	const code = open.dictionary.codeOf(word);
	if (code >= 65_536 && open.words instanceof Uint16Array) {
		open.words = new Uint32Array(open.words);
	}

	open.words[column * chunkRows + place] = code;
}

function packNumbers({numbers}: OpenChunk, place: number, user: User | undefined): void {
	const batch = user?.batch;
	putNumber(numbers, numberColumn.version, place, user?.version);
	putNumber(numbers, numberColumn.revision, place, user?.revision);
	putNumber(numbers, numberColumn.consecutiveFailures, place, user?.consecutiveFailures);
	putNumber(numbers, numberColumn.intervalSeconds, place, user?.intervalSeconds);
	putNumber(numbers, numberColumn.holdSince, place, user?.holdSince);
	putNumber(numbers, numberColumn.lastSynchronizedAt, place, user?.lastSynchronizedAt);
	putNumber(numbers, numberColumn.nextSynchronizationAt, place, user?.nextSynchronizationAt);
	putNumber(numbers, numberColumn.lastAddInUseAt, place, user?.lastAddInUseAt);
	putNumber(numbers, numberColumn.createdAt, place, user?.createdAt);
	putNumber(numbers, numberColumn.updatedAt, place, user?.updatedAt);
	putNumber(numbers, numberColumn.queuedAt, place, batch?.queuedAt);
	putNumber(numbers, numberColumn.startedAt, place, batch?.startedAt);
	putNumber(numbers, numberColumn.endedAt, place, batch?.endedAt);
	putNumber(numbers, numberColumn.scope, place, batch?.scope);
	putNumber(numbers, numberColumn.changes, place, batch?.changes);
	putNumber(numbers, numberColumn.issues, place, batch?.issues);
}

function putNumber(
	numbers: Float64Array,
	column: NumberColumn,
	place: number,
	value: number | undefined,
): void {
	numbers[column * chunkRows + place] = value ?? Number.NaN;
}
