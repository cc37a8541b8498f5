import {once} from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';

/** A home of its own for a program: its settings and its journal are here and nowhere else. */
export function openHome() {
	const home = fs.mkdtempSync(path.join(os.tmpdir(), 'synctop-home-'));
	const environment = {
		HOME: home,
		XDG_CONFIG_HOME: path.join(home, 'config'),
		XDG_STATE_HOME: path.join(home, 'state'),
		XDG_DATA_HOME: path.join(home, 'data'),
		XDG_CACHE_HOME: path.join(home, 'cache'),
		PATH: process.env['PATH'] ?? '',
		TERM: 'xterm-256color',
		LANG: 'en_US.UTF-8',
	};
	return {
		path: home,
		environment,
		write(name: string, text: string, mode = 0o600) {
			const file = path.join(home, name);
			fs.writeFileSync(file, text, {mode});
			return file;
		},
		/** The lines of the audit journals. */
		journal: () =>
			fs
				.globSync('state/synctop/*.jsonl', {cwd: home})
				.flatMap((file) => fs.readFileSync(path.join(home, file), 'utf8').trim().split('\n')),
		settings: () => fs.readFileSync(path.join(home, 'config/synctop/config.json'), 'utf8'),
		[Symbol.dispose]: () => {
			fs.rmSync(home, {recursive: true, force: true});
		},
	};
}

export type Home = ReturnType<typeof openHome>;

export type ProgramOptions = {
	readonly home: Home;
	readonly columns?: number;
	readonly rows?: number;
	readonly file?: string;
	/** The working folder; the home if not given. */
	readonly folder?: string;
	readonly environment?: Readonly<Record<string, string>>;
	/** A terminal that answers nothing. */
	readonly isMute?: boolean;
	/** How long its answers are on their way, in milliseconds. */
	readonly answersAfter?: number;
	/** A command line that is opened instead, to start the program from. */
	readonly shell?: readonly string[];
};

const deadline = 10_000;

/** The built program in a true pseudo-terminal, with a terminal emulator as the eye. Ended with the scope that holds it. */
export function openProgram(argv: readonly string[], options: ProgramOptions) {
	const {home, columns = 120, rows = 36, file = path.resolve('dist/synctop.js')} = options;
	const emulator = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	const [command = '', ...words] = options.shell ?? [process.execPath, file, ...argv];
	const environment = {...home.environment, ...options.environment};
	const child = pty.spawn(command, words, {
		// It stands over TERM of the environment.
		name: environment.TERM,
		cols: columns,
		rows,
		cwd: options.folder ?? home.path,
		env: environment,
	});
	// As every terminal does, it answers when it is asked how it is.
	const answering = emulator.onData((answer) => {
		setTimeout(() => {
			child.write(answer);
		}, options.answersAfter ?? 0);
	});
	if (options.isMute === true) {
		answering.dispose();
	}

	let raw = '';
	let ended: {readonly exitCode: number} | undefined;
	child.onData((data) => {
		raw += data;
		emulator.write(data);
	});
	const exited = new Promise<number>((resolve) => {
		child.onExit((end) => {
			ended = end;
			resolve(end.exitCode);
		});
	});
	const text = (): string => {
		const {active} = emulator.buffer;
		return Array.from({length: emulator.rows}, (_, index) =>
			(
				active.getLine(active.viewportY + index)?.translateToString(true, 0, emulator.cols) ?? ''
			).trimEnd(),
		).join('\n');
	};

	const press = (keys: string): void => {
		child.write(keys);
	};
	const waitFor = async (wanted: string | RegExp, turn: (passed: number) => void) => {
		const start = Date.now();
		while (!(typeof wanted === 'string' ? text().includes(wanted) : wanted.test(text()))) {
			if (Date.now() - start > deadline || ended !== undefined) {
				throw new Error(
					`Waited in vain for ${String(wanted)}${ended ? ` (ended with ${ended.exitCode})` : ''}. The screen:\n${text()}`,
				);
			}

			turn(Date.now() - start);
			await new Promise((resolve) => {
				setTimeout(resolve, 10);
			});
		}

		return text();
	};

	return {
		pid: child.pid,
		text,
		raw: () => raw,
		isAlternate: () => emulator.buffer.active.type === 'alternate',
		exited,
		hasEnded: () => ended !== undefined,
		press,
		resize(size: {readonly columns: number; readonly rows: number}) {
			emulator.resize(size.columns, size.rows);
			try {
				child.resize(size.columns, size.rows);
			} catch {
				// It ended just now, and its terminal with it.
			}
		},
		/** Reads nothing any more, as a terminal does that is stuck; or goes on. */
		standStill() {
			child.pause();
		},
		goOn() {
			child.resume();
		},
		kill(signal: string) {
			child.kill(signal);
		},
		/** Closes the other end of the terminal. */
		vanish() {
			const destroy: unknown = Reflect.get(child, 'destroy');
			if (typeof destroy === 'function') {
				Reflect.apply(destroy, child, []);
			}
		},
		/** Takes the terminal away, as a closed window does. */
		hangUp() {
			child.kill('SIGHUP');
		},
		/** Waits until the screen says something; shows the screen when it does not come. */
		sees: async (wanted: string | RegExp) => waitFor(wanted, () => {}),
		/**
		Presses keys until the screen says something, as a person does when a dialog takes no keys in its first moment. The keys must
		be harmless when they are pressed twice.
		*/
		async pressUntil(keys: string, wanted: string | RegExp) {
			let next = 0;
			return waitFor(wanted, (passed) => {
				if (passed >= next) {
					next = passed + 400;
					press(keys);
				}
			});
		},
		[Symbol.asyncDispose]: async () => {
			if (ended === undefined) {
				child.kill('SIGKILL');
				await exited;
			}
		},
	};
}

/** Runs a command to its end, without a terminal. */
export async function run(
	command: readonly string[],
	options: {
		readonly environment: Readonly<Record<string, string>>;
		readonly folder?: string;
	},
) {
	const {spawn} = await import('node:child_process');
	const [file = '', ...argv] = command;
	const child = spawn(file, argv, {
		stdio: ['pipe', 'pipe', 'pipe'],
		env: options.environment,
		...(options.folder !== undefined && {cwd: options.folder}),
	});
	child.stdin.end();
	let output = '';
	let errors = '';
	child.stdout.setEncoding('utf8').on('data', (text) => {
		output += String(text);
	});
	child.stderr.setEncoding('utf8').on('data', (text) => {
		errors += String(text);
	});
	const [code]: unknown[] = await once(child, 'close');
	return {code, output, errors};
}
