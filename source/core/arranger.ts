import {milliseconds} from '../contract/time.ts';
import {type Clock} from '../platform/clock.ts';
import {type ArrangingEvent, type ArrangingTask} from './arrangement.ts';
import {orderOf} from './user-lists.ts';
import {type Piecework} from './users/piecework.ts';
import {createRoom, type Room} from './users/scratch.ts';
import {orderingTexts} from './users/user-table.ts';
import {buildingView, narrowingView, refreshingView, type UserView} from './users/user-view.ts';

// A key that comes meanwhile waits for this, and for the rest of a piece.
const atOnce = milliseconds(8);
const soon = milliseconds(0);
const toldPercents = 5;

export type Arranger = ReturnType<typeof createArranger>;

/** Does long work in pieces, between which keys are answered: one task at a time, the newest. */
export function createArranger(clock: Clock, tell: (event: ArrangingEvent) => void) {
	let room = createRoom();
	let current: ArrangingTask | undefined;
	let waiting: Array<() => void> = [];
	const rest = (): void => {
		current = undefined;
		// Tens of megabytes: not kept for the next time.
		room = createRoom();
		const released = waiting;
		waiting = [];
		for (const go of released) {
			go();
		}
	};

	return {
		/** Begins a task instead of the one before. Resolves to what came of it; to nothing when it was stopped or replaced. */
		async start(task: ArrangingTask): Promise<ArrangingEvent | undefined> {
			current = task;
			try {
				const work = arranging(task, room);
				let told = 0;
				for (;;) {
					await turn(clock);
					if (current !== task) {
						return undefined;
					}

					const {done, value} = workFor(work, clock);
					if (done === true) {
						return {type: 'arranging.done', task, view: value};
					}

					const percent = Math.floor(value * 100);
					if (percent >= told + toldPercents) {
						told = percent;
						tell({type: 'arranging.progressed', task, percent});
					}
				}
			} finally {
				if (current === task) {
					rest();
				}
			}
		},
		stop: rest,
		/** Resolves when there is no task: who brings more rows waits for whoever looks at them. */
		async rested(): Promise<void> {
			if (current === undefined) {
				return;
			}

			const released = Promise.withResolvers<undefined>();
			waiting.push(() => {
				released.resolve(undefined);
			});
			await released.promise;
		},
	};
}

function workFor<Result>(work: Piecework<Result>, clock: Clock): IteratorResult<number, Result> {
	const end = clock.elapsed() + atOnce;
	let piece = work.next();
	while (piece.done !== true && clock.elapsed() < end) {
		piece = work.next();
	}

	return piece;
}

async function turn(clock: Clock): Promise<void> {
	const passed = Promise.withResolvers<undefined>();
	clock.after(soon, () => {
		passed.resolve(undefined);
	});
	await passed.promise;
}

/** A task as work in pieces. */
export function* arranging(task: ArrangingTask, room: Room): Piecework<UserView | undefined> {
	switch (task.kind) {
		case 'whole': {
			return yield* buildingView(task.table, orderOf(task.query), room);
		}

		case 'filtered': {
			return yield* narrowingView(task.whole, orderOf(task.query), room);
		}

		case 'fresh': {
			return yield* refreshingView(task.view, task.table, room);
		}

		case 'orders': {
			yield* orderingTexts(task.table, room);
			return undefined;
		}
	}
}
