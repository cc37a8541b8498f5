import {type User} from '../contract/user.ts';
import {type ListName, type Sort} from '../core/list-state.ts';
import {fieldsOf, knownIn} from '../core/query/filters.ts';
import {parse} from '../core/query/parse.ts';
import {type FieldShapes, type Known, type Query} from '../core/query/query.ts';
import {type State} from '../core/state.ts';
import {sortableColumns} from '../core/select/sortable.ts';
import {userAtPosition, type UserView} from '../core/users/user-view.ts';
import {widthOf} from '../format/width.ts';
import {type Asked} from './command.ts';
import {usage} from './command-error.ts';

/** Understands `--where`. Throws a usage error that points at the place of what is wrong. */
export function whereOf(asked: Asked, fields: FieldShapes, known?: Known): Query {
	const text = asked.text('where') ?? '';
	const query = parse(text, fields, known);
	const [problem] = query.problems;
	if (problem === undefined) {
		return query;
	}

	const before = widthOf(text.slice(0, problem.start));
	const marks = Math.max(1, widthOf(text.slice(problem.start, problem.end)));
	throw usage(
		`--where is not understood: ${problem.text}\n  ${text}\n  ${' '.repeat(before)}${'^'.repeat(marks)}`,
	);
}

/** Understands `--sort`, for a list. */
function sortOf(asked: Asked, state: State, list: ListName, usual: Sort): Sort {
	const text = asked.text('sort');
	if (text === undefined) {
		return usual;
	}

	const isDescending = text.startsWith('-');
	const column = isDescending ? text.slice(1) : text;
	const columns = sortableColumns(state, list).map(({id}) => id);
	if (!columns.includes(column)) {
		throw usage(`--sort knows no "${column}"; there are: ${columns.join(', ')}.`);
	}

	return {column, isDescending};
}

/** The state as if somebody looked at a list with this filter and order: what the lists of the screen show is what is printed. */
export function looking(state: State, list: ListName, asked: Asked): State {
	const filter = whereOf(asked, fieldsOf(list), knownIn(state)).text;
	const lists = state.view.lists;
	const sort = sortOf(asked, state, list, lists[list].sort);
	return {
		...state,
		// Nobody presses keys meanwhile: it is made at once, however long it is.
		limits: {...state.limits, longList: Number.POSITIVE_INFINITY},
		view: {...state.view, lists: {...lists, [list]: {...lists[list], filter, sort}}},
	};
}

/** The users of a view, in its order, one at a time. */
export function* usersOf(view: UserView): Generator<User> {
	for (let position = 0; position < view.slots.length; position++) {
		const user = userAtPosition(view, position);
		if (user !== undefined) {
			yield user;
		}
	}
}
