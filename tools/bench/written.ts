import {byteCount, toBursts} from './answer.ts';
import {fewestBytes} from './fewest-bytes.ts';
import {type Screen} from './screen.ts';
import {type Seat} from './terminal.ts';

/** How many bytes came since a screen was seen, and the fewest that make the same changes one after another. */
export async function writtenSince(
	seat: Seat,
	before: Screen,
): Promise<{readonly wrote: number; readonly least: number}> {
	const chunks = seat.take();
	let shown = before;
	let least = 0;
	for (const burst of toBursts(chunks)) {
		await seat.show(burst);
		const next = seat.screen();
		least += fewestBytes(shown, next);
		shown = next;
	}

	return {wrote: byteCount(chunks), least};
}
