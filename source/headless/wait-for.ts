import {type Milliseconds} from '../contract/time.ts';
import {freshnessOf} from '../core/feed.ts';
import {type State} from '../core/state.ts';
import {exitCode} from '../exit-code.ts';
import {CommandError, failedError} from './command-error.ts';
import {type ServiceWorld} from './command.ts';

/** Resolves with the first answer that a state gives; with nothing when the time is over or the program is to end. */
export async function firstOf<Value>(
	{engine, clock, signal}: Pick<ServiceWorld, 'engine' | 'clock' | 'signal'>,
	look: (state: State) => Value | undefined,
	longest?: Milliseconds,
): Promise<Value | undefined> {
	const found = Promise.withResolvers<Value | undefined>();
	const see = (state: State): void => {
		try {
			const value = look(state);
			if (value !== undefined) {
				found.resolve(value);
			}
		} catch (error) {
			found.reject(error instanceof Error ? error : new Error(String(error)));
		}
	};
	const leave = (): void => {
		found.resolve(undefined);
	};
	const cancel = longest === undefined ? undefined : clock.after(longest, leave);
	const stop = engine.store.subscribe(see);
	signal.addEventListener('abort', leave);
	try {
		see(engine.store.getState());
		return await found.promise;
	} finally {
		stop();
		cancel?.();
		signal.removeEventListener('abort', leave);
	}
}

/** Throws what keeps the service from answering: what was never read, or could not be read twice in a row. */
export function throwIfDown(state: State): void {
	const {feed, now} = state;
	const freshness = freshnessOf(feed, now);
	const failure = feed.failure ?? feed.roundFailure;
	if (failure !== undefined && (freshness === 'offline' || freshness === 'signedOut')) {
		throw failedError(failure);
	}
}

/** The state when the service has told the counts, Sync Options and the latest activity. */
export async function readOverview(world: ServiceWorld): Promise<State> {
	return read(world, ({dashboard, feed}) => {
		const refused = feed.refused.overview;
		if (dashboard === undefined && refused !== undefined) {
			throw failedError(refused);
		}

		return dashboard !== undefined;
	});
}

/** The state when every user was read. */
export async function readAll(world: ServiceWorld): Promise<State> {
	return read(world, ({isComplete, feed}) => {
		const refused = feed.refused.users;
		if (!isComplete && refused !== undefined) {
			throw failedError(refused);
		}

		return isComplete;
	});
}

/** The state when every user, the notebook and the journal of this program were read: all that the screen knows. */
export async function readEverything(world: ServiceWorld): Promise<State> {
	const {notebook, requests} = world.engine.store.getState();
	world.engine.dispatch({type: 'notebook.asked'});
	world.engine.dispatch({type: 'activity.due'});
	await readAll(world);
	const state = await firstOf(world, (current) =>
		current.notebook === notebook || current.requests === requests ? undefined : current,
	);
	return state ?? world.engine.store.getState();
}

async function read(world: ServiceWorld, isRead: (state: State) => boolean): Promise<State> {
	const state = await firstOf(world, (current) => {
		throwIfDown(current);
		return isRead(current) ? current : undefined;
	});
	if (state === undefined) {
		// Only a signal ends the wait: what it means for the exit code is known where it is caught.
		throw new CommandError('stopped before everything was read', {
			kind: 'stopped',
			exit: exitCode.unreachable,
		});
	}

	return state;
}
