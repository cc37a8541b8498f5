import {type Failure} from '../contract/outcome.ts';
import {type SafeText} from '../contract/text.ts';
import {failureText, nextOnce} from '../core/failure-text.ts';
import {type ExitCode, exitCode} from '../exit-code.ts';

/** Why a command came to nothing: a sentence for standard error, and the exit code. */
export class CommandError extends Error {
	/** A word for scripts, beside the sentence. */
	readonly kind: string;
	readonly exit: ExitCode;

	constructor(message: string, {kind, exit}: {readonly kind: string; readonly exit: ExitCode}) {
		super(message);
		this.kind = kind;
		this.exit = exit;
	}
}

/** A command line that cannot be followed. */
export function usage(message: string): CommandError {
	return new CommandError(message, {kind: 'usage', exit: exitCode.usage});
}

/** A question that the service did not answer, in words: what happened, why it probably did, what to do. */
export function failedError(failure: Failure, about?: SafeText): CommandError {
	const {what, why} = failureText(failure);
	const subject = about === undefined ? '' : `${about}: `;
	return new CommandError(`${subject}${what}: ${why}; ${nextOnce(failure)}.`, {
		kind: failure.kind,
		exit: exitOf(failure),
	});
}

/** The one table from what can go wrong between question and answer to an exit code. */
function exitOf(failure: Failure): ExitCode {
	switch (failure.kind) {
		case 'unreachable':
		case 'timeout':
		case 'throttled':
		case 'cancelled': {
			return exitCode.unreachable;
		}

		case 'unauthorized':
		case 'forbidden': {
			return exitCode.credentials;
		}

		case 'missing':
		case 'notRecorded':
		case 'startOver':
		case 'malformed':
		case 'redirected':
		case 'tooLarge':
		case 'tooMany': {
			return exitCode.contract;
		}

		case 'broken': {
			// What fails inside of the service may be over in a minute, as when it cannot be reached; the rest stays as it is.
			return failure.status >= 500 ? exitCode.unreachable : exitCode.contract;
		}

		case 'conflict':
		case 'refused': {
			return exitCode.refused;
		}
	}
}
