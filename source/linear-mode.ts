import {type Given} from './flags.ts';
import {type Streams} from './surroundings.ts';
import {type Environment} from './platform/terminal.ts';

/**
Whether nothing is to be drawn: asked for by a flag, or because a screen could not be heard or drawn: a screen reader is announced (as Ink's and
other terminal programs take it), or the terminal can do nothing but print. Where there is no terminal at all, only the flag counts.
*/
export function isLinear(
	given: Given,
	environment: Environment,
	{stdin, stdout}: Streams,
): boolean {
	const {INK_SCREEN_READER: ink, ACCESSIBLE: accessible, TERM: term} = environment;
	return (
		given.linear === true ||
		(stdin.isTTY && stdout.isTTY && (isOn(ink) || isOn(accessible) || term === 'dumb'))
	);
}

function isOn(value: string | undefined): boolean {
	return value !== undefined && /^(?:1|true|yes|on)$/i.test(value);
}
