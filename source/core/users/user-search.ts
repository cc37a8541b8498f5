import {type Group} from '../../contract/group.ts';
import {effectiveStatus, effectiveStatuses} from '../effective-status.ts';
import {fold} from '../fold.ts';
import {type UserFacts} from '../user-facts.ts';
import {batchStateText, effectiveText, holdText, mailboxText, syncStatusText} from '../words.ts';
import {chunkRows, type UserChunk, wordAt, type WordColumn, wordColumn} from './user-chunk.ts';
import {type UserReader} from './user-reader.ts';

/** Finds the group of a user. */
export type GroupLookup = (user: Pick<UserFacts, 'groupId'>) => Group | undefined;

/** Takes the mark (1) from the rows of a chunk in which a term is nowhere to be found. `marks` has a place for each of its rows. */
export type Sieve = (chunk: UserChunk, marks: Uint8Array) => void;

// What the columns show of a word of the wire. A hold is told only when there is one.
const shownWords: ReadonlyArray<readonly [WordColumn, (user: UserReader) => string]> = [
	[wordColumn.mailboxStatus, (user) => `mailbox ${mailboxText(user.mailboxStatus)}`],
	[wordColumn.syncStatus, (user) => syncStatusText(user.syncStatus)],
	[wordColumn.hold, ({hold}) => (hold === 'none' ? '' : `hold ${holdText(hold)}`)],
	[wordColumn.batchState, ({batch}) => (batch === undefined ? '' : batchStateText(batch.state))],
];

const looked = 1;
const found = 2;

/**
Looks for one term in everything that the columns of a user show: names and e-mails of a chunk as one text, words once for all rows
that have them.
*/
export function createSieve(term: string, reader: UserReader, groupOf: GroupLookup): Sieve {
	const hasWord = createWordLookup(term);
	const hasGroup = createGroupLookup(term, groupOf);
	return (chunk, marks) => {
		let open = 0;
		for (let place = 0; place < chunkRows; place++) {
			if (marks[place] === looked) {
				reader.at(chunk, place);
				const isFound = hasWord(chunk, place, reader) || hasGroup(reader);
				marks[place] = isFound ? found : looked;
				open += isFound ? 0 : 1;
			}
		}

		if (open > 0) {
			findTexts(chunk, term, marks);
		}

		for (let place = 0; place < chunkRows; place++) {
			marks[place] = marks[place] === found ? 1 : 0;
		}
	};
}

/** Whether a word that a column shows of a row has the term in it: looked at once a word, not once a row. */
function createWordLookup(term: string) {
	const columns = shownWords.map(([column, say]) => ({
		column,
		say,
		known: new Array<boolean | undefined>(),
	}));
	return (chunk: UserChunk, place: number, user: UserReader): boolean => {
		for (const {column, say, known} of columns) {
			const code = wordAt(chunk, column, place);
			known[code] ??= fold(say(user)).includes(term);
			if (known[code]) {
				return true;
			}
		}

		return false;
	};
}

/** The same for the name of the group, and for what comes of the statuses of both. */
function createGroupLookup(term: string, groupOf: GroupLookup) {
	const statuses = new Set(
		effectiveStatuses.filter((status) => fold(effectiveText(status)).includes(term)),
	);
	const known = new Map<string, {readonly group: Group | undefined; readonly isFound: boolean}>();
	return (user: UserReader): boolean => {
		const {groupId} = user;
		let answer = known.get(groupId);
		if (answer === undefined) {
			const group = groupOf(user);
			answer = {group, isFound: group !== undefined && fold(group.name).includes(term)};
			known.set(groupId, answer);
		}

		return (
			answer.isFound || (statuses.size > 0 && statuses.has(effectiveStatus(user, answer.group)))
		);
	};
}

function findTexts({folded, bounds, errors}: UserChunk, term: string, marks: Uint8Array): void {
	let place = 0;
	for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, bounds[2 * place])) {
		while ((bounds[2 * place + 2] ?? at + 1) <= at) {
			place += 1;
		}

		if (marks[place] === looked) {
			marks[place] = found;
		}

		place += 1;
	}

	for (const [failed, error] of errors) {
		if (marks[failed] === looked && error.folded.includes(term)) {
			marks[failed] = found;
		}
	}
}
