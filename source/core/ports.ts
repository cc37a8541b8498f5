import {type Activity} from '../contract/activity.ts';
import {type Batch, type Issue} from '../contract/batch.ts';
import {type Removed, type UserReply} from '../contract/change.ts';
import {type Changes, type Overview, type UserPage} from '../contract/changes.ts';
import {type Connectivity} from '../contract/connectivity.ts';
import {type Group} from '../contract/group.ts';
import {type BatchId, type GroupId, type UserId} from '../contract/id.ts';
import {type Guard, type PageRequest, type Reply} from '../contract/reply.ts';
import {type Rows} from '../contract/rows.ts';
import {type Session} from '../contract/session.ts';
import {type SafeText} from '../contract/text.ts';
import {type EpochMs, type Milliseconds} from '../contract/time.ts';
import {type User} from '../contract/user.ts';
import {type Clock} from '../platform/clock.ts';
import {type Random} from '../platform/random.ts';
import {type SentRequest} from './activity-list.ts';
import {type AuditEntry} from './audit.ts';
import {type PlanFile} from './change-set.ts';
import {type ConnectionsPort} from './connections.ts';
import {type Notebook} from './notebook.ts';
import {type Kept} from './preferences.ts';

/** The calls that the engine needs, in the contract's terms. None throws for an expected failure; all obey the signal. */
export type SyncService = {
	readonly session: (signal: AbortSignal) => Promise<Reply<Session>>;
	readonly overview: (signal: AbortSignal) => Promise<Reply<Overview>>;
	readonly changes: (since: number, signal: AbortSignal) => Promise<Reply<Changes | 'unchanged'>>;
	readonly listUsers: (page: PageRequest, signal: AbortSignal) => Promise<Reply<UserPage>>;
	readonly getUser: (id: UserId, signal: AbortSignal) => Promise<Reply<{readonly user: User}>>;
	readonly getGroup: (id: GroupId, signal: AbortSignal) => Promise<Reply<{readonly group: Group}>>;
	readonly listBatches: (
		id: UserId,
		signal: AbortSignal,
	) => Promise<Reply<{readonly batches: Rows<Batch>}>>;
	readonly listUserActivity: (
		id: UserId,
		signal: AbortSignal,
	) => Promise<Reply<{readonly activity: Rows<Activity>}>>;
	readonly getBatch: (
		id: BatchId,
		signal: AbortSignal,
	) => Promise<Reply<{readonly batch: Batch; readonly issues: Rows<Issue>}>>;
	readonly checkConnectivity: (id: UserId, signal: AbortSignal) => Promise<Reply<Connectivity>>;
	readonly changeUser: (
		id: UserId,
		status: 'enabled' | 'disabled',
		guard: Guard,
	) => Promise<Reply<UserReply>>;
	readonly deleteUser: (id: UserId, guard: Guard) => Promise<Reply<Removed>>;
	readonly forceDeleteUser: (id: UserId, reason: SafeText, guard: Guard) => Promise<Reply<Removed>>;
	readonly uninitializeUser: (id: UserId, guard: Guard) => Promise<Reply<UserReply>>;
	readonly synchronizeUser: (id: UserId, guard: Guard) => Promise<Reply<UserReply>>;
	readonly changeGroup: (
		id: GroupId,
		status: 'enabled' | 'disabled',
		guard: Guard,
	) => Promise<Reply<{readonly group: Group}>>;
	/** Somebody asks for it: credentials that were refused are tried again. */
	readonly tryAgain: () => void;
};

export type Written = {readonly ok: true} | {readonly ok: false; readonly reason: SafeText};

/** Where changes are written down before and after they are made. */
export type Journal = {
	/** Resolves once the line is on disk, or with the reason why it is not. */
	readonly append: (entry: AuditEntry) => Promise<Written>;
	/** Whether lines can be written now. */
	readonly check: (now: EpochMs) => Promise<Written>;
	/** The requests of earlier starts to this service of which nobody knows whether they were made. */
	readonly unsettled: () => Promise<Unsettled>;
	/** What was sent to this service from here, the newest first. */
	readonly recent: () => Promise<{
		readonly requests: readonly SentRequest[];
		readonly warning?: SafeText;
	}>;
};

export type Unsettled = {
	/** The line of each request: its intent. */
	readonly entries: readonly AuditEntry[];
	/** What is wrong with the journal, if something is. */
	readonly warning?: SafeText;
};

/** What the program can ask of the terminal it runs in. */
export type TerminalPort = {
	readonly quit: () => void;
	readonly suspend: () => void;
	readonly redraw: () => void;
	/** Puts a text on the clipboard of whoever sits at the terminal. */
	readonly copy: (text: string) => Copied;
	/** Calls whoever is near the terminal: bell, notification, title of the window. */
	readonly ring: (text: SafeText) => void;
};

/** Whether it was sent. What the terminal made of it nobody tells: `needs` says what that takes. */
export type Copied =
	| {readonly ok: true; readonly needs: SafeText}
	| {readonly ok: false; readonly reason: SafeText};

/** What the settings file keeps between starts. */
export type SettingsPort = {
	readonly saveInterval: (interval: Milliseconds) => void;
	readonly keep: (kept: Kept) => void;
};

export type ReadNotebook = {readonly notebook: Notebook; readonly warning?: SafeText};
export type KeptNotebook =
	| ({readonly ok: true} & ReadNotebook)
	| {readonly ok: false; readonly reason: SafeText};

/** Where a person's notebook is kept. Neither call throws. */
export type NotebookPort = {
	readonly read: () => Promise<ReadNotebook>;
	/** Joins it with what another program has kept meanwhile, and answers with both. */
	readonly keep: (notebook: Notebook, wall: EpochMs) => Promise<KeptNotebook>;
};

/** Where handovers are written to. Does not throw. */
export type HandoverPort = {
	/** Answers with the path, or with the reason why there is none. */
	readonly write: (text: string, at: EpochMs) => Promise<Filed>;
};

export type Filed =
	| {readonly ok: true; readonly path: SafeText}
	| {readonly ok: false; readonly reason: SafeText};

/** Where change sets are kept as files. Neither call throws. */
export type PlanFiles = {
	/** A file that is there already is not written over. */
	readonly save: (name: string, plan: PlanFile) => Promise<SavedPlan>;
	readonly load: (name: string) => Promise<LoadedPlan>;
	/** Keeps what is collected now for the next start; an empty set takes it away. */
	readonly keep: (plan: PlanFile) => Promise<Written>;
	/** What was kept; nothing where nothing was. */
	readonly kept: () => Promise<LoadedPlan | undefined>;
};

export type SavedPlan =
	| {readonly ok: true; readonly path: SafeText}
	| {readonly ok: false; readonly reason: SafeText};
export type LoadedPlan =
	| {readonly ok: true; readonly plan: PlanFile}
	| {readonly ok: false; readonly reason: SafeText};

/** What the engine needs of the world, handed in. */
export type EnginePorts = {
	readonly clock: Clock;
	readonly random: Random;
	readonly service: SyncService;
	readonly journal: Journal;
	readonly settings: SettingsPort;
	readonly notebook: NotebookPort;
	readonly handover: HandoverPort;
	readonly plans: PlanFiles;
	/** The other connections of this person, where a screen could change to one. */
	readonly connections?: ConnectionsPort;
	/** Repairs what a scenario of the demo broke; a real service is repaired by people. */
	readonly repairDemo?: () => void;
	/** Set when a screen is attached; without one, its effects do nothing. */
	readonly terminal: () => TerminalPort | undefined;
	/** Told about defects, with the error as it was thrown. */
	readonly report: (error: unknown) => void;
};
