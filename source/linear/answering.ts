import {type SafeText, safe, toSafe} from '../contract/text.ts';
import {milliseconds, seconds} from '../contract/time.ts';
import {type Engine} from '../core/engine.ts';
import {armingDelay} from '../core/plan.ts';
import {type State} from '../core/state.ts';
import {type Clock} from '../platform/clock.ts';
import {applyFilter, askFilterLines} from './filter.ts';
import {Follower} from './follower.ts';
import {type NewsLevel} from './news.ts';
import {Pages} from './pages.ts';
import {statusLines} from './status.ts';
import {react} from './react.ts';
import {isCancel, reactInDialog} from './react-dialog.ts';
import {type Reaction} from './reaction.ts';
import {isUnderWay} from './runs.ts';
import {type Speaker} from './speaker.ts';
import {type Waits} from './waits.ts';

export type SessionOptions = {
	readonly engine: Engine;
	readonly clock: Clock;
	readonly speaker: Speaker;
	/** Somebody types. From a pipe a line waits until what the one before it began has come to its end. */
	readonly isTyped: boolean;
	/** Somebody wants to leave, or nothing more can come. */
	readonly leave: () => void;
};

const longestWait = seconds(3600);

const newsTexts: Readonly<Record<NewsLevel, SafeText>> = {
	all: safe`all; what is mild once a minute`,
	grave: safe`what is grave`,
	off: safe`nothing of the users; the connection still is told`,
};

/** Does what lines ask for. What comes of it is told by who follows the state. */
export class Answering {
	readonly follower: Follower;
	readonly #options: SessionOptions;
	readonly #pages = new Pages();
	readonly #waits: Waits;
	#isFilterAsked = false;

	constructor(options: SessionOptions, waits: Waits) {
		this.#options = options;
		this.#waits = waits;
		this.follower = new Follower(this.#pages, options.isTyped);
	}

	/** Whether anything was said already. `at`: when the line came. */
	answer(line: string, at: number): boolean {
		if (this.#isFilterAsked) {
			this.#isFilterAsked = false;
			return isCancel(line) || line === ''
				? this.#say(safe`The filter stays as it was.`)
				: this.#apply({kind: 'filter', text: line}, line);
		}

		const {dialog} = this.#state();
		if (dialog === undefined) {
			return line === '' ? this.#say() : this.#react(line);
		}

		if (dialog.kind === 'confirm' && dialog.plan.phase.kind === 'countdown') {
			// Any line stops it, and leaves the question.
			this.#dispatch({type: 'dialog.closed'});
			this.#dispatch({type: 'dialog.closed'});
			return false;
		}

		if (dialog.kind === 'confirm' && this.#isEarly(at) && !isCancel(line)) {
			return this.#say(
				safe`Not taken, since it came before the question could be heard: ${toSafe(line)}`,
			);
		}

		const asked = {menu: this.#pages.menu, isTyped: this.#options.isTyped};
		return this.#apply(reactInDialog(this.#state(), dialog, line, asked), line);
	}

	// A line that was on its way when the question was asked does not answer it. A pipe's lines have waited already.
	#isEarly(at: number): boolean {
		const saidAt = this.follower.questionSaidAt;
		return this.#options.isTyped && (saidAt === undefined || at - saidAt < armingDelay);
	}

	#state(): State {
		return this.#options.engine.store.getState();
	}

	#dispatch(event: Parameters<Engine['dispatch']>[0]): void {
		this.#options.engine.dispatch(event);
	}

	#say(...lines: readonly SafeText[]): true {
		this.#options.speaker.say(...lines);
		return true;
	}

	#react(line: string): boolean {
		return this.#apply(react(this.#state(), this.#pages.listing, line), line);
	}

	#apply(reaction: Reaction, line: string): boolean {
		switch (reaction.kind) {
			case 'events': {
				for (const event of reaction.events) {
					this.#dispatch(event);
				}

				return reaction.events.some(
					({type}) => type === 'app.quitAsked' || type === 'app.suspended',
				);
			}

			case 'say': {
				return this.#say(...reaction.lines);
			}

			case 'page': {
				return this.#say(...this.#pages.turn(this.#state(), reaction.by, reaction.rows));
			}

			case 'end': {
				this.#dispatch({type: 'list.jumped', to: reaction.to});
				this.follower.look(this.#state(), false);
				return this.#say(...this.#pages.end(this.#state(), reaction.to));
			}

			case 'repeat': {
				return this.#say(...this.follower.repeat(this.#state()));
			}

			case 'status': {
				return this.#say(...statusLines(this.#state()));
			}

			case 'askFilter': {
				this.#isFilterAsked = true;
				return this.#say(...askFilterLines(this.#state()));
			}

			case 'filter': {
				const lines = applyFilter(this.#options.engine, reaction.text);
				return lines.length > 0 && this.#say(...lines);
			}

			case 'news': {
				const {news} = this.follower;
				news.setLevel(reaction.level ?? news.level());
				return this.#say(safe`News: ${newsTexts[news.level()]}.`);
			}

			case 'wait': {
				return this.#wait(reaction.seconds);
			}

			case 'beneath': {
				return this.#beneath(line);
			}
		}
	}

	#beneath(line: string): boolean {
		const {dialog} = this.#state();
		this.#dispatch({type: dialog?.kind === 'facets' ? 'facets.closed' : 'dialog.closed'});
		return this.#state().dialog === undefined && this.#react(line);
	}

	#wait(amount: number | undefined): true {
		const isTimed = amount !== undefined;
		const longest = isTimed ? milliseconds(amount * 1000) : longestWait;
		const goOn = (): void => {
			const isOpen = !isTimed && isUnderWay(this.#state());
			this.#say(
				isOpen
					? safe`Something is still on its way.`
					: isTimed
						? safe`Waited.`
						: safe`Nothing is on its way.`,
			);
			this.#options.speaker.prompt();
		};
		const isReady = (now: State): boolean => !isTimed && !isUnderWay(now);
		this.#waits.start({isReady, goOn, holdsNews: false}, longest, this.#state());
		return true;
	}
}
