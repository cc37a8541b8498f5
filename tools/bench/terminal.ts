import {spawn} from '@lydell/node-pty';
import headless, {type Terminal} from '@xterm/headless';
import {cleanEnvironment, killProcess, stopAtEnd} from './children.ts';
import {Link, type LinkSpeed} from './link.ts';
import {type Screen, screenText, snapshot} from './screen.ts';
import {before} from './waiting.ts';

/** The command line of something to run. */
export type Command = {
	readonly file: string;
	readonly args: readonly string[];
	readonly cwd?: string;
};

export type Size = {readonly columns: number; readonly rows: number};

/** What a program wrote at once, and when, in milliseconds of `performance.now()`. */
export type Chunk = {readonly at: number; readonly data: string};

const standardSize: Size = {columns: 120, rows: 40};

/** "Are you there?", and what every terminal answers at once. */
const statusQuery = '\u001B[5n';
const statusAnswer = '\u001B[0n';

/** A program in a terminal of its own, with an emulator that sees what a person would see; between them there may be a thin link. */
export class Seat {
	readonly startedAt = performance.now();
	readonly pid: number;
	/** Resolves to the moment of its end. */
	readonly ended: Promise<number>;
	readonly stop: () => void;
	readonly write: (keys: string) => void;
	readonly link: Link | undefined;
	#chunks: Chunk[] = [];
	#lastAt = 0;
	#tail = '';
	#watch: ((chunk: Chunk) => void) | undefined;
	readonly #emulator: Terminal;

	constructor(command: Command, size: Size = standardSize, speed?: LinkSpeed) {
		const {columns: cols, rows} = size;
		this.#emulator = new headless.Terminal({cols, rows, allowProposedApi: true, scrollback: 0});
		const child = spawn(command.file, [...command.args], {
			cols,
			rows,
			name: 'xterm-256color',
			env: cleanEnvironment(),
			// Bytes as they are: the types know only text.
			encoding: null,
			...(command.cwd !== undefined && {cwd: command.cwd}),
		});
		this.pid = child.pid;
		this.ended = new Promise((resolve) => {
			child.onExit(() => {
				resolve(performance.now());
			});
		});
		this.stop = stopAtEnd(() => {
			killProcess(child.pid);
		});
		const decoder = new TextDecoder();
		const arrive = (bytes: Buffer): void => {
			this.#arrive(decoder.decode(bytes, {stream: true}));
		};
		const link = speed && new Link(speed, child, arrive);
		this.link = link;
		this.write = (keys) => {
			if (link === undefined) {
				child.write(keys);
			} else {
				link.sendBack(() => {
					child.write(keys);
				});
			}
		};
		child.onData((data: string | Buffer) => {
			const bytes = Buffer.from(data);
			if (link === undefined) {
				arrive(bytes);
			} else {
				link.take(bytes);
			}
		});
	}

	/** When it last wrote anything. */
	get lastAt(): number {
		return this.#lastAt;
	}

	/** What came since the last time that anyone took it; the emulator has not seen it yet. */
	take(): readonly Chunk[] {
		const taken = this.#chunks;
		this.#chunks = [];
		return taken;
	}

	/** Shows chunks to the emulator. */
	async show(chunks: readonly Chunk[]): Promise<void> {
		await new Promise<void>((resolve) => {
			this.#emulator.write(chunks.map(({data}) => data).join(''), resolve);
		});
	}

	/** The screen, with everything that came. */
	async look(): Promise<Screen> {
		await this.show(this.take());
		return this.screen();
	}

	/** The screen that the emulator has seen. */
	screen(): Screen {
		return snapshot(this.#emulator);
	}

	/** Waits until the screen shows something; resolves to the arrival of the bytes that made it so. */
	async sees(pattern: RegExp, deadlineMs: number): Promise<number> {
		const found = new Promise<number>((resolve) => {
			const read = (chunk: Chunk): void => {
				this.#emulator.write(chunk.data, () => {
					if (pattern.test(screenText(this.screen()))) {
						resolve(chunk.at);
					}
				});
			};
			for (const chunk of this.take()) {
				read(chunk);
			}

			this.#watch = (chunk) => {
				this.take();
				read(chunk);
			};
			if (pattern.test(screenText(this.screen()))) {
				resolve(this.#lastAt);
			}
		});
		const ended = this.ended.then(() => {
			throw new Error(`the program ended; its last words: ${lastWords(this.screen())}`);
		});
		ended.catch(() => undefined);
		try {
			return await before(
				Promise.race([found, ended]),
				deadlineMs,
				`"${pattern.source}" on screen`,
			);
		} finally {
			this.#watch = undefined;
		}
	}

	#arrive(data: string): void {
		const chunk = {at: performance.now(), data};
		this.#lastAt = chunk.at;
		this.#chunks.push(chunk);
		this.#watch?.(chunk);
		this.#answerQueries(data);
	}

	// The emulator sees the bytes later, when nothing is timed; what asks for an answer must have it now.
	#answerQueries(data: string): void {
		const parts = (this.#tail + data).split(statusQuery);
		this.#tail = (parts.at(-1) ?? '').slice(1 - statusQuery.length);
		this.write(statusAnswer.repeat(parts.length - 1));
	}
}

function lastWords(screen: Screen): string {
	return screenText(screen).replaceAll(/\s+/g, ' ').trim().slice(-200);
}
