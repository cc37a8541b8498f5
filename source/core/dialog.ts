import {type HandoverDialog} from './handover/dialog.ts';
import {type ListName} from './list-state.ts';
import {type MemoDialog} from './memo.ts';
import {type Plan} from './plan.ts';
import {type Target, type Verb} from './target.ts';

/** What lies over the screen and has the keys. One at a time. */
export type Dialog =
	| {readonly kind: 'help'; readonly top: number}
	/** `opening` tells one opening of a menu from the next: each starts at its first line. */
	| {readonly kind: 'statusMenu'; readonly opening: number; readonly targets: readonly Target[]}
	| {readonly kind: 'sortMenu'; readonly opening: number; readonly list: ListName}
	| {readonly kind: 'confirm'; readonly plan: Plan; readonly queue: readonly Target[]}
	/** Delete is refused; the documented way to it is offered as one plan. */
	| {readonly kind: 'deleteBlocked'; readonly target: Target}
	/** Force Delete takes one user at a time. */
	| {readonly kind: 'oneByOne'; readonly verb: Verb; readonly targets: readonly Target[]}
	/** A group cannot be deleted from here; its members can. */
	| {readonly kind: 'groupDelete'; readonly target: Target}
	/** A running or finished change, with its result per item. */
	| {
			readonly kind: 'run';
			readonly runId: string;
			readonly top: number;
			readonly queue: readonly Target[];
	  }
	| MemoDialog
	| HandoverDialog
	/** A change is on its way or unknown: leaving now leaves it unsettled. */
	| {readonly kind: 'quit'};
