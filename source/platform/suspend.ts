import process from 'node:process';
import {type Cancel} from './clock.ts';

// A stop takes hold at once. After it, this has passed long ago.
const stopTakes = 100;

/**
The stop is the one that Ctrl-Z makes, not SIGSTOP: where no shell controls the job (`ssh -t host synctop`, a container), the system
drops it, and SIGSTOP would stand for ever.
*/
export const jobControl = {
	async suspend(): Promise<boolean> {
		const asked = process.listeners('SIGTSTP');
		// Without a listener the signal does what it does by itself.
		process.removeAllListeners('SIGTSTP');
		const isContinued = await new Promise<boolean>((resolve) => {
			const onContinued = (): void => {
				clearTimeout(timer);
				resolve(true);
			};
			const timer = setTimeout(() => {
				// If both are due, what was stopped hears of it first.
				setImmediate(() => {
					process.off('SIGCONT', onContinued);
					resolve(false);
				});
			}, stopTakes);
			process.once('SIGCONT', onContinued);
			process.kill(0, 'SIGTSTP');
		});
		for (const listener of asked) {
			process.on('SIGTSTP', listener);
		}

		// The shell got the signal if the terminal changed its size meanwhile: this makes the streams look.
		process.kill(process.pid, 'SIGWINCH');
		await new Promise<void>((resolve) => {
			setImmediate(resolve);
		});
		return isContinued;
	},
	watch(onAsked: () => void, onContinued: () => void): Cancel {
		process.on('SIGTSTP', onAsked);
		process.on('SIGCONT', onContinued);
		return () => {
			process.off('SIGTSTP', onAsked);
			process.off('SIGCONT', onContinued);
		};
	},
};
