import process from 'node:process';

const signals = {SIGHUP: 129, SIGINT: 130, SIGTERM: 143} as const;

/** Why the program comes to its end. */
export type Ending = {
	/** 128 + the number of the signal that ended it, if one did. */
	readonly signalCode: () => number | undefined;
	/** What was thrown, if that is why. */
	readonly defect: () => {readonly error: unknown} | undefined;
	readonly onDefect: (error: unknown) => void;
	/** Signals do by themselves what they do again. */
	readonly release: () => void;
};

/**
Stops the screen on a signal, a defect and the end of the process; the terminal is given back in every case. Until it is released, a second
signal changes nothing: a change that is on its way is waited for, and that does not take long. A hang-up is no end where something else is
to be done then.
*/
export function followEnding(stop: () => void, onHangUp?: () => void): Ending {
	let signalCode: number | undefined;
	let defect: {readonly error: unknown} | undefined;
	const onDefect = (error: unknown): void => {
		defect ??= {error};
		stop();
	};
	const handlers = [
		...Object.entries(signals).map(
			([signal, code]) =>
				[
					signal,
					(): void => {
						if (signal === 'SIGHUP' && onHangUp !== undefined) {
							onHangUp();
							return;
						}

						signalCode ??= code;
						stop();
					},
				] as const,
		),
		// A file that may not grow is a full disk, and the write says so. Ink ends the program by this signal unless somebody else hears it.
		['SIGXFSZ', (): void => undefined] as const,
		['uncaughtException', onDefect] as const,
		['exit', stop] as const,
	];
	for (const [name, handler] of handlers) {
		process.on(name, handler);
	}

	return {
		signalCode: () => signalCode,
		defect: () => defect,
		onDefect,
		release() {
			for (const [name, handler] of handlers) {
				process.off(name, handler);
			}
		},
	};
}
