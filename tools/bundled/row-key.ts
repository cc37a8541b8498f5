/** A key for a row of a small table: what it says. The hash that is taken otherwise loads all of Node's cryptography. */
export function sha1(row: unknown): string {
	return JSON.stringify(row);
}
