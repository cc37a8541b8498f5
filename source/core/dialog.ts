import {type ConnectionsDialog} from './connections.ts';
import {type HandoverDialog} from './handover/dialog.ts';
import {type SafeText} from '../contract/text.ts';
import {type ListName} from './list-state.ts';
import {type MemoDialog} from './memo.ts';
import {type Plan} from './plan.ts';
import {type Target, type Verb} from './target.ts';

/** The checklist that a change was begun from: closing the change leads back to it. */
export type BackTo = {readonly backTo?: Target};

/** A field to type in and what it finds. `chosen` is the id of a line; nothing is the first. `problem` is why Enter did nothing. */
export type PaletteDialog = {
	readonly kind: 'palette';
	readonly text: string;
	readonly chosen: string | undefined;
	readonly problem: SafeText | undefined;
};

/** A question for one line of text. `purpose` says what becomes of it: another one is a line in `update-prompt`. */
export type PromptDialog = {
	readonly kind: 'prompt';
	readonly purpose: 'saveView' | 'savePlan' | 'loadPlan';
	readonly label: SafeText;
	readonly text: string;
	readonly problem: SafeText | undefined;
};

/** The columns of a list as they would be, with the line of the cursor. */
export type ColumnsDialog = {
	readonly kind: 'columns';
	readonly list: ListName;
	readonly rows: ReadonlyArray<{readonly id: string; readonly isShown: boolean}>;
	readonly at: number;
};

/** What lies over the screen and has the keys. One at a time. */
export type Dialog =
	| {readonly kind: 'help'; readonly top: number}
	/** `opening` tells one opening of a menu from the next: each starts at its first line. */
	| {readonly kind: 'statusMenu'; readonly opening: number; readonly targets: readonly Target[]}
	| {readonly kind: 'sortMenu'; readonly opening: number; readonly list: ListName}
	/** What the rows of a list have, with the value that the cursor is on. */
	| {
			readonly kind: 'facets';
			readonly list: ListName;
			readonly at: {readonly field: string; readonly value: string} | undefined;
	  }
	| PaletteDialog
	/** The collected changes as one diff, with the line of the cursor. */
	| {readonly kind: 'changeSet'; readonly at: number}
	| PromptDialog
	| ColumnsDialog
	| ({readonly kind: 'confirm'; readonly plan: Plan; readonly queue: readonly Target[]} & BackTo)
	/** Delete is refused; the documented way to it is offered as one plan. */
	| {readonly kind: 'deleteBlocked'; readonly target: Target}
	/** Force Delete takes one user at a time. */
	| {readonly kind: 'oneByOne'; readonly verb: Verb; readonly targets: readonly Target[]}
	/** A group cannot be deleted from here; its members can. */
	| {readonly kind: 'groupDelete'; readonly target: Target}
	/** A running or finished change, with its result per item. */
	| ({
			readonly kind: 'run';
			readonly runId: string;
			readonly top: number;
			readonly queue: readonly Target[];
	  } & BackTo)
	| MemoDialog
	| HandoverDialog
	| ConnectionsDialog
	/** A change is on its way or unknown: leaving now, for good or for another connection, leaves it unsettled. */
	| {readonly kind: 'quit'; readonly switchTo?: SafeText};
