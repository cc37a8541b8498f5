let last = 0;

/** Numbers got's requests for listeners of its diagnostics, of which there are none: a real UUID loads all of cryptography (4 ms). */
export function randomUUID(): string {
	last += 1;
	return String(last);
}
