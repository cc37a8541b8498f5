import {isDeepStrictEqual} from 'node:util';
import {type Choices} from './dialogs/choices.ts';
import {overlay} from './draw/overlay.ts';
import {type Frame} from './frame.ts';
import {paint, type Theme} from './theme.ts';

/** A frame as strings with colours, the dialog over it, and the parts that stand in it as components. */
export type Painted = {
	readonly columns: number;
	/** How it was painted; the components in it are painted likewise. */
	readonly theme: Theme;
	readonly rows: readonly string[];
	/** The list of an open menu: over the rows, at a place inside the frame of its dialog. */
	readonly menu:
		| {readonly left: number; readonly top: number; readonly choices: Choices}
		| undefined;
	/** The table of statistics. While a dialog is open it is away, so that it does not lie over it. */
	readonly statistics: Frame['statistics'];
};

/** Paints a frame in the theme that it asks for, with the colours that the terminal has. */
export function paintFrame(frame: Frame, terminal: Theme): Painted {
	const theme = {...terminal, name: frame.theme};
	const {dialog, columns} = frame;
	const lines = dialog === undefined ? frame.lines : overlay(frame.lines, dialog.lines, dialog);
	return {
		columns,
		theme,
		rows: lines.map((content) => paint(content, theme)),
		menu: dialog?.choices && {
			left: dialog.left + 2,
			top: dialog.top + 1,
			choices: dialog.choices,
		},
		statistics: dialog === undefined ? frame.statistics : undefined,
	};
}

/** Whether two frames look the same: then nothing is laid out or written. */
export function looksSame(one: Painted, other: Painted): boolean {
	return (
		one.columns === other.columns &&
		one.theme.name === other.theme.name &&
		one.rows.length === other.rows.length &&
		one.rows.every((row, index) => row === other.rows[index]) &&
		isDeepStrictEqual(one.menu, other.menu) &&
		isDeepStrictEqual(one.statistics, other.statistics)
	);
}

/** Whether a frame is rows alone: then no component has to be laid out. */
export function isPlain({menu, statistics}: Painted): boolean {
	return menu === undefined && statistics === undefined;
}
