import {type Milliseconds, minutes, seconds} from '../contract/time.ts';
import {type Effect} from './effect.ts';
import {shownMoment} from './feed.ts';
import {emptyNotebook, type Notebook} from './notebook.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';
import {takeLook} from './take-look.ts';

/** So long without a key, and the next one begins a new glance: "since you last looked" then counts from the end of the one before. */
export const betweenGlances: Milliseconds = minutes(5);

// A program that is killed remembers the glance up to here.
const keepPause = seconds(60);

/** Somebody pressed a key. After a while without one, a new glance begins. */
export function attended(state: State): Step {
	const {pressed} = state.glance;
	const isNew = pressed !== undefined && idleSince(state, pressed) >= betweenGlances;
	const seen = isNew ? noteSeen(state) : state;
	const next = isNew ? beginGlance(seen) : seen;
	return [
		{
			...next,
			glance: {
				...next.glance,
				pressed: {...state.now, shown: shownMoment(state.feed, state.now)},
				isOpen: true,
			},
		},
		isNew ? [keepSoon()] : [],
	];
}

/** After something new came: what was seen before it goes into the notebook, as it was. */
export function settleGlance(before: State, after: State): Step {
	if (!before.isComplete) {
		// The first full read is looked at by whoever started the program.
		return after.isComplete && after.connection.isUnattended !== true
			? attended(after)
			: stay(after);
	}

	if (before.entities === after.entities && before.activity === after.activity) {
		return stay(after);
	}

	const {notebook, glance} = noteSeen(before);
	return notebook === before.notebook
		? stay(after)
		: [{...after, notebook, glance: {...after.glance, isOpen: glance.isOpen}}, [keepLater()]];
}

/** The state with what was seen at the last key in its notebook. */
export function noteSeen(state: State): State {
	const {glance, notebook} = state;
	if (!glance.isOpen || glance.pressed === undefined || !state.isComplete) {
		return state;
	}

	const {shown, wall} = glance.pressed;
	const look = takeLook(state, notebook.glance ?? notebook.lastLooked, {at: shown, wall});
	return {
		...state,
		notebook: {...notebook, glance: look},
		glance: {...glance, isOpen: false},
	};
}

/** What is kept of an earlier start: a glance that ended only just now goes on. */
export function resumeGlance(state: State, read: Notebook): Notebook {
	const {glance} = read;
	const idle = glance === undefined ? 0 : state.now.wall - glance.wall;
	// A glance that lies in the future was seen all the same: what it saw is what the next one compares with.
	const hasEnded = idle >= betweenGlances || idle < 0;
	return glance !== undefined && hasEnded ? {...read, lastLooked: glance, glance: undefined} : read;
}

/** What may be written: of looks nothing as long as those of earlier starts were not read. */
export function toKeep({notebook, glance}: State): Notebook {
	return glance.isRead
		? notebook
		: {...notebook, lastLooked: emptyNotebook.lastLooked, glance: emptyNotebook.glance};
}

function beginGlance(state: State): State {
	const {notebook} = state;
	return notebook.glance === undefined
		? state
		: {...state, notebook: {...notebook, lastLooked: notebook.glance, glance: undefined}};
}

// The larger of both clocks: the steady one does not count a sleep. A wall clock that was set back says nothing.
function idleSince({now}: State, pressed: {readonly elapsed: number; readonly wall: number}) {
	return Math.max(now.elapsed - pressed.elapsed, now.wall - pressed.wall);
}

export function keepSoon(): Effect {
	return {type: 'wait', timer: 'notebook', delay: seconds(0.3), event: {type: 'notebook.due'}};
}

function keepLater(): Effect {
	return {type: 'wait', timer: 'glance', delay: keepPause, event: {type: 'notebook.due'}};
}
