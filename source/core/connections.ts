import {type SafeText} from '../contract/text.ts';
import {type EpochMs, type Milliseconds} from '../contract/time.ts';
import {type Freshness} from './feed.ts';
import {type CountName} from './tally.ts';

/** A connection of the settings, as a list shows it. */
export type SavedConnection = {
	readonly name: SafeText;
	/** Nothing where the settings cannot be understood. */
	readonly url: SafeText | undefined;
	readonly isProduction: boolean;
	readonly isReadOnly: boolean;
	/** It is opened when none is named. */
	readonly isCurrent: boolean;
	/** Why it cannot be opened, if so. */
	readonly problem?: SafeText;
};

/** What a service said of itself, at a glance. */
export type ConnectionLook =
	| {readonly kind: 'asking'}
	/** It said nothing so far. */
	| {readonly kind: 'silent'; readonly reason: SafeText}
	| {
			readonly kind: 'known';
			readonly counts: Readonly<Record<CountName, number>>;
			/** What hits the most users, as far as they were read. */
			readonly cause: TopCause | 'none' | 'notRead';
			readonly freshness: Freshness;
			readonly asOf: EpochMs;
			readonly age: Milliseconds;
	  };

export type TopCause = {readonly title: SafeText; readonly users: number};

/** A connection with what is known of its service. */
export type ConnectionRow = SavedConnection & {readonly look: ConnectionLook};

/** The list of connections over the screen, with the line of the cursor. */
export type ConnectionsDialog = {
	readonly kind: 'connections';
	readonly at: number;
	/** Nothing until the settings were read. */
	readonly saved: readonly SavedConnection[] | undefined;
	/** By name. */
	readonly looks: ReadonlyMap<string, ConnectionLook>;
};

/** What happens in the list of connections. */
export type ConnectionEvent =
	| {readonly type: 'connections.opened'}
	| {readonly type: 'connections.listed'; readonly saved: readonly SavedConnection[]}
	| {readonly type: 'connections.due'}
	| {readonly type: 'connections.looked'; readonly looks: ReadonlyMap<string, ConnectionLook>}
	| {readonly type: 'connections.moved'; readonly by: number}
	/** The one under the cursor is asked for. */
	| {readonly type: 'connections.chosen'}
	/** Whatever is on its way here. */
	| {readonly type: 'connections.switched'; readonly name: SafeText};

/** What the list asks of the world. */
export type ConnectionEffect =
	| {readonly type: 'listConnections'}
	| {readonly type: 'lookAtConnections'; readonly names: readonly SafeText[]}
	/** Nobody looks any more: what was opened to look is closed. */
	| {readonly type: 'leaveConnections'}
	| {readonly type: 'openConnection'; readonly name: SafeText};

/** The other connections of this person. No call throws. */
export type ConnectionsPort = {
	readonly list: () => Promise<readonly SavedConnection[]>;
	/** What is known of them now; what is not watched yet is watched from then on. */
	readonly look: (names: readonly SafeText[]) => ReadonlyMap<string, ConnectionLook>;
	readonly leave: () => void;
	/** Ends what is watched here, and watches this in the same screen. */
	readonly open: (name: SafeText) => void;
};
