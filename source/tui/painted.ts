import {isDeepStrictEqual} from 'node:util';
import {type Choices} from './dialogs/choices.ts';
import {type Frame} from './frame.ts';
import {paint, type Theme} from './theme.ts';

/** A frame as strings with colours: what React is given. */
export type Painted = {
	readonly rows: readonly string[];
	readonly statistics: Frame['statistics'];
	readonly dialog:
		| {
				readonly left: number;
				readonly top: number;
				readonly rows: readonly string[];
				readonly choices: Choices | undefined;
		  }
		| undefined;
};

export function paintFrame(frame: Frame, theme: Theme): Painted {
	const {dialog} = frame;
	return {
		rows: frame.lines.map((content) => paint(content, theme)),
		statistics: frame.statistics,
		dialog: dialog && {
			left: dialog.left,
			top: dialog.top,
			rows: dialog.lines.map((content) => paint(content, theme)),
			choices: dialog.choices,
		},
	};
}

/** Whether two frames look the same: then React is not told, and nothing is laid out or written. */
export function looksSame(one: Painted, other: Painted): boolean {
	return (
		one.rows.length === other.rows.length &&
		one.rows.every((row, index) => row === other.rows[index]) &&
		isDeepStrictEqual(one.dialog, other.dialog) &&
		isDeepStrictEqual(one.statistics, other.statistics)
	);
}
