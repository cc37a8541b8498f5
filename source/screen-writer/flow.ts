import {Link} from './link.ts';

/** Time, handed in: milliseconds since an unnamed moment, and a task for later. */
export type Timer = {
	readonly elapsed: () => number;
	readonly after: (delay: number, task: () => void) => () => void;
};

// "Are you well?" A terminal answers when it has read all that was sent before.
const mark = '\u001B[5n';
// Four bytes on so many are not felt.
const markFrom = 1024;
/** How long an answer may take: the first of all, one that was lost, and that one after several were. */
const patience = {first: 1000, lost: 2500, longest: 60_000} as const;
const goodbye = {least: 300, most: 2000} as const;

type Mark = {readonly position: number; readonly at: number};

/**
Holds frames back while the terminal has not seen the ones before. What is between this program and the eye says nothing of a slow
link: an SSH server takes megabytes before a write blocks. So the terminal itself is asked, by a mark behind every kilobyte or so, and
while an answer is due only a few bytes may be on their way: as many as the link takes in a tenth of a second more than the way itself.
A terminal that does not answer at its start is never waited for again, unless it does answer after all.
*/
export class Flow {
	readonly #timer: Timer;
	readonly #onOpen: () => void;
	readonly #link = new Link();
	#trust: 'unknown' | 'answers' | 'mute' = 'unknown';
	#marks: readonly Mark[] = [];
	// Bytes since the beginning.
	#sent = 0;
	#seen = 0;
	#failures = 0;
	#cancel: (() => void) | undefined;
	#settled: (() => void) | undefined;

	/** `onOpen` is called when frames may be written again. */
	constructor(timer: Timer, onOpen: () => void) {
		this.#timer = timer;
		this.#onOpen = onOpen;
	}

	/** Whether a frame may be written now. */
	isOpen(): boolean {
		return (
			this.#trust === 'mute' ||
			this.#marks.length === 0 ||
			this.#sent - this.#seen < this.#link.window
		);
	}

	/** Puts marks to a text where they are due, and counts it as on its way. The one before a whole frame measures the way alone. */
	stamp(text: string, isWhole: boolean): string {
		const before = isWhole ? this.#putMark() : '';
		this.#sent += Buffer.byteLength(text);
		const unmarked = this.#sent - (this.#marks.at(-1)?.position ?? this.#seen);
		const isDue = this.#trust !== 'mute' && unmarked >= Math.min(markFrom, this.#link.window / 2);
		return `${before}${text}${isDue ? this.#putMark() : ''}`;
	}

	/** The terminal answered a mark. */
	acknowledged(): void {
		const [answered, ...rest] = this.#marks;
		this.#trust = 'answers';
		this.#failures = 0;
		if (answered === undefined) {
			return;
		}

		this.#link.learn(answered.position - this.#seen, this.#timer.elapsed() - answered.at);
		this.#marks = rest;
		this.#seen = answered.position;
		this.#cancel?.();
		this.#cancel = undefined;
		this.#wait();
		if (rest.length === 0) {
			this.#settled?.();
		}

		if (this.isOpen()) {
			this.#onOpen();
		}
	}

	/** Asks anew: for a terminal that may be another one now. */
	restart(): void {
		const [oldest] = this.#marks;
		// What was asked a moment ago may still be answered.
		if (oldest === undefined || this.#timer.elapsed() - oldest.at >= patience.first) {
			this.#trust = this.#trust === 'mute' ? 'mute' : 'unknown';
			this.#forgetMarks();
		}
	}

	/** Calls back when no answer is to come any more, or when it takes too long to wait for. */
	settle(done: () => void): void {
		if (this.#marks.length === 0) {
			done();
			return;
		}

		const limit = Math.min(goodbye.most, Math.max(goodbye.least, 2 * this.#link.last));
		const stop = this.#timer.after(limit, () => this.#settled?.());
		this.#settled = () => {
			this.#settled = undefined;
			stop();
			done();
		};
	}

	#putMark(): string {
		this.#sent += mark.length;
		this.#marks = [...this.#marks, {position: this.#sent, at: this.#timer.elapsed()}];
		this.#wait();
		return mark;
	}

	#wait(): void {
		const [oldest] = this.#marks;
		if (oldest === undefined || this.#cancel !== undefined) {
			return;
		}

		const longest =
			this.#trust === 'answers'
				? Math.min(patience.longest, patience.lost * 2 ** this.#failures)
				: patience.first;
		const left = Math.max(0, oldest.at + longest - this.#timer.elapsed());
		this.#cancel = this.#timer.after(left, () => {
			this.#giveUp();
		});
	}

	#giveUp(): void {
		this.#failures += 1;
		this.#link.narrow();
		this.#trust = this.#trust === 'answers' ? 'answers' : 'mute';
		this.#forgetMarks();
		this.#onOpen();
	}

	#forgetMarks(): void {
		this.#cancel?.();
		this.#cancel = undefined;
		this.#marks = [];
		this.#seen = this.#sent;
		this.#settled?.();
	}
}
