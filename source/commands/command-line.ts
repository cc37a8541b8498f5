import {type SafeText, safe, toSafe} from '../contract/text.ts';
import {seconds} from '../contract/time.ts';
import {type Event} from '../core/event.ts';
import {type State} from '../core/state.ts';
import {isThemeName, themeNames} from '../core/preferences.ts';
import {isFilterable} from '../core/update-filter.ts';
import {activeList, type Tab} from '../core/view-state.ts';
import {type PaletteItem, type PaletteSource} from './palette-item.ts';

type Said = readonly Event[] | {readonly problem: SafeText};

/** Something that can be said in a line after a colon. */
type LineCommand = {
	readonly word: string;
	/** What stands after the word, for the person; with `?` it may be left out. Nothing where nothing may. */
	readonly argument?: SafeText;
	readonly detail: SafeText;
	/** What may stand there, where it is one of a few words. */
	readonly choices?: readonly string[];
	readonly say: (argument: string, state: State) => Said;
};

const lineCommands: readonly LineCommand[] = [
	{word: 'dashboard', detail: safe`go to the dashboard`, say: () => [opened('dashboard')]},
	listLine('users', safe`go to the users; with a filter, to all users that match it`),
	listLine('groups', safe`go to the groups; with a filter, to those that match it`),
	listLine('batches', safe`go to the batches; with a filter, to those that match it`),
	{
		word: 'causes',
		detail: safe`go to the causes of what fails`,
		say: () => [{type: 'view.opened', place: {kind: 'causes'}}],
	},
	{word: 'options', detail: safe`go to Sync Options`, say: () => [opened('options')]},
	{
		word: 'filter',
		argument: safe`text?`,
		detail: safe`filter the list on screen; without text, show all of it`,
		say: filterHere,
	},
	{
		word: 'interval',
		argument: safe`10s`,
		detail: safe`how often to ask: seconds, or minutes with m`,
		say: interval,
	},
	{
		word: 'theme',
		argument: safe`name`,
		detail: toSafe(`colours: ${themeNames.join(', ')}`),
		choices: themeNames,
		say: theme,
	},
	{
		word: 'quit',
		detail: safe`quit; asks when a change is on its way`,
		say: () => [{type: 'app.quitAsked'}],
	},
];

/** What can be said in a line: the command that was named, or those that begin as what was typed. */
export const lineSource: PaletteSource = ({state, query}) => {
	if (!query.isLine) {
		return [];
	}

	const [, word = '', argument = ''] = /^(\S*)\s*(.*)$/s.exec(query.text) ?? [];
	const exact = lineCommands.find((line) => line.word === word);
	const choices = exact?.choices?.filter((choice) => choice.startsWith(argument)) ?? [];
	if (exact !== undefined && choices.length > 0) {
		return choices.map((choice) => ({
			...offer(exact, exact.say(choice, state), choice),
			id: `line:${word} ${choice}`,
		}));
	}

	return exact === undefined
		? lineCommands
				.filter((line) => argument === '' && line.word.startsWith(word))
				.map((line) => offer(line, line.say('', state)))
		: [offer(exact, exact.say(argument, state), argument)];
};

/** Why a line finds nothing: for the person who typed it. */
export function unknownLine(typed: string): SafeText {
	const [word = ''] = typed.split(/\s/);
	const words = lineCommands.map((line) => `:${line.word}`).join(' ');
	return toSafe(`There is no command ":${word}". There are ${words}`);
}

// A word that needs more is completed, so that it can be typed; one that is complete is carried out.
function offer(line: LineCommand, said: Said, argument = ''): PaletteItem {
	const shown = argument === '' ? (line.argument ?? safe``) : toSafe(argument);
	const common = {
		id: `line:${line.word}`,
		label: toSafe(`:${line.word} ${shown}`.trim()),
		detail: line.detail,
	};
	if ('problem' in said) {
		return argument === ''
			? {...common, run: () => ({completed: `:${line.word} `})}
			: {...common, blocked: said.problem, run: () => []};
	}

	return {...common, run: () => said};
}

function opened(tab: Tab): Event {
	return {type: 'view.opened', place: {kind: 'tab', tab}};
}

function listLine(word: 'users' | 'groups' | 'batches', detail: SafeText): LineCommand {
	return {
		word,
		argument: safe`filter?`,
		detail,
		say: (filter) =>
			filter === ''
				? [opened(word)]
				: [
						// Whoever names a filter means all users, not those behind a count that was open.
						word === 'users' ? {type: 'view.scoped', scope: {kind: 'all'}} : opened(word),
						...filterEvents(filter),
					],
	};
}

function filterHere(filter: string, state: State): Said {
	const list = activeList(state.view.place);
	return list === undefined || !isFilterable(list)
		? {problem: safe`there is no list here to filter; ":users text" goes to one`}
		: filterEvents(filter);
}

function filterEvents(filter: string): readonly Event[] {
	// A filter that is not understood stays open in its field, with what is wrong with it.
	return [
		{type: 'filter.opened'},
		{type: 'filter.emptied'},
		{type: 'filter.typed', text: filter},
		{type: 'filter.closed'},
	];
}

function interval(argument: string): Said {
	const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*(s|m)?$/.exec(argument) ?? [];
	const value = Number(number) * (unit === 'm' ? 60 : 1);
	return number !== '' && value >= 1 && value <= 3600
		? [{type: 'feed.intervalSet', interval: seconds(value)}]
		: {problem: safe`an interval is 1 to 3600 seconds: ":interval 10s", ":interval 2m"`};
}

function theme(name: string): Said {
	return isThemeName(name)
		? [{type: 'theme.chosen', theme: name}]
		: {problem: toSafe(`there is no theme "${name}". There are ${themeNames.join(', ')}`)};
}
