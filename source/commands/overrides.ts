import {type Chord, isChord} from './chord.ts';
import {type Command, type CommandScope} from './command.ts';

/** Keys by command id, as the settings have them. */
export type KeyOverrides = Readonly<Record<string, readonly string[]>>;

export type Resolved = {
	/** The keys of each command whose keys are not its own any more. */
	readonly keys: ReadonlyMap<string, readonly Chord[]>;
	/** What was asked for and is not so, or hides something, in sentences. */
	readonly warnings: readonly string[];
};

/** Finds out which keys hold when a person has chosen some. What cannot be is left as it was, and is said. */
export function resolveKeys(commands: readonly Command[], overrides: KeyOverrides): Resolved {
	const warnings: string[] = [];
	const asked = new Map<string, readonly Chord[]>();
	for (const [id, keys] of Object.entries(overrides)) {
		const command = commands.find((candidate) => candidate.id === id);
		const reason = command === undefined ? 'there is no such command' : refusal(command, keys);
		if (reason === undefined) {
			asked.set(id, [...new Set(keys)]);
		} else {
			warnings.push(`Keys of "${id}" not changed: ${reason}.`);
		}
	}

	const keys = shareOut(commands, asked, warnings);
	return {keys, warnings: [...warnings, ...hidden(commands, asked, keys)]};
}

/** The commands with the keys that hold. */
export function withKeys(
	commands: readonly Command[],
	keys: ReadonlyMap<string, readonly Chord[]>,
): readonly Command[] {
	return commands.map((command) => {
		const own = keys.get(command.id);
		return own === undefined ? command : {...command, keys: own};
	});
}

// The terminal, tmux and the shell take these, or send them for other keys.
const ofTheTerminal = new Set(['s', 'q', 'a', 'b', 'h', 'i', 'j', 'm'].map((key) => `ctrl+${key}`));
const fixed = new Set(['enter', 'escape', 'ctrl+c', 'ctrl+z', 'backspace']);

function refusal(command: Command, keys: readonly string[]): string | undefined {
	if (command.scope.startsWith('dialog.')) {
		return 'keys in dialogs are named by what they say, and stay';
	}

	if (command.id.startsWith('count.')) {
		return 'the counts carry their letters, and keep them';
	}

	const kept = command.keys.filter((key) => fixed.has(key) && !keys.includes(key));
	if (kept.length > 0) {
		return `it keeps ${kept.join(', ')}`;
	}

	const bad = keys.find((key) => refusalOf(command, key) !== undefined);
	return bad === undefined ? undefined : `"${bad}" ${refusalOf(command, bad) ?? ''}`;
}

function refusalOf(command: Command, key: string): string | undefined {
	if (!isChord(key)) {
		return 'is no key: it is a character, or a name such as ctrl+e, pagedown, f1';
	}

	if (ofTheTerminal.has(key)) {
		return 'belongs to the terminal';
	}

	if (key === 'ctrl+k') {
		return 'stays without meaning: it deletes elsewhere';
	}

	if (fixed.has(key) && !command.keys.includes(key)) {
		return 'keeps its meaning everywhere';
	}

	return command.id === 'status.delete' && !/^[A-Z]$/.test(key)
		? 'is too easy to press: Delete takes a capital letter'
		: undefined;
}

/** Gives each key of a place to one command: to one that asked for it, before one that had it. */
function shareOut(
	commands: readonly Command[],
	asked: ReadonlyMap<string, readonly Chord[]>,
	warnings: string[],
): ReadonlyMap<string, readonly Chord[]> {
	const holders = new Map<string, string>();
	const keys = new Map<string, readonly Chord[]>();
	const take = (command: Command, wanted: readonly Chord[]): void => {
		const got = wanted.filter((key) => {
			const place = `${command.scope} ${key}`;
			const holder = holders.get(place);
			if (holder !== undefined) {
				warnings.push(`Key "${key}": "${holder}" has it, "${command.id}" does not.`);
				return false;
			}

			holders.set(place, command.id);
			return true;
		});
		if (asked.has(command.id) || got.length < wanted.length) {
			keys.set(command.id, got);
		}
	};
	const isAsked = (command: Command): boolean => asked.has(command.id);
	for (const command of commands.filter(isAsked)) {
		take(command, asked.get(command.id) ?? []);
	}

	for (const command of commands.filter((own) => !isAsked(own))) {
		take(command, command.keys);
	}

	return keys;
}

/** Keys that mean something else in a place within another, because a person chose so. */
function hidden(
	commands: readonly Command[],
	asked: ReadonlyMap<string, readonly Chord[]>,
	keys: ReadonlyMap<string, readonly Chord[]>,
): readonly string[] {
	const keysOf = (command: Command): readonly Chord[] => keys.get(command.id) ?? command.keys;
	return commands
		.filter((inner) => rankOf(inner) >= 0)
		.flatMap((inner) =>
			commands
				.filter((outer) => rankOf(outer) > rankOf(inner) && areTogether(inner, outer))
				.filter((outer) => asked.has(inner.id) || asked.has(outer.id))
				.flatMap((outer) =>
					keysOf(outer)
						.filter((key) => keysOf(inner).includes(key))
						.map((key) => `Key "${key}": where both work, "${inner.id}" holds, not "${outer.id}".`),
				),
		);
}

/** How far out a scope is. */
const nesting: Readonly<Record<Exclude<CommandScope, `dialog.${string}`>, number>> = {
	dashboard: 0,
	activity: 1,
	detail: 2,
	cause: 3,
	markable: 4,
	filterable: 5,
	list: 6,
	changeable: 7,
	everywhere: 8,
};

/** How far out a command works; -1 in dialogs, which hide all others. */
function rankOf({scope}: Command): number {
	return new Map<string, number>(Object.entries(nesting)).get(scope) ?? -1;
}

function areTogether(inner: Command, outer: Command): boolean {
	switch (inner.scope) {
		case 'dashboard': {
			return outer.scope === 'everywhere';
		}

		case 'activity': {
			return ['filterable', 'list', 'everywhere'].includes(outer.scope);
		}

		default: {
			return true;
		}
	}
}
