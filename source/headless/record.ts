import {exitCode} from '../exit-code.ts';
import {count} from '../format/number.ts';
import {type Asked, type ServiceWorld} from './command.ts';
import {CommandError, failedError} from './command-error.ts';
import {parseSpan} from './until.ts';

/** `synctop record`: what the service says goes into the file by itself; this waits until it is enough. */
export async function record(asked: Asked, world: ServiceWorld): Promise<number> {
	const {recorder, clock, signal, print, engine} = world;
	const text = asked.text('for');
	const longest = text === undefined ? undefined : parseSpan('for', text);
	if (recorder === undefined) {
		throw new CommandError('there is nothing to record', {kind: 'usage', exit: exitCode.usage});
	}

	const over = Promise.withResolvers<string | undefined>();
	const leave = (): void => {
		over.resolve(undefined);
	};
	const cancel = longest === undefined ? undefined : clock.after(longest, leave);
	signal.addEventListener('abort', leave);
	print.note(`Recording into ${recorder.state().file}; Ctrl-C ends it.`);
	const reason = await Promise.race([over.promise, recorder.ended]);
	cancel?.();
	recorder.close();
	const {file, lines, bytes, hasAnswers} = recorder.state();
	const {feed} = engine.store.getState();
	const failure = feed.failure ?? feed.roundFailure;
	if (!hasAnswers && failure !== undefined && !signal.aborted) {
		throw failedError(failure);
	}

	print.note(
		`${file}: ${count(lines)} answers, ${(bytes / 1_000_000).toFixed(1)} MB.${reason === undefined ? '' : ` It ended by itself: ${reason}.`}`,
	);
	return reason === undefined ? exitCode.ended : exitCode.no;
}
