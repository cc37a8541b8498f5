import * as fc from 'fast-check';

const pieces = fc.constantFrom(
	'a',
	'word ',
	'    ',
	'│',
	'●',
	'漢字',
	'é',
	'e\u0301',
	'Ł',
	'\u001B[1m',
	'\u001B[2m',
	'\u001B[0m',
	'\u001B[31m',
	'\u001B[94m',
	'\u001B[1;91m',
	'\u001B[97;41m',
	'\u001B[38;2;10;20;30m',
	'\u001B[35;7m',
	'\u001B[22m',
	'\u001B[39m',
);
export const row = fc.array(pieces, {maxLength: 14}).map((parts) => `${parts.join('')}\u001B[0m`);
export const columns = 24;
export const height = 7;
export const frame = fc.array(row, {minLength: height, maxLength: height});

/** Frames as they follow each other: afresh, a few rows changed, or a block moved by some rows. */
export const frames = fc
	.tuple(
		frame,
		fc.array(
			fc.oneof(
				frame.map((rows) => () => rows),
				fc.tuple(fc.nat({max: height - 1}), row).map(
					([at, text]) =>
						(rows: readonly string[]) =>
							rows.with(at, text),
				),
				fc.tuple(fc.integer({min: -3, max: 3}), row).map(
					([by, text]) =>
						(rows: readonly string[]) =>
							rows.map((_, index) => rows[index + by] ?? text),
				),
			),
			{maxLength: 5},
		),
	)
	.map(([first, changes]) => {
		const all: Array<readonly string[]> = [first];
		for (const change of changes) {
			all.push(change(all.at(-1) ?? first));
		}

		return all;
	});
