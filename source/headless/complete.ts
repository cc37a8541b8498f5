import {connectionFlags, flags as programFlags, placeOfCommand} from '../flags.ts';
import {type KnownNames} from '../platform/known-names.ts';
import {type Command, type CommandFlag, type Completes, type Named} from './command.ts';
import {flagsOf} from './command-flags.ts';

/** One thing that a shell may put in, with what it is. */
export type Candidate = {readonly text: string; readonly about: string};

/** What a shell offers: these, or the files of the folder. */
export type Completion = {readonly candidates: readonly Candidate[]; readonly hasFiles: boolean};

/** Where names come from: looked up only when they are asked for. */
export type NameSource = {
	readonly names: () => KnownNames;
	readonly contexts: () => readonly string[];
};

const nothing: Completion = {candidates: [], hasFiles: false};
const files: Completion = {candidates: [], hasFiles: true};

/**
What can stand in the place of the last of some words, which are those after `synctop`. A shell leaves out what does not begin as the word
does; names are found here whatever the case.
*/
export function complete(
	commands: readonly Command[],
	words: readonly string[],
	source: NameSource,
): Completion {
	const before = words.slice(0, -1);
	const current = words.at(-1) ?? '';
	const place = placeOfCommand(before);
	const command = commands.find(({name}) => name === before[place]);
	const flags: readonly CommandFlag[] = command === undefined ? programFlags : flagsOf(command);
	const [, joined] = /^(--[a-z-]+)=/.exec(current) ?? [];
	const open = flagNamed(flags, joined ?? before.at(-1));
	if (open?.value !== undefined) {
		const values = valuesOf(
			open,
			joined === undefined ? current : current.slice(joined.length + 1),
			source,
		);
		return joined === undefined
			? values
			: {
					...values,
					candidates: values.candidates.map(({text, about}) => ({
						text: `${joined}=${text}`,
						about,
					})),
				};
	}

	if (current.startsWith('-')) {
		return offer(
			flags.map(({name, help}) => ({text: `--${name}`, about: help})),
			current,
		);
	}

	if (command === undefined) {
		return place >= 0
			? nothing
			: offer(
					commands.map(({name, summary}) => ({text: name, about: summary})),
					current,
				);
	}

	return operandsOf(command, before.slice(place + 1), current, source);
}

function flagNamed(
	flags: readonly CommandFlag[],
	word: string | undefined,
): CommandFlag | undefined {
	return flags.find(({name}) => `--${name}` === word);
}

const fileFlags: ReadonlySet<string> = new Set([
	'token-file',
	'credentials-file',
	'ca-file',
	'plan',
	'to',
	'record',
	'replay',
]);

function valuesOf(flag: CommandFlag, written: string, source: NameSource): Completion {
	if (flag.choices !== undefined) {
		return offer(plain(flag.choices), written);
	}

	if (flag.completes !== undefined) {
		return named(flag.completes, written, source);
	}

	return fileFlags.has(flag.name) ? files : nothing;
}

function operandsOf(
	{completes = [], completesBy = {}, flags}: Command,
	written: readonly string[],
	current: string,
	source: NameSource,
): Completion {
	const takesValue = new Set(
		[...flags, ...connectionFlags].flatMap((flag) => ('value' in flag ? [`--${flag.name}`] : [])),
	);
	const operands = written.filter(
		(word, index) => !word.startsWith('-') && !takesValue.has(written[index - 1] ?? ''),
	);
	const [first = ''] = operands;
	const all = Object.hasOwn(completesBy, first) ? completesBy[first] : undefined;
	// The last kind goes on: `NAME...`.
	const kinds = all ?? completes.slice(0, operands.length + 1).slice(-1);
	const offers = kinds.map((kind) => ofKind(kind, current, source));
	return {
		candidates: offers.flatMap(({candidates}) => candidates),
		hasFiles: offers.some(({hasFiles}) => hasFiles),
	};
}

function ofKind(kind: Completes, current: string, source: NameSource): Completion {
	return typeof kind === 'string'
		? named(kind, current, source)
		: offer(plain(kind.words), current);
}

function named(kind: Named, current: string, source: NameSource): Completion {
	switch (kind) {
		case 'files': {
			return files;
		}

		case 'contexts': {
			return offer(plain(source.contexts()), current);
		}

		case 'users':
		case 'groups':
		case 'causes': {
			return offer(plain(source.names()[kind]), current);
		}
	}
}

function plain(texts: readonly string[]): readonly Candidate[] {
	return texts.map((text) => ({text, about: ''}));
}

const mostOffered = 500;

function offer(candidates: readonly Candidate[], current: string): Completion {
	const start = current.toLowerCase();
	return {
		candidates: candidates
			.filter(({text}) => text.toLowerCase().startsWith(start))
			.slice(0, mostOffered),
		hasFiles: false,
	};
}
