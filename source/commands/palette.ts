import {type SafeText, safe} from '../contract/text.ts';
import {type PaletteDialog} from '../core/dialog.ts';
import {type Event} from '../core/event.ts';
import {fold} from '../core/fold.ts';
import {fuzzyMatch} from '../core/fuzzy.ts';
import {type State} from '../core/state.ts';
import {lineSource, unknownLine} from './command-line.ts';
import {type Keymap} from './command.ts';
import {type PaletteGround, type PaletteItem, queryOf} from './palette-item.ts';
import {paletteSources} from './palette-sources.ts';

/** A line of the palette: an item, and the letters of its texts that were found. */
export type PaletteRow = {
	readonly item: PaletteItem;
	readonly inLabel: readonly number[];
	readonly inDetail: readonly number[];
};

/** What the palette shows: its lines, the best first, and which of them Enter takes. */
export type PaletteView = {
	readonly rows: readonly PaletteRow[];
	readonly chosen: number;
	readonly problem: SafeText | undefined;
};

const mostRows = 100;
// What is found in the sentence beside a name is worth less than in the name.
const inDetailOnly = 24;

/** What the open palette finds for what was typed. The same state gives the same lines in the same order. */
export function lookInPalette(state: State, dialog: PaletteDialog, keymap: Keymap): PaletteView {
	const query = queryOf(dialog.text);
	const ground: PaletteGround = {state: {...state, dialog: undefined}, keymap, query};
	const lines = lineSource(ground).map((item) => ({item, inLabel: [], inDetail: []}));
	const isSaid = query.isLine && (lines.length === 1 || /\s/.test(dialog.text));
	const rows =
		isSaid && lines.length > 0
			? lines
			: [...lines, ...(query.isLine && query.text === '' ? [] : find(ground))];
	const at = rows.findIndex(({item}) => item.id === dialog.chosen);
	return {
		rows: rows.slice(0, mostRows),
		chosen: Math.max(0, at),
		problem:
			dialog.problem ??
			(rows.length > 0
				? undefined
				: query.isLine
					? unknownLine(query.text)
					: safe`nothing has these letters in this order`),
	};
}

function find(ground: PaletteGround): readonly PaletteRow[] {
	const {terms} = ground.query;
	const offered = paletteSources.flatMap((source, rank) =>
		source(ground).map((item, index) => ({item, rank, index})),
	);
	if (terms.length === 0) {
		return recentFirst(
			offered.map(({item}) => item),
			ground.state.recent,
		);
	}

	// Of equally good finds commands stand before places and those before users, the shorter name first.
	return offered
		.map(({item, rank, index}) => ({rank, index, ...matchItem(item, terms)}))
		.filter((found) => found.score > Number.NEGATIVE_INFINITY)
		.toSorted(
			(one, other) =>
				other.score - one.score ||
				one.rank - other.rank ||
				one.row.item.label.length - other.row.item.label.length ||
				one.index - other.index,
		)
		.map(({row}) => row);
}

function recentFirst(
	items: readonly PaletteItem[],
	recent: readonly string[],
): readonly PaletteRow[] {
	const rank = (item: PaletteItem): number => {
		const at = recent.indexOf(item.id);
		return at < 0 ? recent.length : at;
	};
	return items
		.toSorted((one, other) => rank(one) - rank(other))
		.map((item) => ({item, inLabel: [], inDetail: []}));
}

/** Each term has to be found, in the name or beside it. */
function matchItem(item: PaletteItem, terms: readonly string[]) {
	const inLabel: number[] = [];
	const inDetail: number[] = [];
	let score = 0;
	for (const term of terms) {
		const label = fuzzyMatch(term, item.label);
		const detail = matchDetail(item, term);
		const besides = (detail?.score ?? Number.NEGATIVE_INFINITY) - inDetailOnly;
		if (label !== undefined && label.score >= besides) {
			inLabel.push(...label.positions);
			score += label.score;
		} else {
			inDetail.push(...(detail?.positions ?? []));
			score += besides;
		}
	}

	return {score, row: {item, inLabel, inDetail}};
}

// In a sentence letters that stand apart would be found everywhere.
function matchDetail({detail, isDetailName = false}: PaletteItem, term: string) {
	return isDetailName || fold(detail).includes(term) ? fuzzyMatch(term, detail) : undefined;
}

/** What Enter does: what is chosen happens, or why not is said. */
export function enterPalette(state: State, keymap: Keymap): Event | undefined {
	const item = chosenItem(state, keymap);
	if (item === undefined) {
		return undefined;
	}

	if (item.blocked !== undefined) {
		return {type: 'palette.refused', problem: safe`${item.label}: ${item.blocked}`};
	}

	const what = item.run();
	return 'completed' in what
		? {type: 'field.filled', text: what.completed}
		: {type: 'palette.chosen', id: item.id, events: what};
}

/** The line that Enter takes. */
function chosenItem(state: State, keymap: Keymap): PaletteItem | undefined {
	const {dialog} = state;
	if (dialog?.kind !== 'palette') {
		return undefined;
	}

	const {rows, chosen} = lookInPalette(state, dialog, keymap);
	return rows[chosen]?.item;
}

/** Goes to another line, round and round when by one. */
export function moveInPalette(state: State, keymap: Keymap, by: number): Event | undefined {
	const {dialog} = state;
	if (dialog?.kind !== 'palette') {
		return undefined;
	}

	const {rows, chosen} = lookInPalette(state, dialog, keymap);
	const last = rows.length - 1;
	const to =
		Math.abs(by) === 1
			? (chosen + by + rows.length) % rows.length
			: Math.max(0, Math.min(last, chosen + by));
	const item = rows[to]?.item;
	return item && {type: 'palette.moved', id: item.id};
}

/** Takes what is chosen out of the palette for good, when it was asked twice. */
export function forgetInPalette(state: State, keymap: Keymap): Event | undefined {
	const item = chosenItem(state, keymap);
	if (item?.forget === undefined) {
		return {type: 'palette.refused', problem: safe`only saved views can be forgotten`};
	}

	const question = safe`Ctrl-X again forgets it: ${item.label}`;
	const isAsked = state.dialog?.kind === 'palette' && state.dialog.problem === question;
	return isAsked ? item.forget : {type: 'palette.refused', problem: question};
}
