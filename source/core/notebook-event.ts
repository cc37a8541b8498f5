import {type SafeText} from '../contract/text.ts';
import {type Copy} from './copy.ts';
import {type NoteKey} from './notebook.ts';
import {type KeptNotebook, type ReadNotebook} from './ports.ts';

/** What a note is made about. */
export type Subject = {
	readonly key: NoteKey;
	readonly name: SafeText;
	/** What is wrong with it now: an acknowledgement ends by itself when that becomes something else. */
	readonly trouble?: SafeText;
};

/** What a person keeps: notes, and when the screen was last looked at. */
export type NotebookEvent =
	/** Without a screen it is read by whoever needs it. */
	| {readonly type: 'notebook.asked'}
	| ({readonly type: 'notebook.read'} & ReadNotebook)
	/** What was noted is to be written down now. */
	| {readonly type: 'notebook.due'}
	| {readonly type: 'notebook.kept'; readonly result: KeptNotebook}
	| {readonly type: 'note.acknowledged'; readonly subjects: readonly Subject[]}
	| {readonly type: 'memo.opened'; readonly subjects: readonly Subject[]}
	| {readonly type: 'memo.typed'; readonly text: string}
	| {readonly type: 'memo.erased'}
	| {readonly type: 'memo.emptied'}
	| {readonly type: 'memo.kept'}
	| ({readonly type: 'copy.asked'} & Copy)
	/** A key was pressed. */
	| {readonly type: 'person.attended'};
