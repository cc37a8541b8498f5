import {type SafeText} from '../contract/text.ts';
import {type Dialog} from '../core/dialog.ts';
import {type Event} from '../core/event.ts';
import {type State} from '../core/state.ts';
import {activeList} from '../core/view-state.ts';
import {isFilterable} from '../core/update-filter.ts';
import {type Chord} from './chord.ts';

/** Where a command can be asked for. A dialog hides what lies beneath it. */
export type CommandScope =
	| 'everywhere'
	| 'dashboard'
	| 'list'
	| 'filterable'
	| 'markable'
	| 'detail'
	| 'cause'
	| 'changeable'
	| 'activity'
	| `dialog.${Dialog['kind']}`;

export const sections = [
	'Move',
	'Find',
	'Select',
	'Triage',
	'Change',
	'Live',
	'Program',
	'Dialog',
] as const;
export type Section = (typeof sections)[number];

/** Something that a person can ask for, declared once: read by the keys, the hints, the help and the documentation. */
export type Command = {
	readonly id: string;
	readonly scope: CommandScope;
	readonly keys: readonly Chord[];
	readonly section: Section;
	/** Two or three words for the hint line. */
	readonly title: SafeText;
	/** What it does, for help and documentation. */
	readonly detail: SafeText;
	/** Whether the hint line may show it; all are in the help. */
	readonly isHinted: boolean;
	/** It leads to a change: off in read-only mode and while what is shown may be old; always confirmed. */
	readonly mutates: boolean;
	/** Why it cannot be done now, if so. */
	readonly blocked?: (state: State) => SafeText | undefined;
	/** What it makes happen; nothing where there is nothing to act on. The palette looks at the other commands for that. */
	readonly event: (state: State, keymap: Keymap) => Event | undefined;
};

/** All commands with their keys, as they are for the life of the program. */
export type Keymap = {
	readonly commands: readonly Command[];
	readonly byScope: ReadonlyMap<CommandScope, readonly Command[]>;
};

/** The scopes that hold now, the innermost first. */
export function scopesOf(state: State): readonly CommandScope[] {
	if (state.dialog !== undefined) {
		return [`dialog.${state.dialog.kind}`];
	}

	const {place} = state.view;
	const list = activeList(place);
	const isDashboard = place.kind === 'tab' && place.tab === 'dashboard';
	const isActivity = place.kind === 'tab' && place.tab === 'activity';
	const isChangeable =
		!isDashboard &&
		!isActivity &&
		place.kind !== 'causes' &&
		!(place.kind === 'tab' && place.tab === 'options');
	return [
		...(isDashboard ? (['dashboard'] as const) : []),
		...(isActivity ? (['activity'] as const) : []),
		...(place.kind === 'tab' ? [] : (['detail'] as const)),
		...(place.kind === 'cause' ? (['cause'] as const) : []),
		...(list === 'users' || list === 'members' || list === 'hit' ? (['markable'] as const) : []),
		...(list !== undefined && isFilterable(list) ? (['filterable'] as const) : []),
		...(list === undefined ? [] : (['list'] as const)),
		...(isChangeable ? (['changeable'] as const) : []),
		'everywhere',
	];
}
