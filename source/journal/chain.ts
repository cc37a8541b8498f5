import {createHash} from 'node:crypto';

/** What ties a line to those before it. */
export type Ties = {
	/** Which start of the program wrote it. */
	readonly start: string;
	/** Its number among the lines of that start, from 1. */
	readonly seq: number;
	/** One more than the number of the line that it is tied to, from 1 in each file. */
	readonly line: number;
	/** The link of the line that was the last when it was written; empty at the very beginning. */
	readonly prev: string;
};

const seal = /,"hash":"([0-9a-f]{64})"\}$/;

/** A line of the journal: an entry with its ties, sealed by a hash over both. */
export function sealedLine(entry: object, ties: Ties): string {
	const body = JSON.stringify({...entry, ...ties});
	return `${body.slice(0, -1)},"hash":"${digest(body)}"}`;
}

/** Whether a line is as it was written. */
function isSealed(text: string): boolean {
	const found = seal.exec(text);
	return found !== null && digest(`${text.slice(0, found.index)}}`) === found[1];
}

/** What the next line is tied to: the seal of a whole line, or a hash of what is left of a torn one. */
export function linkOf(text: string): string {
	return seal.exec(text)?.[1] ?? digest(text);
}

function digest(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

/** One line as it was read, with its ties where it can be read. */
export type TiedLine = {
	readonly file: string;
	readonly text: string;
	readonly ties: Ties | undefined;
};

export type Fault =
	| 'unreadable'
	/** Something in it was changed after it was written. */
	| 'edited'
	/** A line before it was taken away, or it was moved. */
	| 'misplaced';

/**
The place of the first line that is not as it was written, or nothing. Two programs may write at once: then a line is tied to one a few
lines back, and only lines of other starts stand between. Lines that were cut off at the very end leave no trace in the rest.
*/
export function firstFault(
	lines: readonly TiedLine[],
): {readonly index: number; readonly fault: Fault} | undefined {
	const lastOf = new Map<string, number>();
	// Months that were put away as whole files are no fault: what is left begins with the first line of a file.
	const isBegun = lines[0]?.ties?.prev !== '';
	for (const [index, {text, ties}] of lines.entries()) {
		if (ties === undefined) {
			if (isAccountedFor(lines, index)) {
				continue;
			}

			return {index, fault: 'unreadable'};
		}

		if (!isSealed(text)) {
			return {index, fault: 'edited'};
		}

		const before = lastOf.get(ties.start);
		const isNext = before === undefined ? ties.seq === 1 || isBegun : ties.seq === before + 1;
		if (!isNext || !isTied(lines, index, ties)) {
			return {index, fault: 'misplaced'};
		}

		lastOf.set(ties.start, ties.seq);
	}

	return undefined;
}

/** Whether a line was cut off by a crash or a full disk, and not later: then the next one was tied to what is left of it. */
export function isAccountedFor(lines: readonly TiedLine[], index: number): boolean {
	const [torn, next] = [lines[index], lines[index + 1]];
	return torn !== undefined && torn.ties === undefined && next?.ties?.prev === linkOf(torn.text);
}

function isTied(lines: readonly TiedLine[], index: number, ties: Ties): boolean {
	for (let place = index - 1; place >= 0; place -= 1) {
		const other = lines[place];
		if (other !== undefined && linkOf(other.text) === ties.prev) {
			const isSameFile = other.file === lines[index]?.file;
			return ties.line === (isSameFile ? (other.ties?.line ?? 0) + 1 : 1);
		}

		if (other?.ties?.start === ties.start) {
			return false;
		}
	}

	return ties.line === 1 && ties.prev === lines[0]?.ties?.prev;
}
