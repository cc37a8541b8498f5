import {type SafeText, safe, toSafe} from '../contract/text.ts';
import {seconds} from '../contract/time.ts';
import {armingDelay} from '../core/plan.ts';
import {type State} from '../core/state.ts';
import {isBehind} from '../core/user-lists.ts';
import {type Cancel} from '../platform/clock.ts';
import {Answering, type SessionOptions} from './answering.ts';
import {createLimit} from './limit.ts';
import {placesText} from './place.ts';
import {statusLines} from './status.ts';
import {isChanging} from './runs.ts';
import {type Wait, Waits} from './waits.ts';

export type Session = {
	readonly start: () => void;
	readonly hear: (line: string) => void;
	/** No line will come any more. */
	readonly end: () => void;
	/** The place anew: after the shell had the terminal. */
	readonly repeat: () => void;
	readonly stop: () => void;
};

type Heard = {readonly line: string; readonly at: number};

const patience = {typed: seconds(3), piped: seconds(60)} as const;
const longestChange = seconds(120);
const untilChecking = seconds(1);

/** One conversation: lines come in, and what they do and what happens meanwhile is said. */
export function createSession(options: SessionOptions): Session {
	const talk = new Talk(options);
	return {
		start() {
			talk.start();
		},
		hear(line) {
			talk.hear(line);
		},
		end() {
			talk.end();
		},
		repeat() {
			talk.repeat();
		},
		stop() {
			talk.stop();
		},
	};
}

class Talk {
	readonly #options: SessionOptions;
	readonly #answering: Answering;
	readonly #limit: ReturnType<typeof createLimit>;
	readonly #waits: Waits;
	readonly #stopFollowing: () => void;
	readonly #queue: Heard[] = [];
	#cancelLook: Cancel | undefined;
	#isStarted = false;
	#isHandling = false;
	#isDue = false;
	#hasEnded = false;
	#isStopped = false;
	#changingSince: number | undefined;

