import {type Effect} from './effect.ts';
import {noEntities} from './entities.ts';
import {type Reading} from './feed.ts';
import {type State} from './state.ts';

// As many as are decoded between two frames: keys are answered while a full read goes on.
const pageLength = 1000;

/** A full read from its beginning. */
export function startReading(): Reading {
	return {
		entities: noEntities(),
		loaded: 0,
		total: undefined,
		next: undefined,
		isComplete: false,
		revision: undefined,
		hasOverview: false,
	};
}

/** The questions that are needed now: who we are, what is not per user, the next page, or what changed. */
export function questionsFor({feed, session}: State): readonly Effect[] {
	const {reading} = feed;
	const first: readonly Effect[] = session === undefined ? [{type: 'fetchSession'}] : [];
	if (reading === undefined) {
		return [...first, {type: 'fetchChanges', since: feed.revision ?? 0}];
	}

	const overview: readonly Effect[] = reading.hasOverview ? [] : [{type: 'fetchOverview'}];
	const page: readonly Effect[] = reading.isComplete
		? []
		: [{type: 'fetchUsers', page: pageOf(reading)}];
	return [...first, ...overview, ...page];
}

function pageOf({next}: Reading) {
	return {limit: pageLength, ...(next !== undefined && {after: next})};
}
