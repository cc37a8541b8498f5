import {type Knowledge} from '../knowledge/cause.ts';
import {type Effect} from './effect.ts';
import {noEntities} from './entities.ts';
import {type Feed, type Moment, type Reading} from './feed.ts';
import {type State} from './state.ts';

// As many as are decoded between two frames: keys are answered while a full read goes on. What is long has more to do for each page.
const pageLength = 1000;
const longPageLength = 500;

/** A full read from its beginning. */
export function startReading(knowledge: Knowledge): Reading {
	return {
		entities: noEntities(knowledge),
		loaded: 0,
		total: undefined,
		next: undefined,
		isComplete: false,
		revision: undefined,
		hasOverview: false,
		refused: {},
	};
}

/** The questions that are needed now: who we are, what is not per user, the next page, or what changed. */
export function questionsFor(state: State): readonly Effect[] {
	const {feed, session, now} = state;
	const {reading} = feed;
	// With every full read, since rights may change; and what was refused again after a while.
	const isStart = reading !== undefined && reading.loaded === 0 && !reading.hasOverview;
	const isMissing =
		feed.refused.session === undefined ? session === undefined : isRefusalOver(feed, now);
	const first: readonly Effect[] = isStart || isMissing ? [{type: 'fetchSession'}] : [];
	if (reading === undefined) {
		return [...first, {type: 'fetchChanges', since: feed.revision ?? 0}];
	}

	const overview: readonly Effect[] = reading.hasOverview ? [] : [{type: 'fetchOverview'}];
	const page: readonly Effect[] = reading.isComplete
		? []
		: [{type: 'fetchUsers', page: pageOf(reading, state.limits)}];
	return [...first, ...overview, ...page];
}

/** Whether parts that were refused may be asked for again. */
export function isRefusalOver({refusedUntil}: Feed, now: Moment): boolean {
	return refusedUntil !== undefined && now.elapsed >= refusedUntil;
}

function pageOf({next, loaded}: Reading, {longList}: State['limits']) {
	const limit = loaded > longList ? longPageLength : pageLength;
	return {limit, ...(next !== undefined && {after: next})};
}
