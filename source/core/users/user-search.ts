import {effectiveStatus, effectiveStatuses} from '../effective-status.ts';
import {fold} from '../fold.ts';
import {type Entities} from '../entities.ts';
import {type UserFacts} from '../user-facts.ts';
import {batchStateText, effectiveText, holdText, mailboxText, syncStatusText} from '../words.ts';
import {bound, chunkRows, type UserChunk, wordColumn} from './user-chunk.ts';
import {askFact, type UserFact} from './user-fact.ts';
import {type UserReader} from './user-reader.ts';

/** Takes the mark (1) from the rows of a chunk in which a term is nowhere to be found; the mark of its first row is at `from`. */
export type Sieve = (chunk: UserChunk, marks: Uint8Array, from: number) => void;

const looked = 1;
const found = 2;

/**
Looks for one term in everything that the columns of a user show: names and e-mails of a chunk as one text, words once for all rows
that have them.
*/
export function createSieve(term: string, reader: UserReader, groups: Entities['groups']): Sieve {
	const facts = wordFacts(term, groups).map((fact) => askFact(fact, reader));
	return (chunk, marks, from) => {
		for (const {at} of facts) {
			for (let place = 0; place < chunkRows; place++) {
				if (marks[from + place] === looked && at(chunk, place) === 1) {
					marks[from + place] = found;
				}
			}
		}

		findTexts(chunk, term, marks, from);
		for (let at = from; at < from + chunkRows; at++) {
			marks[at] = marks[at] === found ? 1 : 0;
		}
	};
}

/** Whether what a column shows of a word has the term in it. */
function wordFacts(term: string, groups: Entities['groups']): readonly UserFact[] {
	const {groupId, statuses} = wordColumn;
	const says = (
		columns: Extract<UserFact, {kind: 'words'}>['columns'],
		text: (user: UserFacts) => string,
	): UserFact => ({
		kind: 'words',
		columns,
		of: (user) => Number(fold(text(user)).includes(term)),
	});
	const isEffective = effectiveStatuses.some((status) =>
		fold(effectiveText(status)).includes(term),
	);
	const effective = says([groupId, statuses], (user) =>
		effectiveText(effectiveStatus(user, groups.get(user.groupId))),
	);
	return [
		says([statuses], statusTexts),
		says([groupId], (user) => groups.get(user.groupId)?.name ?? ''),
		...(isEffective ? [effective] : []),
	];
}

// A hold is told only when there is one.
function statusTexts({mailboxStatus, syncStatus, hold, batch}: UserFacts): string {
	return [
		mailboxText(mailboxStatus),
		syncStatusText(syncStatus),
		hold === 'none' ? '' : `hold ${holdText(hold)}`,
		batch === undefined ? '' : batchStateText(batch.state),
	].join('\n');
}

function findTexts(chunk: UserChunk, term: string, marks: Uint8Array, from: number): void {
	const {bounds, errors} = chunk;
	findIn({text: chunk.foldedNames, bounds, start: bound.foldedNames}, term, marks, from);
	findIn({text: chunk.foldedEmails, bounds, start: bound.foldedEmails}, term, marks, from);
	for (const [failed, error] of errors) {
		if (marks[from + failed] === looked && error.folded.includes(term)) {
			marks[from + failed] = found;
		}
	}
}

type Looked = {readonly text: string; readonly bounds: UserChunk['bounds']; readonly start: number};

function findIn(
	{text, bounds, start}: Looked,
	term: string,
	marks: Uint8Array,
	from: number,
): void {
	let place = nextLooked(marks, from, 0);
	// Rows in which it was found are jumped over.
	while (place < chunkRows) {
		const at = text.indexOf(term, bounds[start + place]);
		if (at < 0) {
			break;
		}

		while ((bounds[start + place + 1] ?? at + 1) <= at) {
			place += 1;
		}

		if (marks[from + place] === looked) {
			marks[from + place] = found;
		}

		place = nextLooked(marks, from, place + 1);
	}
}

function nextLooked(marks: Uint8Array, from: number, start: number): number {
	let place = start;
	while (place < chunkRows && marks[from + place] !== looked) {
		place += 1;
	}

	return place;
}
