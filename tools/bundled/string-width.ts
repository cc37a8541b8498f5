import fullWidth, {type Options} from 'string-width';
import {isPlainText, plainWidth} from './plain-text.ts';

/** Stands for the package `string-width` in the bundle: its table of emoji takes 14 ms to read, and names seldom need it. */
// oxlint-disable-next-line import/no-default-export -- as the package has it
export default function stringWidth(text: string, options?: Options): number {
	return options === undefined && isPlainText(text) ? plainWidth(text) : fullWidth(text, options);
}
