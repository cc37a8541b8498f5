/** Where the cursor is. `isPending`: the last column was just written, and the next character goes to the next row. */
export type Cursor = {readonly x: number; readonly y: number; readonly isPending: boolean};

/** The shortest sequence from one place to another. `beforeText`: a character follows, so that a pending wrap helps. */
export function cursorMove(from: Cursor, x: number, y: number, beforeText: boolean): string {
	if (from.isPending) {
		const wraps = beforeText && x === 0 && y === from.y + 1;
		return wraps ? '' : shortest([absolute(x, y), ...fromRowStart(from, x, y)]);
	}

	if (from.x === x && from.y === y) {
		return '';
	}

	const vertical = updown(y - from.y);
	const candidates = [
		absolute(x, y),
		...fromRowStart(from, x, y),
		...vertical.map((part) => part + sideways(x - from.x)),
		...vertical.map((part) => `${part}\u001B[${parameter(x + 1)}G`),
	];
	return shortest(candidates);
}

// A terminal in Node's raw mode still puts a carriage return before every line feed; counted here as the two bytes it is.
function fromRowStart(from: Cursor, x: number, y: number): readonly string[] {
	const down = y - from.y;
	return down < 0 || down > 4 ? [] : [(down === 0 ? '\r' : '\r\n'.repeat(down)) + sideways(x)];
}

function absolute(x: number, y: number): string {
	if (x === 0) {
		return y === 0 ? '\u001B[H' : `\u001B[${y + 1}H`;
	}

	return `\u001B[${parameter(y + 1)};${x + 1}H`;
}

function updown(by: number): readonly string[] {
	return by === 0 ? [''] : [`\u001B[${parameter(Math.abs(by))}${by > 0 ? 'B' : 'A'}`];
}

function sideways(by: number): string {
	if (by < 0) {
		return shortest(['\b'.repeat(-by), `\u001B[${parameter(-by)}D`]);
	}

	return by === 0 ? '' : `\u001B[${parameter(by)}C`;
}

const parameter = (value: number): string => (value === 1 ? '' : String(value));

function shortest(candidates: readonly string[]): string {
	return candidates.reduce((best, next) => (next.length < best.length ? next : best));
}
