/** Which list of the screen. Each keeps its own filter, order, cursor and marks. */
export const listNames = [
	'users',
	'groups',
	'batches',
	'members',
	'userBatches',
	'issues',
	'activity',
	'causes',
	'hit',
] as const;
export type ListName = (typeof listNames)[number];

export type Sort = {readonly column: string; readonly isDescending: boolean};

/** Where a person stands in a list. The cursor is an id: it follows the row, not the line. */
export type ListState = {
	readonly filter: string;
	readonly sort: Sort;
	readonly cursor: string | undefined;
	/** The line of the cursor when it was last seen, for when its row goes away. */
	readonly position: number;
	/** The first line on screen. */
	readonly top: number;
	readonly marks: ReadonlySet<string>;
	/** Where a range of marks starts, while one is being made. */
	readonly rangeFrom: string | undefined;
	/** Columns scrolled away to the left, beside the first. */
	readonly columnOffset: number;
};

export function initialList(sort: Sort): ListState {
	return {
		filter: '',
		sort,
		cursor: undefined,
		position: 0,
		top: 0,
		marks: new Set(),
		rangeFrom: undefined,
		columnOffset: 0,
	};
}

/** What is known of the rows when the cursor has to be placed. */
export type ListShape = {
	readonly length: number;
	readonly height: number;
	readonly positionOf: (id: string) => number;
	readonly idAt: (position: number) => string | undefined;
};

/**
Puts cursor and window right after rows came, went or moved: the cursor stays on its row and on its screen line if it can; when
its row is gone it takes the row that stands there now.
*/
export function settle(list: ListState, shape: ListShape): ListState {
	if (shape.length === 0) {
		return list.position === 0 && list.top === 0 ? list : {...list, position: 0, top: 0};
	}

	const found = list.cursor === undefined ? -1 : shape.positionOf(list.cursor);
	const position = found >= 0 ? found : clamp(list.position, 0, shape.length - 1);
	const cursor = found >= 0 ? list.cursor : shape.idAt(position);
	const line = list.position - list.top;
	const top = fitWindow(found >= 0 ? position - line : list.top, position, shape);
	return cursor === list.cursor && position === list.position && top === list.top
		? list
		: {...list, cursor, position, top};
}

/** Moves the cursor by lines, to any position, within the rows there are. */
export function moveTo(list: ListState, target: number, shape: ListShape): ListState {
	if (shape.length === 0) {
		return list;
	}

	const position = clamp(target, 0, shape.length - 1);
	return {
		...list,
		cursor: shape.idAt(position),
		position,
		top: fitWindow(list.top, position, shape),
	};
}

function fitWindow(top: number, position: number, shape: ListShape): number {
	const height = Math.max(1, shape.height);
	const seen = clamp(top, position - height + 1, position);
	return clamp(seen, 0, Math.max(0, shape.length - height));
}

function clamp(value: number, least: number, greatest: number): number {
	return Math.max(least, Math.min(greatest, value));
}
