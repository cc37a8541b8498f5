import {type Press} from '../commands/chord.ts';
import {type Milliseconds, milliseconds} from '../contract/time.ts';
import {type Cancel, type Clock} from '../platform/clock.ts';
import {type MouseInput, mouseOf} from './mouse.ts';

/** What came from the keyboard: one key, or text that was pasted. `bytes` is how the terminal sent it. */
export type KeyInput =
	| {readonly kind: 'press'; readonly press: Press; readonly bytes: string}
	| {readonly kind: 'paste'; readonly text: string}
	| MouseInput;

/** `isAlone`: nothing else came in the same packet. Several at once are typed ahead, held down, or pasted without saying so. */
export type EmitKey = (input: KeyInput, isAlone: boolean) => void;

/** Whoever listens to the keyboard: keys, and the terminal's answers to `CSI 5 n`. */
export type KeyListener = {readonly onKey: EmitKey; readonly onAnswer: () => void};

export type KeyReader = {readonly read: (chunk: string) => void; readonly stop: () => void};

const escape = '\u001B';
const pasteStart = '\u001B[200~';
const pasteEnd = '\u001B[201~';
const mouseReport = '\u001B[<';
// Over a slow link the rest of an arrow key may come this much later than its escape.
const escapeDelay: Milliseconds = milliseconds(50);
const pasteDelay: Milliseconds = milliseconds(5000);
const longestPaste = 100_000;
// A sequence that has begun with numbers is no typing: its end may be long in coming.
const sequenceDelay: Milliseconds = milliseconds(500);

