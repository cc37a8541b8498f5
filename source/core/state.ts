import {type Activity} from '../contract/activity.ts';
import {type Dashboard} from '../contract/dashboard.ts';
import {type Session} from '../contract/session.ts';
import {type SyncOptions} from '../contract/sync-options.ts';
import {type SafeText} from '../contract/text.ts';
import {type EpochMs, type Milliseconds, milliseconds, seconds} from '../contract/time.ts';
import {type Arranging, nothingArranged} from './arrangement.ts';
import {type Knowledge} from '../knowledge/cause.ts';
import {type SentRequest} from './activity-list.ts';
import {type Alerts, noAlerts} from './alert-state.ts';
import {type AuditEntry} from './audit.ts';
import {type CauseCourses} from './causes/course.ts';
import {type ChangeSet, emptySet} from './change-set.ts';
import {type Details, noDetails} from './details.ts';
import {type Dialog} from './dialog.ts';
import {type Entities, noEntities} from './entities.ts';
import {type Feed, type Moment} from './feed.ts';
import {type History, noHistory} from './history.ts';
import {type Glance, noGlance} from './glance-state.ts';
import {emptyNotebook, type Notebook} from './notebook.ts';
import {type Notice} from './notices.ts';
import {type Policy} from './policy.ts';
import {defaultPreferences, type Preferences} from './preferences.ts';
import {type Run} from './run.ts';
import {initialView, type ViewState} from './view-state.ts';

/** What this program was started with; fixed for its life. */
export type Connection = {
	readonly name: SafeText;
	readonly url: SafeText;
	readonly isDemo: boolean;
	readonly isReadOnly: boolean;
	/** Why it is, where that is not `--read-only`. */
	readonly readOnlyBecause?: SafeText;
	/** Nobody may take it for another one: it is marked wherever something could be changed. */
	readonly isProduction?: boolean;
	readonly policy?: Policy;
	/** The name that it is saved under, if it is. */
	readonly savedAs?: SafeText;
	/** A recording is played: until when it goes by the service's clock, and how fast; nothing is all at once. */
	readonly replay?: {readonly until: EpochMs; readonly speed: number | undefined};
	/** Nobody looks, there is no screen: what is read was not seen, and what is collected here ends with the start. */
	readonly isUnattended?: boolean;
	/** Drawn once at start: makes idempotency keys differ from those of every other start. */
	readonly nonce: string;
};

/** Everything that is known. It is replaced, never changed. */
export type State = {
	readonly connection: Connection;
	/** The exact time, for decisions. */
	readonly now: Moment;
	/** The time that ages on screen count from: moved once a second, so that a key press does not redraw them. */
	readonly shown: Moment;
	readonly size: {readonly columns: number; readonly rows: number};
	readonly feed: Feed;
	readonly entities: Entities;
	/** Every user was read at least once: counts come from the rows from then on. */
	readonly isComplete: boolean;
	readonly session: Session | undefined;
	readonly dashboard: Dashboard | undefined;
	readonly syncOptions: SyncOptions | undefined;
	/** Newest first. */
	readonly activity: readonly Activity[];
	/** Rows that could not be read, by id: what was wrong with each. One that is read later is taken out. */
	readonly unreadable: ReadonlyMap<string, SafeText>;
	readonly limits: Limits;
	readonly arranging: Arranging;
	readonly details: Details;
	readonly history: History;
	readonly alerts: Alerts;
	/** How many users each cause hit over time. */
	readonly causeCourses: CauseCourses;
	/** How many of the steps outside of this program somebody said are done, by cause. */
	readonly stepsSaid: ReadonlyMap<string, number>;
	readonly view: ViewState;
	readonly dialog: Dialog | undefined;
	readonly preferences: Preferences;
	/** What was chosen in the palette, by id, the last first. */
	readonly recent: readonly string[];
	readonly runs: readonly Run[];
	/** Changes that were collected instead of made. */
	readonly changeSet: ChangeSet;
	/** Why what is collected cannot be kept for the next start, if so. */
	readonly setFailure: SafeText | undefined;
	/** How many changes and menus were opened since the start; makes ids. */
	readonly openings: number;
	/** The journal was tried, and looked through for what earlier starts left open. */
	readonly journalSeen: {readonly isTried: boolean; readonly isRead: boolean};
	/** What of the settings cannot hold, in sentences. */
	readonly warnings: readonly SafeText[];
	/** Why nothing can be changed because nothing can be written down, if so. */
	readonly journalFailure: SafeText | undefined;
	/** Requests of earlier starts that wait for the first full read, to be read back. */
	readonly unsettled: readonly AuditEntry[];
	readonly notice: Notice | undefined;
	/** Printed to standard output when the program has ended and given the terminal back. */
	readonly farewell: readonly SafeText[] | undefined;
	/** What was sent from here, as the journal had it when the list of activity was opened. */
	readonly requests: readonly SentRequest[];
	/** What this person keeps about this connection. */
	readonly notebook: Notebook;
	readonly glance: Glance;
};

export type StateOptions = {
	readonly connection: Connection;
	/** What is known of failures; the catalogue alone when nothing else is said. */
	readonly knowledge?: Knowledge;
	readonly interval: Milliseconds;
	readonly now: Moment;
	readonly size: {readonly columns: number; readonly rows: number};
	readonly limits?: Partial<Limits>;
	readonly preferences?: Preferences;
};

/** How many users are what. */
export type Limits = {
	/** Past these a list is long, and made in pieces. */
	readonly longList: number;
	/** Past these the list is not read: each takes half a kilobyte. */
	readonly mostUsers: number;
};

// Up to the first, what is done at once takes a frame or two; up to the second, memory stays near a gigabyte.
const usualLimits: Limits = {longList: 150_000, mostUsers: 2_000_000};

export function initialState(options: StateOptions): State {
	return {
		connection: options.connection,
		now: options.now,
		shown: options.now,
		size: options.size,
		feed: {
			interval: options.interval,
			doing: {kind: 'waiting', until: milliseconds(0), isAsked: false},
			reading: undefined,
			revision: undefined,
			hasMore: false,
			failures: 0,
			failingSince: undefined,
			failure: undefined,
			roundFailure: undefined,
			refused: {},
			refusedUntil: undefined,
			startOvers: 0,
			last: undefined,
			outages: [],
		},
		entities: noEntities(options.knowledge),
		isComplete: false,
		session: undefined,
		dashboard: undefined,
		syncOptions: undefined,
		activity: [],
		unreadable: new Map(),
		limits: {...usualLimits, ...options.limits},
		arranging: nothingArranged,
		details: noDetails,
		alerts: noAlerts,
		history: noHistory(seconds(2)),
		causeCourses: new Map(),
		stepsSaid: new Map(),
		view: initialView,
		dialog: undefined,
		preferences: options.preferences ?? defaultPreferences,
		recent: [],
		runs: [],
		changeSet: emptySet,
		setFailure: undefined,
		warnings: [],
		openings: 0,
		journalSeen: {isTried: false, isRead: false},
		journalFailure: undefined,
		unsettled: [],
		notice: undefined,
		farewell: undefined,
		requests: [],
		notebook: emptyNotebook,
		glance: noGlance,
	};
}
