import {type Activity} from '../contract/activity.ts';
import {type Batch, type Issue} from '../contract/batch.ts';
import {type Removed, type UserReply} from '../contract/change.ts';
import {type Changes, type Overview, type UserPage} from '../contract/changes.ts';
import {type Connectivity} from '../contract/connectivity.ts';
import {type Group} from '../contract/group.ts';
import {type BatchId, type UserId} from '../contract/id.ts';
import {type Outcome} from '../contract/outcome.ts';
import {type Reply} from '../contract/reply.ts';
import {type Rows} from '../contract/rows.ts';
import {type Session} from '../contract/session.ts';
import {type SafeText} from '../contract/text.ts';
import {type Milliseconds} from '../contract/time.ts';
import {type User} from '../contract/user.ts';
import {type ArrangingEvent} from './arrangement.ts';
import {type AuditEntry} from './audit.ts';
import {type ConnectionEvent} from './connections.ts';
import {type HandoverEvent} from './handover/dialog.ts';
import {type PromptDialog} from './dialog.ts';
import {type CaretMove, type CutPart} from './field-text.ts';
import {type ListName} from './list-state.ts';
import {type NotebookEvent} from './notebook-event.ts';
import {type PlanField} from './plan.ts';
import {type ThemeName} from './preferences.ts';
import {type LoadedPlan, type SavedPlan, type Unsettled, type Written} from './ports.ts';
import {type ActivityEvent} from './read-activity.ts';
import {type Target, type Verb} from './target.ts';
import {type Place, type Scope} from './view-state.ts';

/** Time, polls and what they bring. */
export type FeedEvent =
	| {readonly type: 'feed.due'}
	| {readonly type: 'feed.session'; readonly reply: Reply<Session>}
	| {readonly type: 'feed.overview'; readonly reply: Reply<Overview>}
	| {readonly type: 'feed.users'; readonly reply: Reply<UserPage>}
	| {readonly type: 'feed.changes'; readonly reply: Reply<Changes | 'unchanged'>}
	/** `random` in [0, 1) spreads the next try. */
	| {readonly type: 'feed.settled'; readonly random: number}
	| {readonly type: 'feed.pauseToggled'}
	| {readonly type: 'feed.refreshed'}
	/** The program goes on after it was stopped by the shell. */
	| {readonly type: 'feed.continued'}
	| {readonly type: 'feed.intervalStepped'; readonly by: 1 | -1}
	| {readonly type: 'feed.intervalSet'; readonly interval: Milliseconds}
	| {readonly type: 'clock.ticked'};

/** Details that were asked for when something was opened. */
export type DetailEvent =
	| {
			readonly type: 'detail.user';
			readonly id: UserId;
			readonly revision: number;
			readonly batches: Outcome<{readonly batches: Rows<Batch>}>;
			readonly activity: Outcome<{readonly activity: Rows<Activity>}>;
			/** Of the current batch, when it has any. */
			readonly issues?: Outcome<{readonly issues: Rows<Issue>}>;
	  }
	| {
			readonly type: 'detail.batch';
			readonly id: BatchId;
			readonly revision: number;
			readonly outcome: Outcome<{readonly batch: Batch; readonly issues: Rows<Issue>}>;
	  };

/** Moving about. */
export type ViewEvent =
	| {readonly type: 'view.opened'; readonly place: Place}
	| {readonly type: 'view.scoped'; readonly scope: Scope}
	| {readonly type: 'view.entered'}
	| {readonly type: 'view.wentBack'}
	| {readonly type: 'view.swapped'}
	| {readonly type: 'view.tabStepped'; readonly by: 1 | -1}
	/** From a detail to that of the next row of the list that it was opened from. */
	| {readonly type: 'view.neighbour'; readonly by: 1 | -1}
	| {readonly type: 'view.focused'; readonly by: number}
	| {readonly type: 'view.sideways'; readonly by: 1 | -1}
	| {readonly type: 'list.moved'; readonly by: number}
	| {readonly type: 'list.paged'; readonly by: number}
	| {readonly type: 'list.jumped'; readonly to: 'start' | 'end'}
	| {readonly type: 'list.sorted'; readonly list: ListName; readonly column: string}
	| {readonly type: 'list.reversed'}
	| {readonly type: 'list.marked'}
	| {readonly type: 'list.rangeToggled'}
	| {readonly type: 'list.allMarked'}
	| {readonly type: 'list.unmarked'}
	| {readonly type: 'filter.opened'}
	| {readonly type: 'filter.typed'; readonly text: string}
	/** Something at the cursor is taken away. */
	| {readonly type: 'filter.cut'; readonly what: CutPart}
	| {readonly type: 'filter.caretMoved'; readonly to: CaretMove}
	| {readonly type: 'filter.emptied'}
	/** What stands before the cursor becomes the first of what it can become. */
	| {readonly type: 'filter.completed'}
	/** One kept earlier (1), or back towards what is typed (-1). */
	| {readonly type: 'filter.recalled'; readonly by: 1 | -1}
	/** The field is closed and its filter stays; a filter that is not understood keeps it open. */
	| {readonly type: 'filter.closed'}
	/** The field is closed and its filter goes. */
	| {readonly type: 'filter.abandoned'}
	| {readonly type: 'terminal.resized'; readonly columns: number; readonly rows: number};

