import {Buffer} from 'node:buffer';
import {StringDecoder} from 'node:string_decoder';
import {array, assert, constantFrom, nat, property} from 'fast-check';
import {expect, test} from 'vitest';
import {milliseconds} from '../../source/contract/time.ts';
import {createKeyReader, type KeyInput} from '../../source/tui/keys.ts';
import {manualClock} from '../mocks/open-service.ts';

const waited = milliseconds(51);

/** A keyboard under test: what it was sent, and what came of it in short form (`<…>` is a paste). */
function openKeyboard() {
	const clock = manualClock();
	const seen: KeyInput[] = [];
	let answers = 0;
	const reader = createKeyReader(clock, {
		onKey(input) {
			seen.push(input);
		},
		onAnswer() {
			answers += 1;
		},
	});
	return {
		...reader,
		answers: () => answers,
		clock,
		keys: () =>
			seen.flatMap((input) =>
				input.kind === 'mouse'
					? []
					: [input.kind === 'press' ? input.press.chord : `<${input.text}>`],
			),
		mouse: () => seen.flatMap((input) => (input.kind === 'mouse' ? [input.action] : [])),
		typed: () => seen.map((input) => (input.kind === 'press' ? input.press.text : undefined)),
	};
}

function keysOf(...chunks: readonly string[]): readonly string[] {
	const keyboard = openKeyboard();
	for (const chunk of chunks) {
		keyboard.read(chunk);
	}

	keyboard.clock.advance(waited);
	return keyboard.keys();
}

/** A text in code points: the smallest pieces that come from a decoded stream. */
function pointsOf(text: string): readonly string[] {
	return Array.from(text);
}

test('several keys in one packet come one by one', () => {
	expect(keysOf('jj\u001B[B\u001B[Bx\r')).toEqual(['j', 'j', 'down', 'down', 'x', 'enter']);
});

test.each([
	['\u001B[A', 'up'],
	['\u001BOB', 'down'],
	['\u001B[C', 'right'],
	['\u001BOD', 'left'],
	['\u001B[H', 'home'],
	['\u001B[4~', 'end'],
	['\u001B[5~', 'pageup'],
	['\u001B[6~', 'pagedown'],
	['\u001B[Z', 'shift+tab'],
	['\u001BOP', 'f1'],
	['\u001B[11~', 'f1'],
	['\u001B[[A', 'f1'],
	['\r', 'enter'],
	['\t', 'tab'],
	['\u007F', 'backspace'],
	[' ', 'space'],
	['\u0003', 'ctrl+c'],
	['\u001A', 'ctrl+z'],
	['ж', 'ж'],
	['漢', '漢'],
	['😀', '😀'],
])('%j is the key "%s", in one packet and in pieces', (bytes, chord) => {
	expect(keysOf(bytes)).toEqual([chord]);
	expect(keysOf(...pointsOf(bytes))).toEqual([chord]);
});

test('a lone Escape is known after a short wait, and not before', () => {
	const keyboard = openKeyboard();
	keyboard.read('\u001B');
	keyboard.clock.advance(milliseconds(49));
	expect(keyboard.keys()).toEqual([]);
	keyboard.clock.advance(milliseconds(1));
	expect(keyboard.keys()).toEqual(['escape']);
	keyboard.read('[B');
	expect(keyboard.keys()).toEqual(['escape', '[', 'B']);
});

test('the rest of an arrow key may be late, as over a slow link', () => {
	const keyboard = openKeyboard();
	for (const piece of ['\u001B', '[', 'B']) {
		keyboard.read(piece);
		keyboard.clock.advance(milliseconds(40));
	}

	expect(keyboard.keys()).toEqual(['down']);
});

test('Escape and the next key are two keys', () => {
	expect(keysOf('\u001Bj')).toEqual(['escape', 'j']);
	expect(keysOf('\u001B\u001B')).toEqual(['escape', 'escape']);
	expect(keysOf('\u001B\u001B[A')).toEqual(['escape', 'up']);
});

test('a paste comes whole, and nothing in it is a key', () => {
	expect(keysOf('a\u001B[200~qD\rx\u001B[B\u0003\u001B[201~b')).toEqual([
		'a',
		'<qD\rx\u001B[B\u0003>',
		'b',
	]);
	expect(keysOf('\u001B[20', '0~one ', 'two\u001B[2', '01~', 'j')).toEqual(['<one two>', 'j']);
});

test('a paste waits for its end, but not for ever: a lost one must not keep the keyboard', () => {
	const keyboard = openKeyboard();
	keyboard.read('\u001B[200~yes');
	keyboard.clock.advance(milliseconds(4900));
	expect(keyboard.keys()).toEqual([]);
	keyboard.clock.advance(milliseconds(100));
	expect(keyboard.keys()).toEqual(['<yes>']);
	keyboard.read('j');
	expect(keyboard.keys().at(-1)).toBe('j');
});

test('no part of a very long paste is taken for keys', () => {
	const text = 'xDq'.repeat(100_000);
	const bytes = `\u001B[200~${text}\u001B[201~j`;
	for (const size of [1000, 65_536, bytes.length]) {
		const chunks = Array.from({length: Math.ceil(bytes.length / size)}, (_, index) =>
			bytes.slice(index * size, (index + 1) * size),
		);
		const keys = keysOf(...chunks);
		expect(keys.at(-1)).toBe('j');
		const pasted = keys.slice(0, -1);
		expect(pasted.every((key) => key.startsWith('<') && key.endsWith('>'))).toBe(true);
		expect(pasted.map((key) => key.slice(1, -1)).join('') === text).toBe(true);
	}
});

