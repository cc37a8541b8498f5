import {type SafeText} from '../contract/text.ts';
import {type Line} from '../core/select/line.ts';
import {fit, widthOf} from '../format/width.ts';
import {type MachineWorld} from './command.ts';
import {painterOf} from './output.ts';

/** A label and what it says. */
export type Fact = {readonly label: SafeText; readonly value: Line};

/** Facts as lines, the labels in one column. */
export function factLines(facts: readonly Fact[], world: MachineWorld): string {
	const paint = painterOf(world);
	const widest = Math.max(0, ...facts.map(({label}) => widthOf(label)));
	return facts
		.map(({label, value}) =>
			`  ${paint(fit(label, widest), 'dim')}  ${paintLine(value, world)}`.trimEnd(),
		)
		.map((line) => `${line}\n`)
		.join('');
}

/** A line of the screen as text. */
export function paintLine(line: Line, world: MachineWorld): string {
	const paint = painterOf(world);
	return line.map(({text, tone}) => paint(text, tone)).join('');
}

/** A line above some others. */
export function heading(text: string, world: MachineWorld): string {
	return `${painterOf(world)(text, 'strong')}\n`;
}