/** Dialogs and what is typed into them. */
export type DialogEvent =
	| {readonly type: 'help.opened'}
	| {readonly type: 'help.scrolled'; readonly by: number}
	| {readonly type: 'statusMenu.opened'; readonly targets: readonly Target[]}
	| {readonly type: 'sortMenu.opened'; readonly list: ListName}
	| {readonly type: 'dialog.closed'}
	| {readonly type: 'dialog.scrolled'; readonly by: number}
	| {readonly type: 'plan.fieldStepped'; readonly by: 1 | -1}
	| {readonly type: 'plan.typed'; readonly text: string; readonly isPaste: boolean}
	| {readonly type: 'plan.erased'}
	| {readonly type: 'plan.pressed'; readonly field: PlanField}
	| {readonly type: 'plan.rechecked'}
	/** Decided without a dialog to type into: what would have been typed, and the yes. */
	| {
			readonly type: 'plan.confirmed';
			readonly confirmation: string;
			readonly reason: string;
	  }
	| {readonly type: 'plan.startedAgain'}
	| {readonly type: 'paste.ignored'};

/** What the rows of a list have, to choose from. */
export type FacetEvent =
	| {readonly type: 'facets.opened'; readonly list: ListName}
	| {readonly type: 'facets.moved'; readonly by: number}
	/** To the first value of the next field. */
	| {readonly type: 'facets.stepped'; readonly by: 1 | -1}
	| {readonly type: 'facets.toggled'}
	| {readonly type: 'facets.closed'};

/** The palette, and text fields that are a dialog of their own. */
export type PaletteEvent =
	/** A palette opened for a line begins with its colon. */
	| {readonly type: 'palette.opened'; readonly text: '' | ':'}
	| {readonly type: 'palette.moved'; readonly id: string}
	/** Enter cannot do what it should, for this reason. */
	| {readonly type: 'palette.refused'; readonly problem: SafeText}
	/** What was chosen happens in the place beneath, one thing after the other. */
	| {readonly type: 'palette.chosen'; readonly id: string; readonly events: readonly Event[]}
	| {readonly type: 'field.typed'; readonly text: string}
	| {readonly type: 'field.erased'}
	| {readonly type: 'field.emptied'}
	| {readonly type: 'field.filled'; readonly text: string};

/** A question for one line of text. */
export type PromptEvent =
	| {
			readonly type: 'prompt.opened';
			readonly purpose: PromptDialog['purpose'];
			readonly label: SafeText;
	  }
	| {readonly type: 'prompt.entered'};

/** Views under a name. */
export type SavedViewEvent =
	| {readonly type: 'savedView.opened'; readonly name: SafeText}
	| {readonly type: 'savedView.forgotten'; readonly name: SafeText};

/** Choosing the columns of a list. */
export type ColumnsEvent =
	| {readonly type: 'columns.opened'; readonly list: ListName}
	| {readonly type: 'columns.moved'; readonly by: number}
	| {readonly type: 'columns.toggled'}
	| {readonly type: 'columns.shifted'; readonly by: 1 | -1}
	| {readonly type: 'columns.reset'}
	| {readonly type: 'columns.kept'};

/** What a person makes their own. */
export type PreferenceEvent = {readonly type: 'theme.chosen'; readonly theme: ThemeName};

/** Changes that are collected. */
export type SetEvent =
	/** The change of the open dialog is collected instead of made. */
	| {readonly type: 'set.collected'}
	| {readonly type: 'set.opened'}
	| {readonly type: 'set.moved'; readonly by: number}
	| {readonly type: 'set.dropped'}
	| {readonly type: 'set.emptied'}
	/** All of it, after a confirmation. */
	| {readonly type: 'set.applied'}
	| {readonly type: 'set.fileAsked'; readonly purpose: 'savePlan' | 'loadPlan'}
	/** A plan file that was named on the command line. */
	| {readonly type: 'set.fileNamed'; readonly name: string}
	| {readonly type: 'set.saved'; readonly result: SavedPlan}
	| {readonly type: 'set.loaded'; readonly result: LoadedPlan}
	/** What was collected before the last end of the program. */
	| {readonly type: 'set.resumed'; readonly result: LoadedPlan}
	| {readonly type: 'set.kept'; readonly result: Written};

