import {joinSafe, safe, toSafe} from '../contract/text.ts';
import {blockedBy} from '../commands/available.ts';
import {latinTwin} from '../commands/chord.ts';
import {lineSource} from '../commands/command-line.ts';
import {type Command, type Keymap} from '../commands/command.ts';
import {keymapFor} from '../commands/interpret.ts';
import {queryOf} from '../commands/palette-item.ts';
import {type Event} from '../core/event.ts';
import {fold} from '../core/fold.ts';
import {type ListName} from '../core/list-state.ts';
import {sortableColumns} from '../core/select/sortable.ts';
import {type State} from '../core/state.ts';
import {activeList} from '../core/view-state.ts';
import {
	isMarkable,
	moveTo,
	numbersOf,
	openNumber,
	placeNamed,
	rowsOf,
	standingAt,
	unknownName,
	withCursor,
	withMarks,
} from './arguments.ts';
import {findAnywhere, findNamed, nameOf, type Named, scopeTexts} from './names.ts';
import {newsLevels} from './news.ts';
import {events, type Reaction, say} from './reaction.ts';
import {type Listing} from './rows.ts';

/** What a line means where no dialog is open. `listing` is the list as it was said last: its numbers count. */
export function react(state: State, listing: Listing | undefined, typed: string): Reaction {
	const line = typed.replace(/^:\s*/, '').replace(/^\/(?=\S)/, '/ ');
	const own = ownWord(line);
	if (own !== undefined) {
		return own;
	}

	const said = lineCommand(state, line);
	if (said !== undefined) {
		return said;
	}

	const keymap = keymapFor(state);
	const named = findNamed(keymap, state, line) ?? findNamed(keymap, state, latinTwin(line) ?? line);
	return named === undefined ? unknown(keymap, line) : command(state, listing, named);
}

function unknown(keymap: Keymap, line: string): Reaction {
	if (/^(?:cancel|close|no|yes)$/.test(fold(line))) {
		return say(safe`Nothing is open, and nothing is being asked.`);
	}

	const elsewhere = findAnywhere(keymap, line);
	if (elsewhere !== undefined) {
		return say(
			safe`"${toSafe(line)}" is for ${scopeTexts.get(elsewhere.scope) ?? safe`another place`}: ${elsewhere.detail}.`,
		);
	}

	return say(
		safe`"${toSafe(line)}" is not understood here. "help" says what can be done, "find ${toSafe(line)}" looks for it.`,
	);
}

/** Words that are no action of the screen. */
function ownWord(line: string): Reaction | undefined {
	const [word = '', argument] = line.split(/ +/);
	switch (fold(word)) {
		case 'status': {
			return argument === undefined ? {kind: 'status'} : undefined;
		}

		case 'news': {
			const level = newsLevels.find((known) => known === argument);
			return argument !== undefined && level === undefined
				? say(safe`"news all", "news grave", or "news off".`)
				: {kind: 'news', level};
		}

		case 'wait': {
			const seconds = argument === undefined ? undefined : Number(argument);
			return seconds === undefined || (seconds >= 0 && seconds <= 3600)
				? {kind: 'wait', seconds}
				: say(safe`"wait" takes seconds, 3600 at most; alone it waits for what is on its way.`);
		}

		case 'more': {
			const rows = argument === undefined ? undefined : Number(argument);
			return rows === undefined || (rows >= 1 && rows <= 100)
				? {kind: 'page', by: 1, ...(rows !== undefined && {rows})}
				: say(safe`"more" takes how many rows, 1 to 100.`);
		}

		default: {
			return undefined;
		}
	}
}

// The lines that can be said after a colon on the screen, by the same words.
function lineCommand(state: State, line: string): Reaction | undefined {
	const [, word = '', argument = ''] = /^(\S*)\s*(.*)$/s.exec(line) ?? [];
	if (word === 'filter') {
		return {kind: 'filter', text: argument};
	}

	const keymap = keymapFor(state);
	const [item, ...others] = lineSource({state, keymap, query: queryOf(`:${line}`)});
	if (item?.id !== `line:${word}` && item?.id.startsWith(`line:${word} `) !== true) {
		return undefined;
	}

	if (others.length > 0 && argument === '') {
		return say(safe`"${toSafe(word)}" needs more: ${item.detail}.`);
	}

	if (item.blocked !== undefined) {
		return say(safe`${item.label}: ${item.blocked}`);
	}

	const what = item.run();
	return 'completed' in what
		? say(safe`"${toSafe(word)}" needs more: ${item.detail}.`)
		: {kind: 'events', events: what};
}

/** What a command does that a line has named. */
function command(state: State, listing: Listing | undefined, named: Named): Reaction {
	const {argument} = named;
	const instead = insteadOf(named.command, argument);
	if (instead !== undefined) {
		return instead;
	}

	if (argument === '') {
		return run(state, named.command);
	}

	if (named.command.id === 'table.sort') {
		return sort(state, argument);
	}

	if (named.command.id === 'cmd.palette') {
		return events({type: 'palette.opened', text: ''}, {type: 'field.filled', text: argument});
	}

	if (!takesRows(named.command)) {
		return say(safe`"${nameOf(named.command, [])}" takes nothing after it.`);
	}

	const numbers = numbersOf(argument);
	return numbers === undefined
		? aboutName(state, named)
		: aboutNumbers(state, listing, {command: named.command, numbers});
}

