import {isPlainText} from './plain-text.ts';

// Stand-ins for what packages make at once of `Intl`: the first real one reads the tables of Unicode (8 to 17 ms of every start).

type SegmenterOptions = ConstructorParameters<typeof Intl.Segmenter>;

/** Segments plain text by itself, and asks the real segmenter about any other. */
export class LazySegmenter {
	readonly #given: SegmenterOptions;
	#full: Intl.Segmenter | undefined;

	constructor(...given: SegmenterOptions) {
		this.#given = given;
	}

	segment(text: string): Intl.Segments {
		const [, options] = this.#given;
		if ((options?.granularity ?? 'grapheme') === 'grapheme' && isPlainText(text)) {
			return plainSegments(text);
		}

		this.#full ??= new globalThis.Intl.Segmenter(...this.#given);
		return this.#full.segment(text);
	}
}

// In plain text every character is a grapheme, and one unit long.
function plainSegments(input: string): Intl.Segments {
	const at = (index: number): Intl.SegmentData => ({segment: input[index] ?? '', index, input});
	return {
		containing: (index = 0) =>
			index >= 0 && index < input.length ? at(Math.trunc(index)) : undefined,
		[Symbol.iterator]: () => Array.from(input, (_, index) => at(index)).values(),
	};
}

type ListOptions = ConstructorParameters<typeof Intl.ListFormat>;

/** The real one is made for the first list: the only ones here are in messages about wrong arguments. */
export class LazyListFormat {
	readonly #given: ListOptions;

	constructor(...given: ListOptions) {
		this.#given = given;
	}

	format(list: Iterable<string>): string {
		return new globalThis.Intl.ListFormat(...this.#given).format(list);
	}
}
