import {type ViewEvent} from './event.ts';
import {shapeOf} from './lists.ts';
import {type ListName, type ListShape, type ListState, moveTo, type Sort} from './list-state.ts';
import {changeList, settleLists} from './settle-lists.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';
import {activeList} from './view-state.ts';

export type ListEvent = Extract<ViewEvent, {type: `list.${string}` | 'view.sideways'}>;

/** Cursor, order and marks of the list on screen. */
export function updateList(state: State, event: ListEvent): Step {
	const name = event.type === 'list.sorted' ? event.list : activeList(state.view.place);
	if (name === undefined) {
		return stay(state);
	}

	const shape = shapeOf(state, name);
	const move = (target: (list: ListState) => number): Step =>
		stay(changeList(state, name, (list) => moveTo(list, target(list), shape)));
	const change = (next: (list: ListState) => ListState): Step =>
		stay(settleLists(changeList(state, name, next)));
	switch (event.type) {
		case 'list.moved': {
			return move((list) => list.position + event.by);
		}

		case 'list.paged': {
			return move((list) => list.position + Math.round(event.by * shape.height));
		}

		case 'list.jumped': {
			return move(() => (event.to === 'start' ? 0 : shape.length - 1));
		}

		case 'view.sideways': {
			return change((list) => ({...list, columnOffset: Math.max(0, list.columnOffset + event.by)}));
		}

		case 'list.sorted': {
			const [sorted] = change((list) => ({...list, sort: sortedBy(list.sort, event.column)}));
			return stay({...sorted, dialog: undefined});
		}

		case 'list.reversed': {
			return change((list) => ({
				...list,
				sort: {...list.sort, isDescending: !list.sort.isDescending},
			}));
		}

		case 'list.marked':
		case 'list.rangeToggled':
		case 'list.allMarked':
		case 'list.unmarked': {
			return mark(state, name, event.type);
		}
	}
}

type MarkEvent = 'list.marked' | 'list.rangeToggled' | 'list.allMarked' | 'list.unmarked';

function mark(state: State, name: ListName, what: MarkEvent): Step {
	const shape = shapeOf(state, name);
	const list = state.view.lists[name];
	const {cursor} = list;
	switch (what) {
		case 'list.unmarked': {
			return stay(
				changeList(state, name, (old) => ({...old, marks: new Set(), rangeFrom: undefined})),
			);
		}

		case 'list.allMarked': {
			const all = range(shape.idAt, 0, shape.length - 1);
			return stay(
				changeList(state, name, (old) => ({...old, marks: new Set([...old.marks, ...all])})),
			);
		}

		case 'list.rangeToggled': {
			return stay(changeList(state, name, (old) => toggleRange(old, shape)));
		}

		case 'list.marked': {
			if (cursor === undefined) {
				return stay(state);
			}

			const marks = new Set(list.marks);
			if (!marks.delete(cursor)) {
				marks.add(cursor);
			}

			return stay(
				changeList(state, name, (old) => moveTo({...old, marks}, old.position + 1, shape)),
			);
		}
	}
}

// The first press starts a range at the cursor; the second marks everything from there to the cursor.
function toggleRange(list: ListState, shape: ListShape): ListState {
	if (list.rangeFrom === undefined) {
		return {...list, rangeFrom: list.cursor};
	}

	const from = shape.positionOf(list.rangeFrom);
	const marked =
		from < 0 ? [] : range(shape.idAt, Math.min(from, list.position), Math.max(from, list.position));
	return {...list, marks: new Set([...list.marks, ...marked]), rangeFrom: undefined};
}

function range(idAt: ListShape['idAt'], first: number, last: number): readonly string[] {
	return Array.from({length: Math.max(0, last - first + 1)}, (_, index) =>
		idAt(first + index),
	).filter((id) => id !== undefined);
}

// Choosing the column again turns it round.
function sortedBy(sort: Sort, column: string): Sort {
	return {column, isDescending: sort.column === column ? !sort.isDescending : false};
}
