import fs from 'node:fs';
import {parseJson} from '../contract/json.ts';
import {type EpochMs} from '../contract/time.ts';
import {header, type Header, type Line, readLine} from './recording.ts';

/** A recording that was looked through: it can be played from its start to `until`. */
export type Recording = {
	readonly header: Header;
	/** The lines, read from the file as they are taken. */
	readonly lines: () => Iterable<Line>;
	/** The last moment that it knows of. */
	readonly until: EpochMs;
	readonly users: {readonly read: number; readonly total: number} | undefined;
	/** The last line was cut off: what is before it is whole. */
	readonly isCut: boolean;
};

export type ReadRecording =
	| {readonly ok: true; readonly recording: Recording}
	| {readonly ok: false; readonly problem: string};

const longestLine = 32_000_000;

/** Looks through the file of a recording, and says which line is broken if one is. One that a crash cut off is played as far as it is whole. */
export function readRecording(file: string): ReadRecording {
	try {
		return look(file);
	} catch (error) {
		if (error instanceof BrokenRecording) {
			return {ok: false, problem: error.message};
		}

		const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
		if (code === undefined) {
			throw error;
		}

		return {ok: false, problem: `${file} could not be read (${code}). Check the path.`};
	}
}

class BrokenRecording extends Error {}

function look(file: string): ReadRecording {
	if (!fs.statSync(file).isFile()) {
		throw new BrokenRecording(`${file} is no file.`);
	}

	const [first] = textLines(file);
	const parsed = header.safeParse(parseJson(first?.text ?? ''));
	if (!parsed.success) {
		throw new BrokenRecording(
			`${file} is no recording of this program: its first line does not say so. "synctop record FILE" makes one.`,
		);
	}

	let last: Line | undefined;
	let users: Recording['users'];
	let read = 0;
	const isCut = eachLine(file, (line) => {
		last = line;
		if (line.said === 'users') {
			read = (line.after === undefined ? 0 : read) + line.value.rows.rows.length;
			users = {read, total: line.value.total};
		}
	});
	if (last === undefined) {
		throw new BrokenRecording(`${file} holds no answer of a service: there is nothing to play.`);
	}

	const lines = function* (): Generator<Line> {
		for (const {text, isWhole} of skipFirst(textLines(file))) {
			const line = readLine(text);
			// It was looked through: only the last one may be cut off.
			if ('problem' in line) {
				if (isWhole) {
					throw new BrokenRecording(`${file} was changed while it was played.`);
				}

				return;
			}

			yield line;
		}
	};
	return {
		ok: true,
		recording: {header: parsed.data, lines, until: last.service ?? last.at, users, isCut},
	};
}

/** Calls back with each line that can be read. Answers whether the last one was cut off. */
function eachLine(file: string, take: (line: Line) => void): boolean {
	let number = 1;
	for (const {text, isWhole} of skipFirst(textLines(file))) {
		number += 1;
		const line = readLine(text);
		if (!('problem' in line)) {
			take(line);
		} else if (isWhole) {
			throw new BrokenRecording(`${file}, line ${number} is broken: ${line.problem}.`);
		} else {
			return true;
		}
	}

	return false;
}

function* skipFirst<Item>(items: Iterable<Item>): Generator<Item> {
	let isFirst = true;
	for (const item of items) {
		if (!isFirst) {
			yield item;
		}

		isFirst = false;
	}
}

type TextLine = {
	readonly text: string;
	/** It ends with the end of a line. */ readonly isWhole: boolean;
};

/** The lines of a file, a part of it at a time. */
function* textLines(file: string): Generator<TextLine> {
	const descriptor = fs.openSync(file, 'r');
	try {
		const decoder = new TextDecoder();
		const part = new Uint8Array(1 << 16);
		let rest = '';
		for (;;) {
			const length = fs.readSync(descriptor, part);
			rest += decoder.decode(part.subarray(0, length), {stream: length > 0});
			const lines = rest.split('\n');
			rest = lines.pop() ?? '';
			for (const text of lines) {
				yield {text, isWhole: true};
			}

			if (rest.length > longestLine) {
				throw new BrokenRecording(`${file} has a line that is too long to be one of a recording.`);
			}

			if (length === 0) {
				break;
			}
		}

		if (rest !== '') {
			yield {text: rest, isWhole: false};
		}
	} finally {
		fs.closeSync(descriptor);
	}
}
