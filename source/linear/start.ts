import {type ReadStream} from 'node:tty';
import {type SafeText, keepSafe, safe} from '../contract/text.ts';
import {type Engine} from '../core/engine.ts';
import {type TerminalPort} from '../core/ports.ts';
import {type Clock} from '../platform/clock.ts';
import {createLineReader} from './read-lines.ts';
import {createSession} from './session.ts';
import {createSpeaker} from './speaker.ts';

/** What the shell does with a job. */
export type JobControl = {
	/** Stops this process until the shell continues it. Resolves to false when nobody could continue it. */
	readonly suspend: () => Promise<boolean>;
};

/** What a conversation needs of the world, handed in. */
export type LinearOptions = {
	readonly stdin: ReadStream;
	readonly stdout: NodeJS.WritableStream;
	/** Lines are typed at a terminal, not read from a pipe or a file. */
	readonly isTyped: boolean;
	/** What is said goes to a terminal. */
	readonly hasTerminal: boolean;
	readonly isAscii: boolean;
	readonly clock: Clock;
	/** Nobody is to be called by the bell now. */
	readonly isQuiet: () => boolean;
	readonly jobControl: JobControl;
};

export type RunningLinear = {
	readonly terminal: TerminalPort;
	readonly stop: () => void;
	/** Resolves when the conversation has ended. */
	readonly ended: Promise<void>;
};

/** Says what the engine knows, line by line, and puts what is typed into it. */
export function startLinear(engine: Engine, options: LinearOptions): RunningLinear {
	const {stdin, stdout, clock, isTyped} = options;
	const ended = Promise.withResolvers<undefined>();
	const speaker = createSpeaker({
		write(text) {
			stdout.write(text);
		},
		isAscii: options.isAscii,
		isTyped,
		hasBell: options.hasTerminal,
	});
	const stop = (): void => {
		session.stop();
		stdin.off('data', onData);
		stdin.off('end', onEnd);
		stdin.off('close', onEnd);
		stdin.pause();
		ended.resolve(undefined);
	};
	const session = createSession({engine, clock, speaker, isTyped, leave: stop});
	const reader = createLineReader(session.hear);
	const onData = (chunk: Buffer | string): void => {
		reader.read(chunk);
	};
	const onEnd = (): void => {
		reader.end();
		session.end();
	};
	stdin.on('data', onData);
	stdin.once('end', onEnd);
	stdin.once('close', onEnd);
	stdin.on('error', stop);
	// Whoever listens has gone.
	stdout.on('error', stop);
	session.start();
	return {
		terminal: {
			quit: stop,
			suspend: suspending(engine, options, session.repeat),
			redraw: session.repeat,
			copy: copying(speaker.say),
			ring() {
				if (!options.isQuiet()) {
					speaker.ring();
				}
			},
		},
		stop,
		ended: ended.promise,
	};
}

// No sequence may go to the terminal: what was asked for is said whole instead, to be taken from there.
function copying(say: (...lines: readonly SafeText[]) => void): TerminalPort['copy'] {
	return (text) => {
		say(
			safe`Between these lines it stands whole:`,
			...text.split('\n').map((line) => keepSafe(line)),
			safe`End of what was to be copied.`,
		);
		return {ok: false, reason: safe`line by line nothing is put on a clipboard; it stands above`};
	};
}

function suspending(
	engine: Engine,
	{jobControl, isTyped}: LinearOptions,
	comeBack: () => void,
): () => void {
	const suspend = async (): Promise<void> => {
		const isContinued = isTyped && (await jobControl.suspend());
		if (isContinued) {
			engine.dispatch({type: 'feed.continued'});
			comeBack();
			return;
		}

		engine.dispatch({
			type: 'app.told',
			text: safe`Not suspended: no shell here could continue it`,
			tone: 'warn',
		});
	};
	return () => void suspend();
}