// Control characters are what a keyboard sends.
/* oxlint-disable no-control-regex */
// The Linux console begins its function keys with two brackets.
const sequence = /^\u001B(?:\[\[[A-E]|\[[0-9:;<=>?]*[ -/]*[@-Z\\-~]|O[A-Za-z])/;
const unfinished = /^\u001B(?:\[\[|[[O][0-9:;<=>?]*[ -/]*)?$/;
// A terminal's answer to a query (OSC, DCS, APC, PM, SOS): swallowed whole, never taken for typing.
const report = /^\u001B[\]P_^X][^\u0007\u001B]*(?:\u0007|\u001B\\)/;
// A terminal answers `CSI 5 n` by this, also in the middle of what it is sending just then.
const answer = /\u001B\[[03]n/g;
const unfinishedAnswer = /\u001B(?:\[[03]?)?$/;
const unfinishedNumbers = /^\u001B\[[0-9:;<=>?]+[ -/]*$/;
const unfinishedReport = /^\u001B[\]P_^X][^\u0007\u001B]{0,4096}\u001B?$/;
/* oxlint-enable no-control-regex */

const sequences: Readonly<Record<string, string>> = {
	'[A': 'up',
	'[B': 'down',
	'[C': 'right',
	'[D': 'left',
	OA: 'up',
	OB: 'down',
	OC: 'right',
	OD: 'left',
	'[H': 'home',
	'[F': 'end',
	OH: 'home',
	OF: 'end',
	'[1~': 'home',
	'[4~': 'end',
	'[7~': 'home',
	'[8~': 'end',
	'[5~': 'pageup',
	'[6~': 'pagedown',
	'[3~': 'delete',
	'[1;5C': 'ctrl+right',
	'[1;5D': 'ctrl+left',
	'[Z': 'shift+tab',
	OP: 'f1',
	'[11~': 'f1',
	'[[A': 'f1',
};

const controls: Readonly<Record<string, string>> = {
	'\r': 'enter',
	'\n': 'enter',
	'\t': 'tab',
	'\u007F': 'backspace',
	'\b': 'backspace',
	' ': 'space',
};

/**
Turns what the terminal sends into single keys: several keys in one packet come one by one, a sequence in two packets comes as one,
a paste comes whole, and answers to queries do not come at all. A lone Escape is known after a short wait.
*/
export function createKeyReader(clock: Clock, {onKey, onAnswer}: KeyListener): KeyReader {
	let buffer = '';
	let cancel: Cancel | undefined;
	let isStopped = false;

	const takeAnswers = (): void => {
		for (let before = ''; before !== buffer;) {
			before = buffer;
			buffer = buffer.replaceAll(answer, () => {
				onAnswer();
				return '';
			});
		}
	};

	const drain = (isFinal: boolean): void => {
		let isFirst = true;
		// What may be the beginning of an answer is none of the text before it, be it a paste or half a key.
		const kept = isFinal ? '' : (unfinishedAnswer.exec(buffer)?.[0] ?? '');
		let rest = kept === '' ? buffer : buffer.slice(0, -kept.length);
		while (rest !== '') {
			const taken = isStopped ? undefined : takeOne(rest, isFinal);
			if (taken === undefined) {
				break;
			}

			rest = `${taken.before ?? ''}${rest.slice(taken.length)}`;
			buffer = `${rest}${kept}`;
			if (taken.input !== undefined) {
				onKey(taken.input, isFirst && buffer === '');
			}

			isFirst = false;
		}

		buffer = `${rest}${kept}`;
		if (buffer !== '' && !isStopped) {
			cancel = clock.after(patienceFor(buffer), () => {
				drain(true);
			});
		}
	};

	return {
		read(chunk) {
			if (isStopped) {
				return;
			}

			cancel?.();
			buffer += chunk;
			takeAnswers();
			drain(false);
		},
		stop() {
			isStopped = true;
			cancel?.();
		},
	};
}

/** How long the rest of something may be in coming. One that never comes must not keep the keyboard. */
function patienceFor(begun: string): Milliseconds {
	if (begun.startsWith(pasteStart)) {
		return pasteDelay;
	}

	return unfinishedNumbers.test(begun) ? sequenceDelay : escapeDelay;
}

type Taken = {
	readonly length: number;
	readonly input: KeyInput | undefined;
	/** What is put before the rest: a paste of which a part was taken goes on. */
	readonly before?: string;
};

/** The first key of what is buffered; nothing when more must come first. */
function takeOne(buffer: string, isFinal: boolean): Taken | undefined {
	if (buffer.startsWith(pasteStart)) {
		return takePaste(buffer, isFinal);
	}

	if (!buffer.startsWith(escape)) {
		const [character = ''] = buffer;
		return {length: character.length, input: pressOf(character)};
	}

	const answer = report.exec(buffer);
	if (answer !== null) {
		return {length: answer[0].length, input: undefined};
	}

	const found = sequence.exec(buffer);
	if (found !== null) {
		if (found[0].startsWith(mouseReport)) {
			return {length: found[0].length, input: mouseOf(found[0].slice(2))};
		}

		const chord = sequences[found[0].slice(1)];
		return {
			length: found[0].length,
			input: chord === undefined ? undefined : {kind: 'press', press: {chord}, bytes: found[0]},
		};
	}

	if (!isFinal && (unfinished.test(buffer) || unfinishedReport.test(buffer))) {
		return undefined;
	}

	const lost = unfinishedNumbers.exec(buffer);
	if (lost !== null) {
		return {length: lost[0].length, input: undefined};
	}

	return {length: 1, input: {kind: 'press', press: {chord: 'escape'}, bytes: escape}};
}

function takePaste(buffer: string, isFinal: boolean): Taken | undefined {
	const end = buffer.indexOf(pasteEnd);
	if (end < 0 && buffer.length < longestPaste && !isFinal) {
		return undefined;
	}

	// Its end never came: what there is, is all.
	if (end < 0 && isFinal) {
		return {
			length: buffer.length,
			input: {kind: 'paste', text: buffer.slice(pasteStart.length)},
		};
	}

	// A very long one comes in parts, or what follows would be taken for keys. The last characters may be half of its end.
	const stop = end < 0 ? buffer.length - pasteEnd.length + 1 : end;
	const input = {kind: 'paste', text: buffer.slice(pasteStart.length, stop)} as const;
	return end < 0
		? {length: stop, input, before: pasteStart}
		: {length: stop + pasteEnd.length, input};
}

function pressOf(character: string): KeyInput | undefined {
	const bytes = character;
	const named = controls[character];
	if (named !== undefined) {
		return {
			kind: 'press',
			bytes,
			press: {chord: named, ...(character === ' ' && {text: ' '})},
		};
	}

	const point = character.codePointAt(0) ?? 0;
	if (point < 0x20) {
		return point === 0
			? undefined
			: {kind: 'press', bytes, press: {chord: `ctrl+${String.fromCodePoint(point + 96)}`}};
	}

	// 8-bit control characters are no keys.
	return point >= 0x80 && point < 0xa0
		? undefined
		: {kind: 'press', bytes, press: {chord: character, text: character}};
}
