import {setImmediate} from 'node:timers/promises';
import {interpret, interpretPaste} from '../../source/commands/interpret.ts';
import {type Press} from '../../source/commands/chord.ts';
import {toSafe} from '../../source/contract/text.ts';
import {type Milliseconds, milliseconds, seconds} from '../../source/contract/time.ts';
import {type SentRequest} from '../../source/core/activity-list.ts';
import {type AuditEntry} from '../../source/core/audit.ts';
import {type ConnectionsPort} from '../../source/core/connections.ts';
import {createEngine, type Engine} from '../../source/core/engine.ts';
import {type Event} from '../../source/core/event.ts';
import {type Dialog} from '../../source/core/dialog.ts';
import {type Plan} from '../../source/core/plan.ts';
import {emptyNotebook, mergeNotebooks, type Notebook} from '../../source/core/notebook.ts';
import {
	type NotebookPort,
	type PlanFiles,
	type Unsettled,
	type Written,
} from '../../source/core/ports.ts';
import {type Run} from '../../source/core/run.ts';
import {type Connection, initialState, type State} from '../../source/core/state.ts';
import {groupOf, userOf} from './build.ts';
import {createFakeService, type FakeOptions, type FakeService} from './fake-service.ts';
import {type ManualClock, manualClock} from './manual-clock.ts';
import {noPlans} from './plan-memory.ts';

export type OpenOptions = Partial<FakeOptions> & {
	readonly interval?: Milliseconds;
	readonly isReadOnly?: boolean;
	readonly connection?: Partial<Connection>;
	readonly connections?: ConnectionsPort;
	readonly random?: () => number;
	/** What earlier starts left behind. */
	readonly unsettled?: Unsettled;
	/** With these, each look at the clock is some milliseconds later than the one before. */
	readonly limits?: Partial<State['limits']>;
	/** What is kept from start to start: give the same to two engines. */
	readonly notes?: NotebookPort;
	/** Where plan files are; none by default. */
	readonly plans?: PlanFiles;
	/** Asks nothing of the service before the test says so. */
	readonly isIdle?: boolean;
};

export type OpenedEngine = {
	readonly engine: Engine;
	readonly clock: ManualClock;
	readonly service: FakeService;
	readonly journal: {
		readonly entries: AuditEntry[];
		/** What the next lines meet, in order; lines after them are written. */
		readonly outcomes: Written[];
	};
	/** What was asked of the terminal and the settings. */
	readonly asked: string[];
	readonly state: () => State;
	readonly dispatch: (event: Event) => Promise<void>;
	/** Presses keys one after the other; the world answers after each. */
	readonly press: (...keys: readonly string[]) => Promise<void>;
	readonly type: (text: string) => Promise<void>;
	readonly paste: (text: string) => Promise<void>;
	/** Lets time pass; timers fire at their time, and the world answers after each. */
	readonly pass: (by: Milliseconds) => Promise<void>;
	/** Presses `key`, and waits until the keys in the dialog count. */
	readonly ask: (key: string) => Promise<void>;
	readonly plan: () => Plan;
	readonly run: () => Run;
	readonly phases: () => readonly string[];
	readonly notice: () => string;
};

export const connection: Connection = {
	name: toSafe('contoso'),
	url: toSafe('https://example.com/api'),
	isDemo: false,
	isReadOnly: false,
	nonce: 'test',
};

/** Three users in one group. */
const threeUsers = ['u-1', 'u-2', 'u-3'].map((id) => userOf(id));

/** All that was promised is answered: no timer is waited for. What the program lives through as its own defect fails the test. */
async function settled(defects: readonly unknown[]): Promise<void> {
	await setImmediate();
	if (defects.length > 0) {
		throw new Error('The program reported a defect of its own.', {cause: defects[0]});
	}
}

