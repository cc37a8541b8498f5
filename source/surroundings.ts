import {type ReadStream, type WriteStream} from 'node:tty';
import {type Given} from './flags.ts';
import {type Knowledge} from './knowledge/cause.ts';
import {type Clock} from './platform/clock.ts';
import {type Folders} from './platform/folders.ts';
import {type Random} from './platform/random.ts';
import {type Settings} from './platform/settings.ts';
import {type Environment} from './platform/terminal.ts';

export type Streams = {
	readonly stdin: ReadStream;
	readonly stdout: WriteStream;
	readonly stderr: NodeJS.WritableStream;
};

/** The machine that the program runs on, handed in. */
export type World = {
	readonly environment: Environment;
	readonly streams: Streams;
	readonly clock: Clock;
	readonly random: Random;
};

/** The machine with what was asked of it and what is kept on it. */
export type Surroundings = World & {
	readonly given: Given;
	readonly folders: Folders;
	readonly settings: Settings;
	/** What failures mean: the built-in causes and the user's own. */
	readonly knowledge: Knowledge;
	/** What standard input said, where `--token-file -` asked for it: the keyboard is the terminal itself then. */
	readonly input: string | undefined;
};
