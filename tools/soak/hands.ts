import {type openProgram} from '../../test/e2e/open-program.ts';
import {type Dice} from './dice.ts';

export type Program = ReturnType<typeof openProgram>;

/** Lets so many milliseconds pass. */
export const pause = async (ms: number): Promise<void> => {
	await new Promise<void>((resolve) => {
		setTimeout(resolve, ms);
	});
};

const escape = '\u001B';
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
const sizes = [
	{columns: 120, rows: 36},
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

/** Closes whatever is open and asks anew, as a person does who wants to go on. */
export async function comeBack(program: Program): Promise<void> {
	for (let count = 0; count < 4; count += 1) {
		program.press(escape);
		// A lone Escape is known by what does not follow it.
		await pause(70);
	}

	program.resize({columns: 120, rows: 36});
	program.press('R');
}

/** Marks a few users and changes them, or does it with one; confirmed as the dialog asks, sometimes left before. */
export async function changeSomething(program: Program, dice: Dice): Promise<void> {
	await comeBack(program);
	for (let count = 0; count < 30 && !program.text().includes('● live'); count += 1) {
		await pause(50);
	}

	program.press('2U');
	if (dice.chance(0.3)) {
		await changeMany(program, dice);
		return;
	}

	const marks = dice.chance(0.85) ? 2 + dice.below(4) : 0;
	const steps = 'j'.repeat(dice.below(12));
	program.press(dice.chance(0.5) ? `g${steps}` : `G${'k'.repeat(dice.below(12))}`);
	program.press(' '.repeat(marks));
	await pause(60);
	program.press(dice.pick(['x', 'e', 'x', 'e', 'z']));
	if (dice.chance(0.08)) {
		program.press(dice.pick([escape, 'yyy\r']));
	}

	// Keys count once the dialog could be read.
	for (
		let count = 0;
		count < 25 && !/\[ |\(y\)|type |STOP|nothing/i.test(program.text());
		count += 1
	) {
		await pause(40);
	}

	await pause(450);
	program.press('y');
	await pause(120);
}

/** Marks everybody whom a word finds, and changes them; the number that the dialog asks for is typed. */
async function changeMany(program: Program, dice: Dice): Promise<void> {
	program.press(`/${dice.pick(['an', 'el', 'ro', 'so'])}\r`);
	await pause(60);
	program.press('*');
	await pause(60);
	program.press(dice.pick(['x', 'e']));
	await pause(600);
	for (let count = 0; count < 20 && wantedNumber(program) === undefined; count += 1) {
		await pause(50);
	}

	program.press(wantedNumber(program) ?? 'y');
	await pause(60);
	program.press('\t\r');
	await pause(700);
	// The filter goes again.
	await comeBack(program);
	program.press('2/\u0015\r');
}

function wantedNumber(program: Program): string | undefined {
	return /\btype (\d+)/i.exec(program.text())?.[1];
}
