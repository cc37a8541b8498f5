import {effectiveStatus, effectiveStatuses} from '../effective-status.ts';
import {fold} from '../fold.ts';
import {type Entities} from '../entities.ts';
import {isMatch, type Pattern, rarestPiece} from '../query/pattern.ts';
import {type UserFacts} from '../user-facts.ts';
import {batchStateText, effectiveText, holdText, mailboxText, syncStatusText} from '../words.ts';
import {boundOfHalf, emailHalf, foldedText, type Half, nameHalf} from './compare-users.ts';
import {chunkRows, type UserChunk, wordColumn} from './user-chunk.ts';
import {searchFor} from './find-text.ts';
import {type UserFact} from './user-fact.ts';
import {type UserReader} from './user-reader.ts';
import {askYesOrNo, nobody} from './yes-or-no.ts';

/** Takes the mark (1) from the rows of a chunk that are not what a term asks for; the mark of its first row is at `from`. */
export type Sieve = (chunk: UserChunk, marks: Uint8Array, from: number) => void;

const looked = 1;
const found = 2;

/**
Looks for one term in everything that the columns of a user show: names and e-mails of a chunk as one text, words once for all rows
that have them.
*/
export function createSieve(
	pattern: Pattern,
	reader: UserReader,
	groups: Entities['groups'],
): Sieve {
	const facts = wordFacts(pattern, groups).map((fact) => askYesOrNo(fact, reader));
	const findNames = createFinder(pattern);
	return (chunk, marks, from) => {
		for (const ask of facts) {
			const answers = ask(chunk);
			if (answers === nobody) {
				continue;
			}

			for (let place = 0; place < chunkRows; place++) {
				if (answers[place] === 1 && marks[from + place] === looked) {
					marks[from + place] = found;
				}
			}
		}

		findNames(chunk, marks, from);
		if (chunk.errors.size > 0) {
			lookInErrors(pattern, chunk, marks, from);
		}

		keepFound(marks, from);
	};
}

function lookInErrors(
	pattern: Pattern,
	{errors}: UserChunk,
	marks: Uint8Array,
	from: number,
): void {
	for (const [failed, error] of errors) {
		if (marks[from + failed] === looked && isMatch(pattern, error.folded)) {
			marks[from + failed] = found;
		}
	}
}

/** Looks in the names or the e-mails alone; for a row any of some patterns is enough. */
export function createHalfSieve(patterns: readonly Pattern[], half: Half): Sieve {
	const finders = patterns.map((pattern) => createFinder(pattern, half));
	return (chunk, marks, from) => {
		for (const find of finders) {
			find(chunk, marks, from);
		}

		keepFound(marks, from);
	};
}

function keepFound(marks: Uint8Array, from: number): void {
	for (let at = from; at < from + chunkRows; at++) {
		// What was found is twice what was looked at, and that half of it.
		marks[at] = (marks[at] ?? 0) >> 1;
	}
}

/** Whether what a column shows of a word has the term in it. */
function wordFacts(pattern: Pattern, groups: Entities['groups']): readonly UserFact[] {
	const {groupId, statuses} = wordColumn;
	const says = (
		columns: Extract<UserFact, {kind: 'words'}>['columns'],
		text: (user: UserFacts) => string,
	): UserFact => ({
		kind: 'words',
		columns,
		of: (user) => Number(isMatch(pattern, fold(text(user)))),
	});
	const isEffective = effectiveStatuses.some((status) =>
		isMatch(pattern, fold(effectiveText(status))),
	);
	const effective = says([groupId, statuses], (user) =>
		effectiveText(effectiveStatus(user, groups.get(user.groupId))),
	);
	const isGroup = [...groups.values()].some(({name}) => isMatch(pattern, fold(name)));
	return [
		says([statuses], statusTexts),
		...(isGroup ? [says([groupId], (user) => groups.get(user.groupId)?.name ?? '')] : []),
		...(isEffective ? [effective] : []),
	];
}

/** What the columns show of the statuses of a user. A hold is told only when there is one. */
export function statusTexts({mailboxStatus, syncStatus, hold, batch}: UserFacts): string {
	return [
		mailboxText(mailboxStatus),
		syncStatusText(syncStatus),
		hold === 'none' ? '' : `hold ${holdText(hold)}`,
		batch === undefined ? '' : batchStateText(batch.state),
	].join('\n');
}

/** Marks as found the rows in whose name or e-mail, or in the one that is named, a pattern is. */
function createFinder(pattern: Pattern, only?: Half): Sieve {
	const looks = ([nameHalf, emailHalf] as const)
		.filter((half) => only === undefined || half === only)
		.map((half) => createLook(pattern, half));
	return (chunk, marks, from) => {
		for (const look of looks) {
			look(chunk, marks, from);
		}
	};
}

function createLook(pattern: Pattern, half: Half): Sieve {
	const search = searchFor(rarestPiece(pattern));
	const isSimple = pattern.pieces.length === 1 && !pattern.isWhole;
	const start = boundOfHalf(half);
	return (chunk, marks, from) => {
		const {bounds} = chunk;
		const text = foldedText(chunk, half);
		let place = nextLooked(marks, from, 0);
		// Rows in which something was found are jumped over.
		while (place < chunkRows) {
			const at = search(text, bounds[start + place] ?? 0);
			if (at < 0) {
				break;
			}

			while ((bounds[start + place + 1] ?? at + 1) <= at) {
				place += 1;
			}

			const [first, end = 1] = [bounds[start + place], bounds[start + place + 1]];
			const isIn =
				marks[from + place] === looked &&
				(isSimple || isMatch(pattern, text.slice(first, end - 1)));
			if (isIn) {
				marks[from + place] = found;
			}

			place = nextLooked(marks, from, place + 1);
		}
	};
}

function nextLooked(marks: Uint8Array, from: number, start: number): number {
	let place = start;
	while (place < chunkRows && marks[from + place] !== looked) {
		place += 1;
	}

	return place;
}
