import {keepSafe, type SafeText, safe, toSafe} from '../../contract/text.ts';
import {tail, takeCells, truncate, widthOf} from '../../format/width.ts';
import {type FieldText} from '../field-text.ts';
import {type ListName} from '../list-state.ts';
import {candidatesOf} from '../query/complete.ts';
import {filterQuery} from '../query/filters.ts';
import {type Problem} from '../query/query.ts';
import {type State} from '../state.ts';
import {fieldOf} from '../update-filter.ts';
import {type Line, type Span, span} from './line.ts';

const prompt = safe` / `;
const seenBehind = 12;

/** The filter of a list while it is typed; and under it what is not understood, pointed at, or what its end can become. */
export function filterLines(state: State, name: ListName, width: number): readonly Line[] {
	if (!state.view.isFiltering) {
		return [];
	}

	const {text, caret} = fieldOf(state, name);
	// The cursor is always seen, with some of what stands behind it.
	const room = width - prompt.length - 1;
	const behind = toSafe(text.slice(caret));
	const before = tail(toSafe(text.slice(0, caret)), room - Math.min(widthOf(behind), seenBehind));
	const shown = {before, behind: takeCells(behind, room - widthOf(before))};
	const hidden = Math.max(0, caret - before.length);
	return [fieldLine(state, shown, width), aidLine(state, name, {hidden, width})];
}

type Shown = {readonly before: SafeText; readonly behind: SafeText};

function fieldLine({notebook}: State, {before, behind}: Shown, width: number): Line {
	const field: Line = [span(prompt, 'accent'), span(safe`${before}▏${behind}`, 'strong')];
	const used = prompt.length + widthOf(before) + widthOf(behind) + 1;
	const hints = [
		safe`Tab completes  `,
		...(notebook.filterHistory.length > 0 ? [safe`↑↓ earlier  `] : []),
		safe`Enter keeps  Esc clears `,
	];
	const hint = keepSafe(hints.join(''));
	const gap = width - used - widthOf(hint);
	return gap < 2 ? field : [...field, span(keepSafe(' '.repeat(gap))), span(hint, 'dim')];
}

type Room = {readonly hidden: number; readonly width: number};

function aidLine(state: State, name: ListName, room: Room): Line {
	const {problems} = filterQuery(state, name);
	const {text, caret} = fieldOf(state, name);
	const wrong = problems.find(({kind}) => kind === 'wrong');
	if (wrong !== undefined) {
		return pointingLine({text, caret}, wrong, room);
	}

	const candidates = candidatesOf(state, name);
	if (candidates.length > 0) {
		return candidateLine(
			candidates.map(({label}) => label),
			room.width,
		);
	}

	const [unfinished] = problems;
	return unfinished === undefined ? [] : pointingLine({text, caret}, unfinished, room);
}

/** Carets under the place, and what is the matter behind them, or before them where there is more room. */
function pointingLine({text, caret}: FieldText, problem: Problem, {hidden, width}: Room): Line {
	const {start, end, kind, text: said} = problem;
	const tone = kind === 'wrong' ? 'warn' : 'dim';
	const before = widthOf(text.slice(hidden, Math.max(hidden, start)));
	// The cursor takes a cell of its own: what begins behind it stands one further on.
	const isBehind = start >= caret && caret < text.length;
	const column = Math.min(width - 2, prompt.length + before + (isBehind ? 1 : 0));
	const carets = Math.max(1, widthOf(text.slice(Math.max(hidden, start), end)));
	const pointer = (cells: number) => span(keepSafe('^'.repeat(cells)), tone);
	const room = width - column - 1 - widthOf(said);
	// What is meant is worth more than the end of the place.
	if (room >= 1 || column < width / 2) {
		return [gap(column), pointer(Math.max(1, Math.min(carets, room))), span(safe` ${said}`, tone)];
	}

	const fitting = truncate(said, column - 1);
	return [
		gap(column - 1 - widthOf(fitting)),
		span(safe`${fitting} `, tone),
		pointer(Math.min(carets, width - column)),
	];
}

// The first is what Tab takes.
function candidateLine([first, ...others]: readonly SafeText[], width: number): Line {
	const parts: Span[] = [gap(prompt.length), span(first ?? safe``, 'accent')];
	let used = prompt.length + widthOf(first ?? '');
	for (const label of others) {
		used += 2 + widthOf(label);
		if (used > width - 2) {
			parts.push(span(safe`  …`, 'dim'));
			break;
		}

		parts.push(span(safe`  ${label}`, 'dim'));
	}

	return parts;
}

function gap(cells: number): Span {
	return span(keepSafe(' '.repeat(Math.max(0, cells))));
}
