import {confirm, type Deciding} from './confirm.ts';
import {type Dice} from './dice.ts';
import {comeToLive, escape, pause, type Program, wander, waitFor} from './hands.ts';

export type Changing = Deciding & {
	/** Does not wait for what comes of it: somebody ends the program in the middle. */
	readonly isHasty?: boolean;
};

type Choice = (dice: Dice) => readonly string[];

const down = (dice: Dice, limit: number): string => 'j'.repeat(dice.below(limit));
const pageDown = '\u001B[6~';
const names = ['an', 'el', 'ro', 'so', 'ma', 'ch', 'le', 'in', 'vi'] as const;

/** Ways to choose who is changed, each as keys with a breath in between; the more likely ones are there more often. */
const choices: readonly Choice[] = [
	// Everybody whom a word finds.
	(dice) => [`/${dice.pick(names)}\r`, '*'],
	(dice) => [`/${dice.pick(names)}\r`, '*'],
	// A few, from either end of the list.
	(dice) => [`g${down(dice, 20)}`, ' '.repeat(2 + dice.below(6))],
	(dice) => [`G${'k'.repeat(dice.below(20))}`, ' '.repeat(2 + dice.below(4))],
	// A range.
	(dice) => [`g${down(dice, 30)}v`, dice.chance(0.5) ? `${pageDown}v` : `${down(dice, 12)}v`],
	// The one under the cursor.
	(dice) => [`g${down(dice, 30)}`],
	// Who is open.
	(dice) => [`g${down(dice, 30)}\r`, dice.chance(0.5) ? ']' : ''],
	// Those behind a count of the dashboard.
	(dice) => ['1', dice.pick(['A', 'I', 'S', 'N']), '*'],
	// Members of a group.
	(dice) => [`3g${down(dice, 8)}\r`, dice.chance(0.7) ? '*' : ' '.repeat(1 + dice.below(6))],
	// A group.
	(dice) => [`3g${down(dice, 8)}`],
	// Whose batch is under the cursor.
	(dice) => [`4g${down(dice, 10)}`],
];

/** Chooses somebody somewhere, changes what is chosen, and looks at what comes of it. */
export async function changeSomething(program: Program, changing: Changing): Promise<void> {
	const {dice} = changing;
	if (!(await comeToLive(program))) {
		await wander(program, dice);
		return;
	}

	// Everything may be undone from everywhere, so nobody is chosen for it.
	const isUndo = dice.chance(0.08);
	for (const keys of isUndo ? [] : dice.pick(choices)(dice)) {
		program.press(keys);
		await pause(50);
	}

	const verbs = isUndo ? ['z'] : verbsFor(dice);
	for (const keys of verbs) {
		program.press(keys);
		const came = await confirm(program, changing);
		if (came === 'sent') {
			await follow(program, changing);
		}

		if (came !== 'nothing') {
			return;
		}
	}
}

// Who is so already is changed the other way: whoever works through a list does both.
function verbsFor(dice: Dice): readonly string[] {
	if (dice.chance(0.08)) {
		// The menu of statuses: to force a batch, or to remove the data from the mailbox.
		return [`s${dice.pick(['5', '5', '5', '6'])}`];
	}

	if (dice.chance(0.03)) {
		return ['D'];
	}

	return dice.chance(0.5) ? ['x', 'e'] : ['e', 'x'];
}

/** Until nothing waits to be sent; what is unknown is followed by the program alone. */
async function follow(program: Program, {dice, isHasty = false}: Changing): Promise<void> {
	if (isHasty) {
		await pause(dice.below(120));
		return;
	}

	if (dice.chance(0.08)) {
		// In the middle of it: what waits is not started.
		program.press(escape);
	}

	await waitFor(program, (text) => !text.includes('Esc stops before the next'), 6000);
}