/** What is done another way where nothing is drawn. */
function insteadOf({id}: Command, argument: string): Reaction | undefined {
	switch (id) {
		case 'nav.pageDown': {
			return {kind: 'page', by: 1};
		}

		case 'nav.pageUp': {
			return {kind: 'page', by: -1};
		}

		case 'nav.halfDown': {
			return {kind: 'page', by: 1, rows: 5};
		}

		case 'nav.halfUp': {
			return {kind: 'page', by: -1, rows: 5};
		}

		case 'nav.first': {
			return {kind: 'end', to: 'start'};
		}

		case 'nav.last': {
			return {kind: 'end', to: 'end'};
		}

		case 'app.redraw': {
			return {kind: 'repeat'};
		}

		case 'find.filter': {
			return argument === '' ? {kind: 'askFilter'} : {kind: 'filter', text: argument};
		}

		default: {
			return undefined;
		}
	}
}

/** A command as its key does it: what it makes happen now, or why not. */
export function run(state: State, asked: Command): Reaction {
	const reason = blockedBy(state, asked);
	if (reason !== undefined) {
		return say(safe`${asked.title}: ${reason}.`);
	}

	const event = asked.event(state, keymapFor(state));
	return event === undefined ? say(safe`${asked.title}: nothing to do here.`) : events(event);
}

function takesRows({id}: Command): boolean {
	return /^(?:nav\.open|mark\.(?:one|none)|triage\.(?:cause|acknowledge|memo)|copy\.|status\.|activity\.)/.test(
		id,
	);
}

function sort(state: State, argument: string): Reaction {
	const list = activeList(state.view.place);
	const columns = list === undefined ? [] : sortableColumns(state, list);
	const [, name = '', direction] =
		/^(.*?)(?: +(down|up|descending|ascending))?$/.exec(fold(argument)) ?? [];
	const column = columns.find(({id, title}) => fold(id) === name || fold(title) === name);
	if (list === undefined || column === undefined) {
		return say(
			safe`There is no column "${toSafe(name)}" to sort by. There are ${joinSafe(
				columns.map(({id}) => toSafe(id)),
				', ',
			)}.`,
		);
	}

	const {sort: now} = state.view.lists[list];
	const sorted: Event = {type: 'list.sorted', list, column: column.id};
	if (direction === undefined) {
		return events(sorted);
	}

	const isDown = direction.startsWith('d');
	const isThere = now.column === column.id;
	const isTurned = isThere ? now.isDescending !== isDown : isDown;
	return events(isThere ? undefined : sorted, isTurned ? {type: 'list.reversed'} : undefined);
}

// Whom a line names stands for the row that a key would be about.
function aboutName(state: State, {command: asked, argument}: Named): Reaction {
	const place = placeNamed(state, argument);
	if (place === undefined) {
		if (asked.id === 'nav.open') {
			return events({type: 'palette.opened', text: ''}, {type: 'field.filled', text: argument});
		}

		return say(unknownName(argument));
	}

	if (asked.id === 'nav.open') {
		return events({type: 'view.opened', place});
	}

	return asked.id.startsWith('mark.') || asked.id.startsWith('activity.')
		? say(safe`"${nameOf(asked, [])}" takes numbers of rows.`)
		: run(standingAt(state, place), asked);
}

type AboutRows = {readonly command: Command; readonly numbers: readonly number[]};

function aboutNumbers(
	state: State,
	listing: Listing | undefined,
	{command: asked, numbers}: AboutRows,
): Reaction {
	const {place} = state.view;
	const [first = 0] = numbers;
	if (activeList(place) === undefined) {
		const opened =
			asked.id === 'nav.open' || asked.id === 'triage.cause'
				? openNumber(state, asked.id, first)
				: safe`There are no rows here for "${nameOf(asked, [])}" to be about.`;
		return typeof opened === 'string' ? say(opened) : events(opened);
	}

	if (listing === undefined || listing.place !== place) {
		return say(safe`No rows were said here yet; "repeat" says them.`);
	}

	const {name} = listing;
	if ((name === 'userBatches' || name === 'issues') && asked.id !== 'nav.open') {
		return say(safe`One user is open here: say "${nameOf(asked, [])}" alone.`);
	}

	const rows = rowsOf(state, listing, numbers);
	return 'problem' in rows ? say(rows.problem) : aboutRows(state, asked, {...rows, name});
}

type Meant = {
	readonly name: ListName;
	readonly ids: readonly string[];
	readonly positions: readonly number[];
};

function aboutRows(state: State, asked: Command, {name, ids, positions}: Meant): Reaction {
	const [position = 0] = positions;
	const [id = ''] = ids;
	if (asked.id === 'mark.one' || asked.id === 'mark.none') {
		return marking(state, name, {ids, positions, isMarked: asked.id === 'mark.one'});
	}

	const isOne = asked.id === 'nav.open' || asked.id === 'triage.cause';
	if (ids.length > 1 && (isOne || !isMarkable(name))) {
		return say(safe`"${nameOf(asked, [])}" takes one number here.`);
	}

	const there = withCursor(state, name, {position, id});
	const meant = isOne || !isMarkable(name) ? there : withMarks(there, name, ids);
	const done = run(meant, asked);
	return done.kind === 'events'
		? {kind: 'events', events: [...moveTo(state, name, position), ...done.events]}
		: done;
}

/** Marks rows, or takes their marks away; each moves the cursor on, as its key does. */
function marking(
	state: State,
	name: ListName,
	{ids, positions, isMarked}: Omit<Meant, 'name'> & {readonly isMarked: boolean},
): Reaction {
	const list = state.view.lists[name];
	const wanted = positions.filter((_, index) => list.marks.has(ids[index] ?? '') !== isMarked);
	// Each mark moves the cursor on, but at the last row: counted from the first, no step rests on another.
	const steps = wanted.flatMap((position): readonly Event[] => [
		{type: 'list.jumped', to: 'start'},
		{type: 'list.moved', by: position},
		{type: 'list.marked'},
	]);
	return wanted.length === 0
		? say(isMarked ? safe`They are marked already.` : safe`They are not marked.`)
		: {kind: 'events', events: steps};
}
