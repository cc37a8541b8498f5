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
	/** Texts that were put, by column and place: most edits change few. */
	readonly texts: Map<number, string>;
	words: Codes;
	readonly numbers: Float64Array;
	readonly errors: Map<number, PackedError>;
};

export function openChunk(before: UserChunk): OpenChunk {
	return {
		before,
		texts: new Map(),
		words: before.words.slice(),
		numbers: before.numbers.slice(),
		errors: new Map(before.errors),
	};
}

/** The chunk as it is now. Texts stay as they were where none of them changed. */
export function closeChunk(open: OpenChunk): UserChunk {
	const {before, texts, words, numbers, errors} = open;
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
}

function packTexts({before, texts, words}: OpenChunk, place: number, user: User | undefined): void {
	let bits = 0;
	const put = (column: TextColumn, value: string | undefined): void => {
		bits |= value === undefined ? 0 : 1 << column;
		const at = column * chunkRows + place;
		if (!isTextAt(before, column, place, value ?? '') || texts.has(at)) {
			texts.set(at, value ?? '');
		}
	};
	const batch = user?.batch;
	put(textColumn.id, user?.id);
	put(textColumn.name, user?.name);
	put(textColumn.email, user?.email);
	put(textColumn.employeeNumber, user?.employeeNumber);
	put(textColumn.notes, user?.notes);
	put(textColumn.batchId, batch?.id);
	put(textColumn.batchUserId, batch?.userId === user?.id ? undefined : batch?.userId);
	words[wordColumn.texts * chunkRows + place] = bits;
}

function packWords(
	open: OpenChunk,
	place: number,
	user: User | undefined,
	dictionary: Dictionary,
): void {
	const put = (column: WordColumn, value: string | undefined): void => {
		const code = dictionary.codeOf(value);
		if (code >= 65_536 && open.words instanceof Uint16Array) {
			open.words = new Uint32Array(open.words);
		}

		open.words[column * chunkRows + place] = code;
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
