import {safe, toSafe} from '../contract/text.ts';
import {epochMs} from '../contract/time.ts';
import {withoutLast} from '../format/width.ts';
import {memoOf} from './acknowledge.ts';
import {serviceNow} from './feed.ts';
import {keepSoon} from './glance.ts';
import {laterThan} from './notebook.ts';
import {type NotebookEvent, type Subject} from './notebook-event.ts';
import {told} from './notices.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';

/** A line that is being written about one or several. */
export type MemoDialog = {
	readonly kind: 'memo';
	readonly subjects: readonly Subject[];
	readonly text: string;
};

type MemoEvent = Extract<NotebookEvent, {type: `memo.${string}`}>;

const longestMemo = 300;

/** The line about a user or a cause, from opening it to keeping it. An empty one takes the memo away. */
export function updateMemo(state: State, event: MemoEvent): Step {
	if (event.type === 'memo.opened') {
		return stay(openMemo(state, event.subjects));
	}

	const {dialog} = state;
	if (dialog?.kind !== 'memo') {
		return stay(state);
	}

	const write = (text: string): Step =>
		stay({...state, dialog: {...dialog, text: text.slice(0, longestMemo)}});
	switch (event.type) {
		case 'memo.typed': {
			return write(dialog.text + event.text);
		}

		case 'memo.erased': {
			return write(withoutLast(dialog.text));
		}

		case 'memo.emptied': {
			return write('');
		}

		case 'memo.kept': {
			return keepMemo(state, dialog);
		}
	}
}

// One memo is there to be changed; several together begin anew.
function openMemo(state: State, subjects: readonly Subject[]): State {
	const [first] = subjects;
	if (first === undefined) {
		return state;
	}

	const text = subjects.length === 1 ? (memoOf(state, first.key)?.text ?? '') : '';
	return {...state, dialog: {kind: 'memo', subjects, text}};
}

function keepMemo(state: State, {subjects, text}: MemoDialog): Step {
	const {notebook} = state;
	const kept = toSafe(text.trim());
	const memos = new Map(notebook.memos);
	const now = serviceNow(state.feed, state.now);
	for (const {key} of subjects) {
		const known = memos.get(key);
		if ((known?.text ?? '') !== kept) {
			memos.set(key, {at: epochMs(laterThan(known, now)), text: kept});
		}
	}

	const closed = {...state, dialog: undefined, notebook: {...notebook, memos}};
	return [
		told(closed, kept === '' ? safe`No memo now` : safe`Memo kept on this machine`, 'ok'),
		[keepSoon()],
	];
}