/** Changes, from the question to the settled answer. */
export type ChangeEvent =
	| {
			readonly type: 'change.asked';
			readonly verb: Verb;
			readonly targets: readonly Target[];
			readonly undoes?: string;
	  }
	/** Of one change, if it is named; else of the last one that can be undone. */
	| {readonly type: 'change.undoAsked'; readonly change?: string}
	| {readonly type: 'change.oneByOne'}
	/** The next step of the checklist to a Delete. */
	| {readonly type: 'change.nextStep'}
	| {
			readonly type: 'change.reread';
			readonly planId: string;
			readonly id: string;
			readonly outcome: Outcome<Target>;
	  }
	| {
			readonly type: 'change.reachability';
			readonly planId: string;
			readonly outcome: Outcome<Connectivity>;
	  }
	| {readonly type: 'change.countedDown'; readonly planId: string}
	| {readonly type: 'change.stopped'}
	/** The pause that the service asked for is over. */
	| {readonly type: 'change.resumed'; readonly runId: string}
	/** From one user that was proved to the others with the same cause. */
	| {readonly type: 'change.rolledOut'; readonly verb: 'enable' | 'enableAndSynchronize'}
	| {
			readonly type: 'change.answered';
			readonly runId: string;
			readonly id: string;
			readonly answer: ChangeAnswer;
	  }
	| {
			readonly type: 'change.readBack';
			readonly runId: string;
			readonly id: string;
			readonly outcome: Outcome<Target>;
	  }
	| {readonly type: 'change.lookAgain'; readonly runId: string; readonly id: string}
	/** The target of a request that an earlier start left open. */
	| {readonly type: 'change.lookFor'; readonly entry: AuditEntry}
	| {
			readonly type: 'change.lookedFor';
			readonly entry: AuditEntry;
			readonly outcome: Outcome<{readonly user: User} | {readonly group: Group}>;
	  };

/** What came of one request, or of the line that had to be written before it. */
export type ChangeAnswer =
	| {readonly kind: 'user'; readonly outcome: Outcome<UserReply>}
	| {readonly kind: 'group'; readonly outcome: Outcome<{readonly group: Group}>}
	| {readonly kind: 'removed'; readonly outcome: Outcome<Removed>}
	| {readonly kind: 'notWritten'; readonly reason: SafeText};

/** The program as a whole. */
export type AppEvent =
	| {readonly type: 'app.started'}
	/** The first frame stands: what is not needed for it is looked at now. */
	| {readonly type: 'app.shown'}
	| {readonly type: 'app.quitAsked'}
	| {readonly type: 'app.quit'}
	/** The program comes to its end: what is known of changes on their way is written down. */
	| {readonly type: 'app.ending'}
	| {readonly type: 'app.suspended'}
	| {readonly type: 'app.redrawn'}
	/** What of the settings and of files beside them cannot hold, found at the start. */
	| {readonly type: 'app.warned'; readonly warnings: readonly SafeText[]}
	| {readonly type: 'app.told'; readonly text: SafeText; readonly tone: 'dim' | 'ok' | 'warn'}
	/** Without a screen it is tried, and looked through, by whoever is about to change something. */
	| {readonly type: 'journal.asked'}
	| {readonly type: 'journal.failed'; readonly reason: SafeText}
	| {readonly type: 'journal.checked'; readonly result: Written}
	| ({readonly type: 'journal.read'} & Unsettled)
	/** A bug in an effect: said on screen, and polling goes on. */
	| {readonly type: 'app.defect'; readonly message: SafeText};

/** What a person says or asks about causes. */
export type TriageEvent =
	/** A step outside of this program is done. */
	{readonly type: 'triage.said'; readonly key: string} | {readonly type: 'alerts.toggled'};

/** All that can happen. */
export type Event =
	| NotebookEvent
	| ConnectionEvent
	| ActivityEvent
	| TriageEvent
	| HandoverEvent
	| FeedEvent
	| DetailEvent
	| ViewEvent
	| ArrangingEvent
	| DialogEvent
	| FacetEvent
	| PaletteEvent
	| PreferenceEvent
	| PromptEvent
	| SavedViewEvent
	| ColumnsEvent
	| SetEvent
	| ChangeEvent
	| AppEvent;
