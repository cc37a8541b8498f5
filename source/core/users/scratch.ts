/**
Gives an array of a length to work in, with whatever is in it, on memory that is kept between calls: a megabyte at every key would have
V8 collect garbage at every other. For work that ends before anything else is asked of the same scratch.
*/
function createScratch<Numbers>(
	view: (buffer: ArrayBuffer, length: number) => Numbers,
): (length: number) => Numbers {
	let kept = new ArrayBuffer(0);
	return (length) => {
		const bytes = 8 * length;
		// Some more than needed, so that a list that grows does not need a new one each time.
		if (kept.byteLength < bytes || kept.byteLength > 4 * bytes + 65_536) {
			kept = new ArrayBuffer(8 * Math.ceil(length * 1.1));
		}

		return view(kept, length);
	};
}

export const scratchFloats = () =>
	createScratch((buffer, length) => new Float64Array(buffer, 0, length));
export const scratchWords = () =>
	createScratch((buffer, length) => new Uint32Array(buffer, 0, length));
export const scratchBytes = () =>
	createScratch((buffer, length) => new Uint8Array(buffer, 0, length));
