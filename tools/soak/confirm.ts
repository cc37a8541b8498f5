import {type Dice} from './dice.ts';
import {escape, pause, type Program, waitFor} from './hands.ts';

/** What came of a change that was asked for. */
export type Came =
	/** It was confirmed, and its requests are on their way or behind it. */
	| 'sent'
	/** Nobody of those who were chosen can be changed like this. */
	| 'nothing'
	/** It was left, or the dialog did not come to an end. */
	| 'left';

export type Deciding = {
	readonly dice: Dice;
	/** What happens elsewhere right before the answer: somebody else is first. */
	readonly meanwhile: () => void;
};

/** What a dialog asks of the hands; read off the screen as a person does. */
type Asks =
	| {readonly kind: 'none' | 'wait' | 'sent' | 'impossible' | 'unread' | 'wrong'}
	| {readonly kind: 'moved' | 'blocked' | 'other'}
	| {readonly kind: 'type'; readonly text: string}
	/** Nothing is missing but the button. */
	| {readonly kind: 'ready'; readonly keys: string};

const checkAgain = '\u0012';
const startAgain = '\u000E';
const backspaces = '\u007F'.repeat(40);
// From its first frame on; a little more than the program drops keys for.
const arming = 430;
const longest = 4000;
const countdown = 12_000;

/** Does what the dialog on screen asks for, step by step, until the change is sent or there is nothing to send. */
export async function confirm(program: Program, deciding: Deciding): Promise<Came> {
	if (!(await waitFor(program, (text) => read(text).kind !== 'none', 350))) {
		return 'nothing';
	}

	await pause(arming);
	const {dice} = deciding;
	if (dice.chance(0.06)) {
		// Hasty keys, which are no answer.
		program.press(dice.pick([escape, 'yyy\r', '\r']));
		await pause(80);
	}

	let until = performance.now() + longest;
	let wasReady = false;
	let mistakes = 0;
	while (performance.now() < until && !program.hasEnded()) {
		const asks = read(program.text());
		if (asks.kind === 'sent' || asks.kind === 'none') {
			return wasReady || asks.kind === 'sent' ? 'sent' : 'left';
		}

		if (asks.kind === 'impossible') {
			await leave(program);
			return 'nothing';
		}

		if (asks.kind === 'ready' && !wasReady) {
			wasReady = true;
			until = performance.now() + countdown;
			deciding.meanwhile();
		}

		mistakes += asks.kind === 'wrong' ? 1 : 0;
		// A name may be too long to be read off the screen.
		if (mistakes > 2 || !(await answer(program, asks, dice))) {
			await leave(program);
			return 'left';
		}
	}

	await leave(program);
	return 'left';
}

/** Presses what a dialog asks for. Gives false when it is better to leave it. */
async function answer(program: Program, asks: Asks, dice: Dice): Promise<boolean> {
	switch (asks.kind) {
		case 'type': {
			program.press(asks.text);
			break;
		}

		case 'ready': {
			program.press(asks.keys);
			break;
		}

		case 'unread': {
			program.press(checkAgain);
			await pause(100);
			break;
		}

		case 'wrong': {
			program.press(backspaces);
			break;
		}

		case 'moved': {
			if (dice.chance(0.5)) {
				return false;
			}

			program.press(startAgain);
			await pause(arming);
			break;
		}

		case 'blocked': {
			program.press('r');
			await pause(arming);
			break;
		}

		case 'other': {
			return false;
		}

		case 'wait':
		case 'none':
		case 'sent':
		case 'impossible': {
			break;
		}
	}

	await pause(70);
	return true;
}

async function leave(program: Program): Promise<void> {
	program.press(escape);
	await pause(70);
}

/** Why the button is locked, as it begins beside it: the end may be cut off. */
const locks: ReadonlyArray<
	readonly [begins: string, kind: 'wait' | 'wrong' | 'impossible' | 'other']
> = [
	['checking', 'wait'],
	['trying', 'wait'],
	['what you', 'wrong'],
	['nothing', 'impossible'],
	['say why', 'other'],
];

function read(text: string): Asks {
	if (/\d+%\s+[\d,]+ of [\d,]+/.test(text)) {
		return {kind: 'sent'};
	}

	if (text.includes('nothing was sent yet')) {
		return {kind: 'wait'};
	}

	if (text.includes('Refused: ')) {
		return {kind: 'blocked'};
	}

	if (text.includes('Nothing was sent.')) {
		return {kind: 'moved'};
	}

	if (/Force Delete works on one|Delete is for users/.test(text)) {
		return {kind: 'other'};
	}

	// Of the dialog alone: a notice in the last line may say the same of a moment ago.
	const buttons = /\[.*Cancel.*/.exec(text)?.[0];
	if (buttons === undefined) {
		return {kind: 'none'};
	}

	const [button = '', lock] = buttons.split('locked: ');
	if (lock === undefined) {
		return {kind: 'ready', keys: keysFor(button)};
	}

	if (lock.startsWith('type')) {
		return {kind: 'type', text: phraseIn(text)};
	}

	return {kind: locks.find(([begins]) => lock.startsWith(begins))?.[1] ?? 'unread'};
}

// It stands below the field that it is to be typed into.
function phraseIn(text: string): string {
	const lines = text.split('\n');
	const field = lines.findIndex((line) => line.includes('Type to confirm'));
	return /[║│]\s{2,}(\S.*?)\s*[║│]/.exec(lines[field + 1] ?? '')?.[1] ?? '';
}

// One key for what is mild; else Tab goes to the button, and Enter presses it once it has the focus.
function keysFor(button: string): string {
	if (/\[[> ] y {2}/.test(button)) {
		return 'y';
	}

	return /\[> (?!Cancel)/.test(button) ? '\r' : '\t';
}
