/** Words as small numbers: few different ones for many rows. 0 stands for no word. */
export type Dictionary = {
	readonly codeOf: (word: string | undefined) => number;
	readonly wordOf: (code: number) => string | undefined;
};

/** A dictionary that is only ever added to, so that all versions of a table share it. */
export function createDictionary(): Dictionary {
	const words: Array<string | undefined> = [undefined];
	const codes = new Map<string | undefined, number>([[undefined, 0]]);
	return {
		codeOf(word) {
			let code = codes.get(word);
			if (code === undefined) {
				code = words.length;
				words.push(word);
				codes.set(word, code);
			}

			return code;
		},
		wordOf: (code) => words[code],
	};
}
