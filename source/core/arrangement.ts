import {type UserAnswer, type UserListName, type UserQuery} from './user-lists.ts';
import {type SlotIndex} from './users/slot-index.ts';
import {type UserTable} from './users/user-table.ts';
import {type UserView} from './users/user-view.ts';

/** What is made in pieces: a list before its filter, a list with it, or the orders that a table keeps. */
export type ArrangingTask =
	| {
			readonly kind: 'whole';
			readonly list: UserListName;
			readonly query: UserQuery;
			readonly table: UserTable;
	  }
	| {
			readonly kind: 'filtered';
			readonly list: UserListName;
			readonly query: UserQuery;
			readonly whole: UserView;
	  }
	/** What was made already, with the rows as they are now. */
	| {
			readonly kind: 'fresh';
			readonly list: UserListName;
			readonly query: UserQuery;
			readonly view: UserView;
			readonly table: UserTable;
	  }
	| {readonly kind: 'orders'; readonly table: UserTable};

/** Long lists: what was made of them, and what is being made. */
export type Arranging = {
	readonly made: Readonly<Partial<Record<UserListName, MadeList>>>;
	readonly task: ArrangingTask | undefined;
	/** How much of the task is done, in hundredths. */
	readonly percent: number;
	/** Of which table the orders were made. */
	readonly ordered: SlotIndex | undefined;
};

export type MadeList = {
	/** Before any filter. */
	readonly whole: UserAnswer | undefined;
	/** What is on screen. */
	readonly shown: UserAnswer;
};

export const nothingArranged: Arranging = {
	made: {},
	task: undefined,
	percent: 0,
	ordered: undefined,
};

/** What comes of a task. */
export type ArrangingEvent =
	| {readonly type: 'arranging.progressed'; readonly task: ArrangingTask; readonly percent: number}
	| {
			readonly type: 'arranging.done';
			readonly task: ArrangingTask;
			/** Of a list. */
			readonly view: UserView | undefined;
	  };