test.each([
	['the background colour', '\u001B]11;rgb:1a1a/2b2b/3c3c\u001B\\'],
	['the same, ended by a bell', '\u001B]11;rgb:1a1a/2b2b/3c3c\u0007'],
	['the name of the terminal', '\u001BP>|xterm(370)\u001B\\'],
	['a device status', '\u001B[0n'],
	['the place of the cursor', '\u001B[12;40R'],
	['what the terminal is', '\u001B[?62;4c'],
	['a clipboard', '\u001B]52;c;Zm9v\u0007'],
	['an application message', '\u001B_Gi=1;OK\u001B\\'],
	['a mouse report', '\u001B[<0;10;10M'],
	['that the focus came', '\u001B[I'],
	['a key with modifiers that nobody uses', '\u001B[1;5A'],
	['the 8-bit beginning of a sequence', '\u009B'],
	['other 8-bit controls', '\u0080\u0090\u009D\u009F'],
	['nothing', '\u0000'],
])('%s is no key, in one packet and in pieces', (_, bytes) => {
	expect(keysOf(`j${bytes}k`)).toEqual(['j', 'k']);
	expect(keysOf('j', ...pointsOf(bytes), 'k')).toEqual(['j', 'k']);
});

test.each([
	['between keys', 'j\u001B[0nk', ['j', 'k']],
	['that it is not well', '\u001B[3nj', ['j']],
	['in a paste', '\u001B[200~one\u001B[0ntwo\u001B[201~', ['<onetwo>']],
	['in the middle of another key', '\u001B[\u001B[0nB', ['down']],
])('an answer to a mark is heard and is no key: %s', (_, bytes, keys) => {
	const whole = openKeyboard();
	whole.read(bytes);
	expect([whole.answers(), whole.keys()]).toEqual([1, keys]);
	const cut = openKeyboard();
	for (const piece of pointsOf(bytes)) {
		cut.read(piece);
		cut.clock.advance(milliseconds(20));
	}

	cut.clock.advance(waited);
	expect([cut.answers(), cut.keys()]).toEqual([1, keys]);
});

test.each(['\u001B[0', '\u001B[3', '\u001B[0;1n', '\u001B[n', '\u001B[00n'])(
	'of %j, half an answer or none, nothing is typed',
	(bytes) => {
		const keyboard = openKeyboard();
		keyboard.read(`j${bytes}`);
		keyboard.clock.advance(milliseconds(600));
		keyboard.read('k');
		expect(keyboard.keys()).toEqual(['j', 'k']);
		expect(keyboard.typed()).toEqual(['j', 'k']);
	},
);

test('an answer in the same packet does not make a key one of several', () => {
	const alone: boolean[] = [];
	const reader = createKeyReader(manualClock(), {
		onKey(_, isAlone) {
			alone.push(isAlone);
		},
		onAnswer: () => undefined,
	});
	reader.read('y\u001B[0n');
	reader.read('yy');
	expect(alone).toEqual([true, false, false]);
});

test('only printable characters type text', () => {
	const keyboard = openKeyboard();
	keyboard.read('é \r\u0003\u001B[A');
	expect(keyboard.typed()).toEqual(['é', ' ', undefined, undefined, undefined]);
});

test('after the end no key comes any more, not even the Escape that waited', () => {
	const keyboard = openKeyboard();
	keyboard.read('\u001B');
	keyboard.stop();
	keyboard.clock.advance(waited);
	expect(keyboard.keys()).toEqual([]);
});

const pieces = [
	...pointsOf('jkqx/?[]O~01;ABP^_X\\ \r\t\u001B\u0007\u0003\u0000é漢ж😀\u009B'),
	'\u001B[A',
	'\u001BOB',
	'\u001B[5~',
	'\u001B[[A',
	'\u001B[200~',
	'\u001B[201~',
	'\u001B[200~paste\u001B[201~',
	'\u001B]11;rgb:00/00/00\u001B\\',
	'\u001BPq\u001B\\',
	'\u001B[0n',
	'\u001B[3n',
	'👨‍👩‍👧',
];

test('how the bytes are cut into packets makes no difference', () => {
	assert(
		property(
			array(constantFrom(...pieces), {maxLength: 20}),
			array(nat({max: 200}), {maxLength: 12}),
			(written, cuts) => {
				const bytes = Buffer.from(written.join(''), 'utf8');
				const decoder = new StringDecoder('utf8');
				const ends = [...cuts.filter((cut) => cut < bytes.length), bytes.length].toSorted(
					(a, b) => a - b,
				);
				const chunks = ends.map((end, index) =>
					decoder.write(bytes.subarray(ends[index - 1] ?? 0, end)),
				);
				expect(keysOf(...chunks)).toEqual(keysOf(written.join('')));
			},
		),
		{numRuns: 3000},
	);
});

test('clicks and the wheel come as what they are; other reports of a mouse do nothing', () => {
	const reader = openKeyboard();
	reader.read('\u001B[<0;12;9M\u001B[<0;12;9m\u001B[<64;1;1M\u001B[<65;1;1Mj');
	reader.read('\u001B[<2;1;1M\u001B[<35;1;1M');
	expect(reader.mouse()).toEqual(['click', 'up', 'down']);
	expect(reader.keys()).toEqual(['j']);
});
