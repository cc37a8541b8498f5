import {type SafeText} from '../contract/text.ts';
import {type EpochMs} from '../contract/time.ts';
import {type Look} from './look.ts';

/** What a note is about: `user:<id>` or `cause:<key>`. */
export type NoteKey = `user:${string}` | `cause:${string}`;

/** Somebody knows about it. */
export type Acknowledgement = {
	readonly at: EpochMs;
	readonly by?: SafeText;
	/** What was wrong then, in a form that is only compared: something else ends the acknowledgement. */
	readonly trouble?: SafeText;
	/** It was taken back, or ended by itself; kept so that another program does not bring it back. */
	readonly isEnded?: true;
};

/** A line of a person's own. An empty one was taken away, and is kept for the same reason. */
export type Memo = {readonly at: EpochMs; readonly text: SafeText};

/** What a person keeps about one connection, on this machine, from start to start. */
export type Notebook = {
	/** What "since you last looked" compares with: the end of the glance before this one. */
	readonly lastLooked: Look | undefined;
	/** How far the present glance has come; it is what the next one compares with. */
	readonly glance: Look | undefined;
	readonly acknowledged: ReadonlyMap<string, Acknowledgement>;
	readonly memos: ReadonlyMap<string, Memo>;
	/** Filters that were kept with Enter, the newest first. */
	readonly filterHistory: readonly string[];
};

export const emptyNotebook: Notebook = {
	lastLooked: undefined,
	glance: undefined,
	acknowledged: new Map(),
	memos: new Map(),
	filterHistory: [],
};

const keptNotes = 5000;
const keptFilters = 50;

/**
Two notebooks about one connection, of two programs or of a program and its file: of each note the later one holds, and the looks are those
of the program that was looked at last. A look that is later than now was taken by a clock that was set back since: it does not count.
*/
export function mergeNotebooks(mine: Notebook, theirs: Notebook, wall: EpochMs): Notebook {
	const looks = lookedLater(mine, theirs, wall) ? theirs : mine;
	return {
		lastLooked: looks.lastLooked,
		glance: looks.glance,
		acknowledged: laterOf(mine.acknowledged, theirs.acknowledged),
		memos: laterOf(mine.memos, theirs.memos),
		filterHistory: joinFilters(mine.filterHistory, theirs.filterHistory),
	};
}

/** The notes of another program beside our own looks. */
export function withNotesOf(mine: Notebook, theirs: Notebook): Notebook {
	return {
		...mine,
		acknowledged: laterOf(mine.acknowledged, theirs.acknowledged),
		memos: laterOf(mine.memos, theirs.memos),
		filterHistory: joinFilters(mine.filterHistory, theirs.filterHistory),
	};
}

/** A filter that was used, at the head of those before. */
export function withFilter(notebook: Notebook, filter: string): Notebook {
	const text = filter.trim();
	return text === '' || notebook.filterHistory[0] === text
		? notebook
		: {...notebook, filterHistory: joinFilters([text], notebook.filterHistory)};
}

/** The moment for a new note in the place of one that is there: later than it, whatever the clock says. */
export function laterThan(known: {readonly at: EpochMs} | undefined, now: EpochMs): number {
	return Math.max(now, (known?.at ?? 0) + 1);
}

function lookedLater(mine: Notebook, theirs: Notebook, wall: EpochMs): boolean {
	const [own, other] = [mine, theirs].map(
		({glance, lastLooked}) => (glance ?? lastLooked)?.wall ?? Number.NEGATIVE_INFINITY,
	);
	return other !== undefined && own !== undefined && other > own && other <= wall;
}

function laterOf<Note extends {readonly at: EpochMs}>(
	mine: ReadonlyMap<string, Note>,
	theirs: ReadonlyMap<string, Note>,
): ReadonlyMap<string, Note> {
	const news = [...theirs].filter(([key, {at}]) => at > (mine.get(key)?.at ?? -1));
	if (news.length === 0) {
		return mine;
	}

	const all = [...mine, ...news];
	return new Map(
		all.length <= keptNotes
			? all
			: [...new Map(all)].toSorted(([, one], [, other]) => other.at - one.at).slice(0, keptNotes),
	);
}

function joinFilters(newer: readonly string[], older: readonly string[]): readonly string[] {
	const joined = [...new Set([...newer, ...older])];
	return joined.length === newer.length ? newer : joined.slice(0, keptFilters);
}