/** The engine with a fake service, a journal in memory and a clock that stands still, after its first full read. */
export async function openEngine(options: OpenOptions = {}): Promise<OpenedEngine> {
	const clock = manualClock();
	const service = createFakeService(clock, {
		users: threeUsers,
		groups: [groupOf('g-1'), groupOf('g-2')],
		...options,
	});
	const entries: AuditEntry[] = [];
	const outcomes: Written[] = [];
	const asked: string[] = [];
	const notes = options.notes ?? memoryOfNotes();
	const defects: unknown[] = [];
	const note = (text: string): void => {
		asked.push(text);
	};

	const engine = createEngine(
		initialState({
			connection: {
				...connection,
				isReadOnly: options.isReadOnly ?? false,
				...options.connection,
			},
			interval: options.interval ?? seconds(5),
			now: {elapsed: clock.elapsed(), wall: clock.now()},
			size: {columns: 120, rows: 40},
			...(options.limits !== undefined && {limits: options.limits}),
		}),
		{
			clock: options.limits === undefined ? clock : slowed(clock),
			random: options.random ?? (() => 0.5),
			service: service.service,
			journal: {
				check: async () => ({ok: true}),
				recent: async () => ({requests: sentFrom(entries)}),
				unsettled: async () => options.unsettled ?? {entries: []},
				async append(entry) {
					const outcome = outcomes.shift() ?? {ok: true};
					if (outcome.ok) {
						entries.push(entry);
					}

					return outcome;
				},
			},
			notebook: notes,
			handover: {
				async write(text) {
					note(`handover ${text}`);
					return {ok: true, path: toSafe('/state/handover.md')};
				},
			},
			plans: options.plans ?? noPlans,
			...(options.connections !== undefined && {connections: options.connections}),
			settings: {
				saveInterval: (interval) => note(`interval ${interval}`),
				keep: (kept) => note(`keep ${JSON.stringify(kept)}`),
			},
			terminal: () => ({
				quit: () => note('quit'),
				suspend: () => note('suspend'),
				redraw: () => note('redraw'),
				ring: (text) => note(`ring ${text}`),
				copy(text) {
					note(`copy ${text}`);
					return {ok: true, needs: toSafe('your terminal must allow it')};
				},
			}),
			report(error): void {
				defects.push(error);
			},
		},
	);
	const opened = driverOf(engine, clock, async () => settled(defects));
	if (options.isIdle !== true) {
		await opened.dispatch({type: 'app.started'});
		await opened.dispatch({type: 'app.shown'});
	}

	return {engine, clock, service, journal: {entries, outcomes}, asked, ...opened};
}

// Two pieces of long work take as long as keys may wait.
function slowed(clock: ManualClock): ManualClock {
	let late = 0;
	return {
		...clock,
		elapsed() {
			late += 4;
			return milliseconds(clock.elapsed() + late);
		},
	};
}

function sentFrom(entries: readonly AuditEntry[]): readonly SentRequest[] {
	return entries
		.filter(({phase}) => phase === 'intent')
		.map((entry) => {
			const result = entries.findLast(({key, phase}) => key === entry.key && phase === 'result');
			return {entry, outcome: result?.outcome, detail: result?.detail};
		})
		.toReversed();
}

/** A file of notes that is nowhere but here: what is kept is there for the next engine that has it. */
export function memoryOfNotes(): NotebookPort & {readonly kept: () => Notebook} {
	let kept = emptyNotebook;
	return {
		kept: () => kept,
		read: async () => ({notebook: kept}),
		async keep(notebook, wall) {
			kept = mergeNotebooks(notebook, kept, wall);
			return {ok: true, notebook: kept};
		},
	};
}

function driverOf(engine: Engine, clock: ManualClock, settle: () => Promise<void>) {
	const state = () => engine.store.getState();
	const dispatch = async (event: Event): Promise<void> => {
		engine.dispatch(event);
		await settle();
	};

	const pressOne = async (press: Press): Promise<void> => {
		const event = interpret(state(), press);
		if (event !== undefined) {
			await dispatch(event);
		}
	};

	const press = async (...keys: readonly string[]): Promise<void> => {
		for (const key of keys) {
			await pressOne(pressOf(key));
		}
	};

	const pass = async (by: Milliseconds): Promise<void> => {
		for (let left = by; left > 0;) {
			left = clock.step(left);
			await settle();
		}
	};

	const run = (): Run => found(state().runs.at(-1), 'a run');
	return {
		state,
		dispatch,
		press,
		pass,
		run,
		type: async (text: string) => press(...Array.from(text)),
		paste: async (text: string) => dispatch(interpretPaste(state(), text)),
		async ask(key: string) {
			await press(key);
			await pass(milliseconds(400));
		},
		plan: () => dialogOf(state(), 'confirm').plan,
		phases: () => run().items.map(({phase}) => phase.kind),
		notice: () => String(state().notice?.text ?? ''),
	};
}

/** The dialog on screen, when it is of this kind. */
function dialogOf<Kind extends Dialog['kind']>(
	{dialog}: State,
	kind: Kind,
): Extract<Dialog, {kind: Kind}> {
	if (dialog === undefined || !isKind(dialog, kind)) {
		throw new Error(`There is no dialog "${kind}" but ${dialog?.kind ?? 'none'}.`);
	}

	return dialog;
}

function isKind<Kind extends Dialog['kind']>(
	dialog: Dialog,
	kind: Kind,
): dialog is Extract<Dialog, {kind: Kind}> {
	return dialog.kind === kind;
}

/** A value that a test relies on. */
export function found<Value>(value: Value | undefined, what: string): Value {
	if (value === undefined) {
		throw new Error(`There is not ${what}.`);
	}

	return value;
}

/** A key as a keyboard sends it: what types a character has its text. */
function pressOf(key: string): Press {
	if (key === 'space' || key === ' ') {
		return {chord: 'space', text: ' '};
	}

	return Array.from(key).length === 1 ? {chord: key, text: key} : {chord: key};
}
