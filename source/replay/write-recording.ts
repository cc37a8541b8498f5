import fs from 'node:fs';
import {type SafeText, safe, toSafe} from '../contract/text.ts';
import {type Clock} from '../platform/clock.ts';
import {createMasker} from './masker.ts';
import {lineOf} from './recorder.ts';
import {type Header, headerText, type Line, lineText} from './recording.ts';
import {type Tap} from './tap.ts';

/** A recording that is being made. */
export type Recorder = {
	readonly tap: Tap;
	/** Writes what is still held back, and closes the file. */
	readonly close: () => void;
	readonly state: () => {
		readonly file: string;
		readonly lines: number;
		readonly bytes: number;
		/** Something was heard beside failures. */
		readonly hasAnswers: boolean;
	};
	/** Resolves with the reason when it has to end by itself: no room, or enough. */
	readonly ended: Promise<SafeText>;
};

export type RecorderOptions = {
	readonly file: string;
	readonly header: Header;
	readonly clock: Clock;
	/** More bytes than these are not written. */
	readonly mostBytes?: number;
};

export type OpenedRecorder =
	| {readonly ok: true; readonly recorder: Recorder}
	| {readonly ok: false; readonly problem: string};

const usualMostBytes = 500_000_000;

/** Opens a file for a recording: a new one, for its owner only. A file that is there already is not written over. */
export function openRecorder(options: RecorderOptions): OpenedRecorder {
	const {file} = options;
	try {
		const descriptor = fs.openSync(file, 'wx', 0o600);
		return {ok: true, recorder: recorderOn(descriptor, options)};
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
		if (code === undefined) {
			throw error;
		}

		return {
			ok: false,
			problem:
				code === 'EEXIST'
					? `${file} is there already, and is not written over. Name another file, or remove it.`
					: `${file} cannot be written (${code}). Name a file in a folder that is yours.`,
		};
	}
}

function recorderOn(
	descriptor: number,
	{file, header, clock, mostBytes = usualMostBytes}: RecorderOptions,
): Recorder {
	const sheet = createSheet(descriptor, mostBytes);
	sheet.write(headerText(header));
	let hasAnswers = false;
	let lines = 0;
	const put = (line: Line): void => {
		lines += 1;
		sheet.write(lineText(line));
	};
	const hands = header.isMasked ? masking(put) : {put, flush: () => undefined};
	return {
		tap(heard) {
			const line = sheet.isOpen() ? lineOf(heard, clock.now()) : undefined;
			if (line !== undefined) {
				hasAnswers ||= line.said !== 'nothing';
				hands.put(line);
			}
		},
		close() {
			hands.flush();
			sheet.close();
		},
		state: () => ({file, lines, bytes: sheet.bytes(), hasAnswers}),
		ended: sheet.ended,
	};
}

/** A file that is written to line by line, for as long as there is room. */
function createSheet(descriptor: number, mostBytes: number) {
	const ended = Promise.withResolvers<SafeText>();
	let bytes = 0;
	let isOpen = true;
	const close = (): void => {
		if (isOpen) {
			isOpen = false;
			fs.closeSync(descriptor);
		}
	};
	const end = (reason: SafeText): void => {
		close();
		ended.resolve(reason);
	};
	return {
		ended: ended.promise,
		bytes: () => bytes,
		isOpen: () => isOpen,
		close,
		/** Each line is out of this program at once: a crash takes none away. */
		write(text: string): void {
			if (!isOpen) {
				return;
			}

			const length = Buffer.byteLength(text);
			if (bytes + length > mostBytes) {
				end(safe`it has ${Math.round(bytes / 1_000_000)} MB, and more is not recorded`);
				return;
			}

			try {
				fs.writeFileSync(descriptor, text);
				bytes += length;
			} catch (error) {
				end(
					toSafe(`it cannot be written: ${error instanceof Error ? error.message : String(error)}`),
				);
			}
		},
	};
}

/** Lines are held back until all users were read once: a name that is not known yet could stand in any text. */
function masking(put: (line: Line) => void) {
	const masker = createMasker();
	let held: Line[] | undefined = [];
	const flush = (): void => {
		const all = held ?? [];
		held = undefined;
		for (const line of all) {
			put(masker.mask(line));
		}
	};
	return {
		flush,
		put(line: Line): void {
			masker.learn(line);
			if (held === undefined) {
				put(masker.mask(line));
				return;
			}

			held.push(line);
			if (line.said === 'changes' || line.said === 'unchanged') {
				flush();
			}
		},
	};
}
