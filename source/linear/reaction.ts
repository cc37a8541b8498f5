import {type SafeText} from '../contract/text.ts';
import {type Event} from '../core/event.ts';
import {type NewsLevel} from './news.ts';

/** What a line makes happen: events, lines that are said, or something that the session does with what it has said. */
export type Reaction =
	| {readonly kind: 'events'; readonly events: readonly Event[]}
	| {readonly kind: 'say'; readonly lines: readonly SafeText[]}
	/** The next page, or the one before, of so many rows. */
	| {readonly kind: 'page'; readonly by: 1 | -1; readonly rows?: number}
	/** The cursor goes to an end of the list, and the page there is said. */
	| {readonly kind: 'end'; readonly to: 'start' | 'end'}
	/** The place or the dialog anew. */
	| {readonly kind: 'repeat'}
	| {readonly kind: 'status'}
	/** The next line is a filter. */
	| {readonly kind: 'askFilter'}
	| {readonly kind: 'filter'; readonly text: string}
	| {readonly kind: 'news'; readonly level: NewsLevel | undefined}
	/** Until what is on its way has come to its end; or so many seconds. */
	| {readonly kind: 'wait'; readonly seconds: number | undefined}
	/** The open dialog is left as it is harmless to, and the line is taken beneath it. */
	| {readonly kind: 'beneath'};

export const events = (...all: ReadonlyArray<Event | undefined>): Reaction => ({
	kind: 'events',
	events: all.filter((event) => event !== undefined),
});

export const say = (...lines: readonly SafeText[]): Reaction => ({kind: 'say', lines});
