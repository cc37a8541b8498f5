import {type SafeText} from '../contract/text.ts';
import {type Milliseconds, milliseconds, seconds} from '../contract/time.ts';

/** One line for the person, above the footer. It goes away by itself or with the next one. */
export type Notice = {
	readonly text: SafeText;
	readonly tone: 'dim' | 'ok' | 'warn' | 'error';
	readonly until: Milliseconds;
};

const lasting: Readonly<Record<Notice['tone'], Milliseconds>> = {
	dim: seconds(4),
	ok: seconds(8),
	warn: seconds(8),
	error: seconds(20),
};

export function noticeOf(text: SafeText, tone: Notice['tone'], now: Milliseconds): Notice {
	return {text, tone, until: milliseconds(now + lasting[tone])};
}

/** A state that says something to the person. */
export function told<Kept extends Told>(state: Kept, text: SafeText, tone: Notice['tone']): Kept {
	return {...state, notice: noticeOf(text, tone, state.now.elapsed)};
}

type Told = {
	readonly notice: Notice | undefined;
	readonly now: {readonly elapsed: Milliseconds};
};