	constructor(options: SessionOptions) {
		this.#options = options;
		this.#limit = createLimit(options.clock);
		this.#waits = new Waits(options.clock, () => {
			this.#soon();
		});
		this.#answering = new Answering(options, this.#waits);
		this.#stopFollowing = options.engine.store.subscribe(() => {
			if (!this.#isHandling) {
				this.#soon();
			}
		});
	}

	start(): void {
		// What is told while the first answers are on their way is said after them.
		this.#answering.follower.look(this.#state(), false);
		this.#say(safe`synctop, line by line.`);
		this.#wait({
			isReady: isFirstRead,
			holdsNews: true,
			goOn: () => {
				this.#begin();
			},
		});
	}

	hear(line: string): void {
		this.#queue.push({line, at: this.#options.clock.elapsed()});
		this.#takeLines();
	}

	end(): void {
		this.#hasEnded = true;
		this.#soon();
	}

	repeat(): void {
		this.#say(...this.#answering.follower.repeat(this.#state()));
		this.#options.speaker.prompt();
	}

	stop(): void {
		this.#isStopped = true;
		this.#stopFollowing();
		this.#waits.stop();
		this.#cancelLook?.();
	}

	#state(): State {
		return this.#options.engine.store.getState();
	}

	#say(...lines: readonly SafeText[]): void {
		this.#options.speaker.say(...lines);
	}

	#wait(wait: Wait): void {
		const longest = this.#options.isTyped ? patience.typed : patience.piped;
		this.#waits.start(wait, longest, this.#state());
	}

	#begin(): void {
		this.#isStarted = true;
		// What is new by now is part of how it stands.
		const {lines} = this.#answering.follower.look(this.#state(), false);
		this.#say(
			...statusLines(this.#state()),
			placesText(),
			safe`"help" says what can be typed; "dashboard" what needs attention.`,
			...lines,
		);
		this.#options.speaker.prompt();
	}

	// What has happened is said, and the next line is taken, when whoever tells of it has finished.
	#soon(): void {
		if (this.#isDue || this.#isStopped) {
			return;
		}

		this.#isDue = true;
		queueMicrotask(() => {
			this.#isDue = false;
			if (!this.#isStopped) {
				this.#turn();
			}
		});
	}

	#turn(): void {
		this.#waits.look(this.#state());
		if (!this.#isStarted || this.#waits.holdsNews) {
			return;
		}

		const {lines, news} = this.#answering.follower.look(this.#state(), false);
		const all = [...lines, ...this.#limit(news)];
		if (all.length > 0) {
			this.#say(...all);
			this.#options.speaker.prompt();
		}

		this.#takeLines();
	}

	#takeLines(): void {
		for (let heard = this.#next(); heard !== undefined; heard = this.#next()) {
			this.#handle(heard);
		}

		if (this.#isStopped || (this.#queue.length === 0 && !this.#hasEnded)) {
			return;
		}

		if (this.#queue.length === 0 && !this.#isBusy()) {
			this.#finish();
		} else if (!this.#options.isTyped) {
			this.#cancelLook ??= this.#options.clock.after(armingDelay, () => {
				this.#cancelLook = undefined;
				this.#soon();
			});
		}
	}

	#next(): Heard | undefined {
		return this.#isStopped || this.#queue.length === 0 || this.#isBusy()
			? undefined
			: this.#queue.shift();
	}

	/** Whether lines have to wait. Those of a pipe wait for what the one before has begun: nobody is there to listen. */
	#isBusy(): boolean {
		if (!this.#isStarted || this.#options.isTyped) {
			return !this.#isStarted;
		}

		const {dialog} = this.#state();
		const now = this.#options.clock.elapsed();
		const saidAt = this.#answering.follower.questionSaidAt;
		this.#changingSince = isChanging(this.#state()) ? (this.#changingSince ?? now) : undefined;
		const isSending =
			this.#changingSince !== undefined && now - this.#changingSince < longestChange;
		const isAsking =
			dialog?.kind === 'confirm' &&
			(dialog.plan.phase.kind !== 'deciding' || saidAt === undefined || now - saidAt < armingDelay);
		return this.#waits.isOpen || isSending || isAsking;
	}

	#finish(): void {
		const {engine, leave} = this.#options;
		if (this.#state().dialog?.kind === 'confirm') {
			this.#say(safe`The input has ended: nothing was confirmed, and nothing more was sent.`);
			engine.dispatch({type: 'dialog.closed'});
		}

		leave();
	}

	#handle({line, at}: Heard): void {
		const {engine, speaker} = this.#options;
		speaker.heard(toSafe(line));
		if (this.#waits.isOpen) {
			this.#waits.end();
		}

		this.#isHandling = true;
		engine.dispatch({type: 'person.attended'});
		const before = this.#state();
		const hasSaid = this.#answering.answer(line, at);
		this.#isHandling = false;
		if (this.#isStopped) {
			return;
		}

		const isReady = placeToRead(before, this.#state());
		if (isReady === undefined) {
			this.#sayOwn(hasSaid);
			return;
		}

		this.#wait({
			isReady,
			holdsNews: true,
			goOn: () => {
				this.#sayOwn(hasSaid);
			},
		});
	}

	#sayOwn(hasSaid: boolean): void {
		const {lines, news} = this.#answering.follower.look(this.#state(), true);
		this.#say(...lines, ...this.#limit(news));
		if (!hasSaid && lines.length === 0 && this.#state().dialog === undefined) {
			this.#say(safe`Done.`);
		}

		this.#promptUnlessChecking();
	}

	// The next thing that is said is a question: no line is asked for before, but one that leaves it counts.
	#promptUnlessChecking(): void {
		const {speaker, clock} = this.#options;
		const {dialog} = this.#state();
		if (dialog?.kind !== 'confirm' || this.#answering.follower.questionSaidAt !== undefined) {
			speaker.prompt();
			return;
		}

		const {id} = dialog.plan;
		clock.after(untilChecking, () => {
			const now = this.#state().dialog;
			const isOpen = now?.kind === 'confirm' && now.plan.id === id && !this.#isStopped;
			if (isOpen && this.#answering.follower.questionSaidAt === undefined) {
				this.#say(safe`Checking…`);
			}
		});
	}
}

function isFirstRead({isComplete, feed}: State): boolean {
	return (
		isComplete || feed.failures > 0 || (feed.last !== undefined && feed.refused.users !== undefined)
	);
}

/** What a line has led to, where that is still being read or put in order: whether it is there. */
function placeToRead(before: State, after: State): Wait['isReady'] | undefined {
	const {place} = after.view;
	if (after.dialog !== undefined) {
		return undefined;
	}

	if (isBehind(after)) {
		return (now) => !isBehind(now);
	}

	if (place === before.view.place) {
		return undefined;
	}

	switch (place.kind) {
		case 'user': {
			return ({details: {user}}) => user.id === place.id && !user.isAsking;
		}

		case 'batch': {
			return ({details: {batch}}) => batch.id === place.id && !batch.isAsking;
		}

		default: {
			return undefined;
		}
	}
}
