/**
Gives an array of a length to work in, with whatever is in it, on memory that is kept between calls: a megabyte at every key would have
V8 collect garbage at every other.
*/
function createScratch<Numbers>(
	bytesEach: number,
	view: (buffer: ArrayBuffer, length: number) => Numbers,
): (length: number) => Numbers {
	let kept = new ArrayBuffer(0);
	return (length) => {
		const bytes = bytesEach * length;
		// Some more than needed, so that a list that grows does not need a new one each time.
		if (kept.byteLength < bytes || kept.byteLength > 4 * bytes + 65_536) {
			kept = new ArrayBuffer(bytesEach * Math.ceil(length * 1.1));
		}

		return view(kept, length);
	};
}

const floats = () => createScratch(8, (buffer, length) => new Float64Array(buffer, 0, length));
const words = () => createScratch(4, (buffer, length) => new Uint32Array(buffer, 0, length));
const bytes = () => createScratch(1, (buffer, length) => new Uint8Array(buffer, 0, length));

/** Room to work in, for one piece of work at a time: what is in an array holds until the same is asked for again. */
export type Room = ReturnType<typeof createRoom>;

export function createRoom() {
	return {
		marks: bytes(),
		kept: words(),
		bySlot: floats(),
		keys: floats(),
		places: words(),
		words: words(),
		otherPlaces: words(),
		otherWords: words(),
		firstLetters: floats(),
		nextLetters: floats(),
	};
}

/** For work that is done at once. */
export const sharedRoom = createRoom();
