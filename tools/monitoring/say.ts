/** Progress goes to standard error: what is found can be piped. */
export function say(text: string): void {
	process.stderr.write(`synctop: ${text}\n`);
}
