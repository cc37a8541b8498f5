import {interpret} from '../../source/commands/interpret.ts';
import {createApp} from '../../source/app.ts';
import {type Event} from '../../source/core/event.ts';
import {type Preferences} from '../../source/core/preferences.ts';
import {type State} from '../../source/core/state.ts';
import {type Knowledge} from '../../source/knowledge/cause.ts';
import {type Milliseconds, milliseconds, seconds} from '../../source/contract/time.ts';
import {seededRandom} from '../../source/platform/random.ts';
import {openFolder} from '../platform/temp-folder.ts';
import {type Opened, openService} from '../mocks/open-service.ts';

export type Size = {readonly columns: number; readonly rows: number};

type AppOptions = Parameters<typeof openService>[0] & {
	readonly isReadOnly?: boolean;
	readonly preferences?: Preferences;
	readonly isDemo?: boolean;
	readonly isProduction?: boolean;
	readonly knowledge?: Knowledge;
};

/** Waits until something is true, letting the network have its turns; says what it waited for when that does not come. */
async function until(isTrue: () => boolean, what: string): Promise<void> {
	const end = Date.now() + 10_000;
	while (!isTrue()) {
		if (Date.now() > end) {
			throw new Error(`Waited in vain until ${what}.`);
		}

		await new Promise((resolve) => {
			setImmediate(resolve);
		});
	}
}

/**
The whole program without a screen, at a service whose time stands still: everything was read once, and nothing happens until time
is moved. Closed with the scope that holds it.
*/
export async function openApp(
	{
		isReadOnly = false,
		isDemo = false,
		isProduction = false,
		preferences,
		knowledge,
		...options
	}: AppOptions = {},
	prepare: (service: Opened) => void = () => {},
) {
	const service = await openService({speed: 0, users: 60, ...options});
	prepare(service);
	const folder = openFolder();
	const {clock} = service;
	const app = createApp({
		url: service.url,
		name: 'Acme production',
		isDemo,
		repairDemo() {
			service.setScenario('calm');
		},
		isReadOnly,
		isProduction,
		...(preferences !== undefined && {preferences}),
		auth: {kind: 'none'},
		network: {},
		interval: seconds(2),
		...(knowledge !== undefined && {knowledge}),
		size: {columns: 120, rows: 36},
		settingsFolder: folder.path,
		stateFolder: folder.path,
		clock,
		writer: {pid: 7, host: 'jump1', account: 'pat'},
		isAlive: () => false,
		random: seededRandom(1),
		report(error) {
			throw error;
		},
	});
	const {engine} = app;
	const state = (): State => engine.store.getState();
	const isQuiet = (): boolean => state().isComplete && state().feed.doing.kind !== 'asking';
	app.start();
	await until(isQuiet, 'everything is read');

	const press = (...chords: readonly string[]): void => {
		for (const chord of chords) {
			const isText = /^.$/u.test(chord);
			const event = interpret(state(), {chord, ...(isText && {text: chord})});
			if (event !== undefined) {
				engine.dispatch(event);
			}
		}
	};

	return {
		...app,
		service,
		folder,
		state,
		press,
		tell(event: Event) {
			engine.dispatch(event);
		},
		resize({columns, rows}: Size) {
			engine.dispatch({type: 'terminal.resized', columns, rows});
		},
		until: async (isTrue: (state: State) => boolean, what: string) =>
			until(() => isTrue(state()), what),
		/** Moves time in steps of a second, letting the network have its turns. */
		async pass(by: Milliseconds) {
			for (let left = Number(by); left > 0; left -= 1000) {
				clock.advance(milliseconds(Math.min(1000, left)));
				await until(() => state().feed.doing.kind !== 'asking', 'the poll is over');
			}
		},
		[Symbol.asyncDispose]: async () => {
			await app.stop();
			await service.stop();
			folder[Symbol.dispose]();
		},
	};
}

export type OpenedApp = Awaited<ReturnType<typeof openApp>>;
