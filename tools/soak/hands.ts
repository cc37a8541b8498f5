import {type openProgram} from '../../test/e2e/open-program.ts';
import {type Dice} from './dice.ts';

export type Program = ReturnType<typeof openProgram>;

/** Lets so many milliseconds pass. */
export const pause = async (ms: number): Promise<void> => {
	await new Promise<void>((resolve) => {
		setTimeout(resolve, ms);
	});
};

export const escape = '\u001B';
/** Empties the filter of a list. */
const unfilter = '/\u0015\r';
const wanderings = [
	'1',
	'2',
	'3',
	'4',
	'5',
	'j',
	'k',
	'jjj',
	'G',
	'g',
	'\u001B[6~',
	'\u001B[5~',
	'\r',
	escape,
	'[',
	']',
	'<',
	'>',
	'O',
	'?',
	'\u000C',
	'/an',
	'/\u001B',
	'U',
	'A',
	'S',
	'c',
	'a',
	'y',
	'Y',
	'*Y',
	'pp',
	'R',
	'R',
	'R',
	'R',
	'2\r',
	'2j\r',
	'+',
	'-',
	'o',
	'\t',
	`\u001B[200~xyy\n\u001B[201~`,
] as const;
const usualSize = {columns: 120, rows: 36};
const sizes = [
	usualSize,
	{columns: 80, rows: 24},
	{columns: 60, rows: 15},
	{columns: 200, rows: 50},
	{columns: 20, rows: 5},
] as const;

/** Presses something that changes nothing, or gives the window another size. */
export async function wander(program: Program, dice: Dice): Promise<void> {
	if (dice.chance(0.1)) {
		program.resize(dice.pick(sizes));
	} else {
		program.press(dice.pick(wanderings));
	}

	await pause(30);
}

/** Waits for the screen to be so; gives whether it came to that. */
export async function waitFor(
	program: Program,
	isSo: (text: string) => boolean,
	ms: number,
): Promise<boolean> {
	const until = performance.now() + ms;
	while (!isSo(program.text())) {
		if (performance.now() > until || program.hasEnded()) {
			return false;
		}

		await pause(25);
	}

	return true;
}

/** Closes whatever is open and asks anew, as a person does who wants to go on. */
export async function comeBack(program: Program): Promise<void> {
	for (let count = 0; count < 4; count += 1) {
		program.press(escape);
		// A lone Escape is known by what does not follow it.
		await pause(60);
	}

	program.resize(usualSize);
	program.press('R');
}

/**
Comes back to the list of users with nothing chosen in it, and asks until the service answers. Gives whether it did: where it asked for
a pause, or is away for longer, there is something else to do than to wait.
*/
export async function comeToLive(program: Program): Promise<boolean> {
	await comeBack(program);
	for (let count = 0; count < 8; count += 1) {
		if (await waitFor(program, (text) => text.includes('● live'), 250)) {
			program.press(`2U${unfilter}`);
			return true;
		}

		program.press('R');
	}

	return false;
}
