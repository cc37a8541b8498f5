import {type BatchId, type UserId} from '../contract/id.ts';
import {type PageRequest} from '../contract/reply.ts';
import {type SafeText} from '../contract/text.ts';
import {type Milliseconds} from '../contract/time.ts';
import {type ArrangingTask} from './arrangement.ts';
import {type AuditEntry} from './audit.ts';
import {type PlanFile} from './change-set.ts';
import {type ConnectionEffect} from './connections.ts';
import {type Event} from './event.ts';
import {type Notebook} from './notebook.ts';
import {type Kept} from './preferences.ts';
import {type Step, type Target} from './target.ts';

/** Timers by name: starting one again replaces it. */
export type TimerName =
	| 'poll'
	| 'tick'
	| 'countdown'
	| 'notebook'
	| 'glance'
	| 'activity'
	| 'connections'
	| `verify:${string}`
	| `resume:${string}`;

/** All that can be asked of the world. Data, so that a test can look at what was asked. */
export type Effect =
	| ConnectionEffect
	| {
			readonly type: 'wait';
			readonly timer: TimerName;
			readonly delay: Milliseconds;
			readonly event: Event;
	  }
	| {readonly type: 'stopWaiting'; readonly timer: TimerName}
	| {readonly type: 'fetchSession'}
	| {readonly type: 'fetchOverview'}
	| {readonly type: 'fetchUsers'; readonly page: PageRequest}
	| {readonly type: 'fetchChanges'; readonly since: number}
	/** The round of questions is over: draws the dice for the next try. */
	| {readonly type: 'settleFeed'}
	| {
			readonly type: 'fetchUserDetail';
			readonly id: UserId;
			readonly revision: number;
			/** The current batch, when it has issues to read. */
			readonly batchId?: BatchId;
	  }
	| {readonly type: 'fetchBatch'; readonly id: BatchId; readonly revision: number}
	| {readonly type: 'reread'; readonly planId: string; readonly target: Target}
	| {readonly type: 'checkConnectivity'; readonly planId: string; readonly userId: UserId}
	| {readonly type: 'apply'; readonly request: ChangeRequest}
	| {readonly type: 'readBack'; readonly runId: string; readonly target: Target}
	/** A result that was settled later, by reading back. */
	| {readonly type: 'journal'; readonly entry: Unstamped}
	/** Looks for requests of earlier starts that were never settled. */
	| {readonly type: 'readJournal'}
	| {readonly type: 'lookFor'; readonly entry: AuditEntry}
	| {readonly type: 'checkJournal'}
	/** Long work in pieces, instead of what is under way. */
	| {readonly type: 'arrange'; readonly task: ArrangingTask}
	| {readonly type: 'stopArranging'}
	/** Credentials that were refused are tried again. */
	| {readonly type: 'signInAgain'}
	| {readonly type: 'keep'; readonly kept: Kept}
	| {readonly type: 'saveInterval'; readonly interval: Milliseconds}
	/** What was done from here, for the list of activity. */
	| {readonly type: 'readActivity'}
	| {readonly type: 'readNotebook'}
	| {readonly type: 'keepNotebook'; readonly notebook: Notebook}
	| {readonly type: 'copyText'; readonly lines: readonly SafeText[]; readonly what: SafeText}
	/** Into a file of its own. */
	| {readonly type: 'writeHandover'; readonly lines: readonly SafeText[]}
	/** What a scenario of the demo broke is repaired. */
	| {readonly type: 'repairDemo'}
	| {readonly type: 'savePlan'; readonly name: string; readonly plan: PlanFile}
	| {readonly type: 'loadPlan'; readonly name: string}
	/** What is collected now, for the next start. */
	| {readonly type: 'keepSet'; readonly plan: PlanFile}
	| {readonly type: 'readSet'}
	/** Somebody is to be called to the screen. */
	| {readonly type: 'ring'; readonly text: SafeText}
	| {readonly type: 'quit'}
	| {readonly type: 'suspend'}
	| {readonly type: 'redraw'};

/** A journal line before it is stamped with the time of writing. */
export type Unstamped = Omit<AuditEntry, 'v' | 'at'>;

/** One request that changes something, with the line that is written before it is sent. */
export type ChangeRequest = {
	readonly runId: string;
	readonly target: Target;
	readonly step: Step;
	readonly version: number;
	readonly key: string;
	readonly reason?: SafeText;
	readonly intent: Unstamped;
};
