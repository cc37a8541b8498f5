/**
Stops this process and those that were started with it on one command line, until the shell continues them. SIGSTOP, because a
SIGTSTP that a process sends to itself is dropped where no shell controls the job.
*/
export async function suspendProcess(): Promise<void> {
	// Signal handlers alone do not keep a process alive.
	const alive = setInterval(() => undefined, 1_000_000);
	await new Promise<void>((resolve) => {
		process.once('SIGCONT', () => {
			resolve();
		});
		process.kill(0, 'SIGSTOP');
	});
	clearInterval(alive);
	// The shell got the signal if the terminal changed its size meanwhile: this makes the streams look.
	process.kill(process.pid, 'SIGWINCH');
	await new Promise<void>((resolve) => {
		setImmediate(resolve);
	});
}
