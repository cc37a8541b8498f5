import {fold} from '../fold.ts';

/** What a text must have in it. */
export type Pattern = {
	/** Folded, found one after the other; between two of them anything may stand. Never empty. */
	readonly pieces: readonly string[];
	/** The text is exactly this. */
	readonly isWhole: boolean;
};

/** A text to look for; `*` stands for anything between two pieces. Nothing where nothing is asked. */
export function patternOf(text: string): Pattern | undefined {
	const pieces = fold(text)
		.split('*')
		.filter((piece) => piece !== '');
	return pieces.length === 0 ? undefined : {pieces, isWhole: false};
}

/** A text that means itself, `*` and all. */
export function literalOf(text: string, isWhole: boolean): Pattern | undefined {
	const folded = fold(text);
	return folded === '' ? undefined : {pieces: [folded], isWhole};
}

/** Whether a folded text has it. One look from left to right, whatever was asked: no input makes it hang. */
export function isMatch({pieces, isWhole}: Pattern, folded: string): boolean {
	if (isWhole) {
		return folded === pieces[0];
	}

	let from = 0;
	for (const piece of pieces) {
		const at = folded.indexOf(piece, from);
		if (at < 0) {
			return false;
		}

		from = at + piece.length;
	}

	return true;
}

/** The piece that is found in the fewest texts. */
export function rarestPiece({pieces}: Pattern): string {
	return pieces.reduce((one, other) => (other.length > one.length ? other : one));
}
