import {type ListName} from './list-state.ts';
import {type Place} from './view-state.ts';

/** How the screen is cut at a size: which parts there is room for. Sizes are in cells and lines. */
export type Layout = {
	readonly columns: number;
	readonly rows: number;
	/** `counts` is one line, `narrow` one list without panels, `medium` the 80x24 kind, `wide` the 120x36 kind, `beside` wider still. */
	readonly kind: 'counts' | 'narrow' | 'medium' | 'wide' | 'beside';
	/** Lines between the bar of tabs and the footer. */
	readonly body: number;
	/** Lines of the panel under a list; 0 without one. */
	readonly preview: number;
	/** Lines of the filter while it is typed, under the title of a list. */
	readonly filter: number;
	/** Columns of the panel beside a list; 0 without one. */
	readonly side: number;
};

/** Header, tabs, rule above; hints and status below. */
const chrome = 5;
const narrowChrome = 2;

export function layoutOf(size: {readonly columns: number; readonly rows: number}): Layout {
	const {columns, rows} = size;
	const kind = kindOf(columns, rows);
	const body = Math.max(1, rows - (kind === 'narrow' || kind === 'counts' ? narrowChrome : chrome));
	return {
		columns,
		rows,
		kind,
		body,
		preview: kind === 'wide' ? 11 : kind === 'medium' && body >= 15 ? 7 : 0,
		filter: 0,
		side: kind === 'beside' ? Math.min(72, Math.floor(columns * 0.36)) : 0,
	};
}

function kindOf(columns: number, rows: number): Layout['kind'] {
	if (columns < 40 || rows < 10) {
		return 'counts';
	}

	if (columns < 60 || rows < 20) {
		return 'narrow';
	}

	if (columns < 100 || rows < 30) {
		return 'medium';
	}

	return columns >= 140 && rows >= 36 ? 'beside' : 'wide';
}

/** Lines of the big lists above their rows: a title and the names of the columns. */
const listHead = 2;

/** Lines of the user and group screens above their list. */
export function detailHead(layout: Layout): number {
	switch (layout.kind) {
		case 'wide':
		case 'beside': {
			return 14;
		}

		case 'medium': {
			return 9;
		}

		case 'narrow': {
			return 4;
		}

		case 'counts': {
			return 0;
		}
	}
}

/** Lines of the screen of a cause above its users. */
export function causeHead(layout: Layout): number {
	switch (layout.kind) {
		case 'wide':
		case 'beside': {
			return Math.max(14, Math.min(18, layout.body - 12));
		}

		case 'medium': {
			return 11;
		}

		case 'narrow': {
			return 6;
		}

		case 'counts': {
			return 0;
		}
	}
}

/** Lines of the user screen below its list of batches. */
export function historyHeight(layout: Layout): number {
	return layout.kind === 'wide' || layout.kind === 'beside' ? 9 : layout.kind === 'medium' ? 4 : 0;
}

/** How many rows of a list are on screen. */
export function listHeight(layout: Layout, name: ListName, place: Place): number {
	const isBig =
		name === 'users' ||
		name === 'groups' ||
		name === 'batches' ||
		name === 'causes' ||
		name === 'activity';
	if (isBig) {
		return Math.max(1, layout.body - listHead - layout.filter - layout.preview);
	}

	if (name === 'hit') {
		return Math.max(1, layout.body - causeHead(layout) - listHead - layout.filter);
	}

	const below = place.kind === 'user' ? historyHeight(layout) : 0;
	// A title and the names of the columns, and the lower edge of the frame where there is one.
	const isFramed = name !== 'members' && (layout.kind === 'wide' || layout.kind === 'beside');
	const head = detailHead(layout) + layout.filter;
	return Math.max(1, layout.body - head - below - (isFramed ? 3 : 2));
}
