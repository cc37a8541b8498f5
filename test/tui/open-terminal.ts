import {EventEmitter} from 'node:events';
import {PassThrough} from 'node:stream';
import {type ReadStream, type WriteStream} from 'node:tty';
import xterm from '@xterm/headless';
import {systemClock} from '../../source/platform/clock.ts';
import {type JobControl, startScreen} from '../../source/tui/start.tsx';
import {type Theme} from '../../source/tui/theme.ts';
import {type OpenedApp, type Size} from './open-app.ts';

/**
A terminal inside this process: what the program writes is drawn by a terminal emulator, and its screen is read. Line feeds return
the carriage, as a real terminal's driver makes them do.
*/
function openTerminal({columns, rows}: Size) {
	const emulator = new xterm.Terminal({
		cols: columns,
		rows,
		allowProposedApi: true,
		convertEol: true,
	});
	const written: string[] = [];
	const modes: boolean[] = [];
	const stdout = Object.assign(new EventEmitter(), {
		isTTY: true,
		writable: true,
		destroyed: false,
		writableEnded: false,
		writableLength: 0,
		columns,
		rows,
		getColorDepth: () => 24,
		hasColors: () => true,
		write(data: string | Uint8Array, ...rest: readonly unknown[]) {
			const text = typeof data === 'string' ? data : new TextDecoder().decode(data);
			written.push(text);
			const done = rest.find((item) => typeof item === 'function');
			emulator.write(text, () => {
				done?.();
			});
			return true;
		},
	});
	const keys = new PassThrough();
	const stdin = Object.assign(keys, {
		isTTY: true,
		isRaw: false,
		setRawMode(mode: boolean) {
			modes.push(mode);
			return stdin;
		},
		ref: () => stdin,
		unref: () => stdin,
	});
	// It answers when it is asked how it is.
	emulator.onData((answer) => {
		keys.write(answer);
	});
	const lines = (): readonly string[] => {
		const {active} = emulator.buffer;
		return Array.from(
			{length: emulator.rows},
			(_, index) =>
				active.getLine(active.viewportY + index)?.translateToString(true, 0, emulator.cols) ?? '',
		);
	};

	return {
		emulator,
		stdout,
		stdin,
		lines,
		text: () => lines().join('\n'),
		/** All that was written since the last call. */
		taken: () => written.splice(0).join(''),
		modes,
		type(bytes: string) {
			keys.write(bytes);
		},
		resize(size: Size) {
			emulator.resize(size.columns, size.rows);
			Object.assign(stdout, size);
			stdout.emit('resize');
		},
	};
}

/** Puts a program on a terminal. The two streams are as much of a terminal as the program asks for. */
export function show(
	app: OpenedApp,
	size: Size = {columns: 120, rows: 36},
	theme: Theme = {depth: 'ansi16', isAscii: false},
	jobControl: JobControl = {suspend: async () => true, watch: () => () => undefined},
) {
	const terminal = openTerminal(size);
	app.resize(size);
	/* oxlint-disable typescript/no-unsafe-type-assertion -- a whole tty would be hundreds of lines */
	const screen = startScreen(app.engine, {
		stdin: terminal.stdin as unknown as ReadStream,
		stdout: terminal.stdout as unknown as WriteStream,
		clock: systemClock,
		theme,
		clipboard: 'plain',
		isQuiet: () => false,
		hasMouse: false,
		jobControl,
		onDefect(error) {
			throw error;
		},
		isTerminal: () => true,
	});
	/* oxlint-enable typescript/no-unsafe-type-assertion */
	app.attach(screen.terminal);
	return {...terminal, ...screen, [Symbol.dispose]: screen.stop};
}
