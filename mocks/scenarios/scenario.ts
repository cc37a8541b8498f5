import {type FailureName} from '../world/batch-failures.ts';

/** Whom an effect is about. `oneMailServer` is the server of one office, `ews` all groups that use Exchange Web Services. */
export type Whom = 'everyone' | 'oneMailServer' | 'ews' | 'largestGroup';

/** What a scenario does to the simulation from a moment on, until another scenario is chosen. */
export type Effect =
	/** Batches of this share of users (0..1) fail so, and their probes too. */
	| {
			readonly kind: 'failing';
			readonly whom: Whom;
			readonly failure: FailureName;
			readonly share: number;
	  }
	/** Batches last longer by a factor. */
	| {readonly kind: 'slow'; readonly whom: Whom; readonly factor: number}
	| {readonly kind: 'mailServer'; readonly whom: Whom; readonly state: 'lost' | 'throttled'}
	/** Employees leave, one after the other. */
	| {readonly kind: 'leaving'; readonly users: number; readonly everySeconds: number}
	/** The service itself is away in bursts: it answers 503 or cuts connections. */
	| {readonly kind: 'flapping'; readonly downSeconds: number; readonly upSeconds: number};

export type Scenario = {
	readonly name: string;
	/** One line for people. */
	readonly story: string;
	/** In seconds of simulated time since the scenario was chosen. */
	readonly timeline: ReadonlyArray<{readonly atSeconds: number; readonly effect: Effect}>;
};
