import {keepSafe, type SafeText, safe} from '../contract/text.ts';
import {type Available, blockedBy} from '../commands/available.ts';
import {sections} from '../commands/command.ts';
import {availableCommands} from '../commands/interpret.ts';
import {type State} from '../core/state.ts';
import {type Choice, type Said} from './menu.ts';
import {helpName} from './names.ts';

/** What holds wherever somebody is, and is no action of the keymap. */
const general: readonly SafeText[] = [
	safe`A line is an action by its name or its key, and what it is about: "disable", "disable 3", "open 3", "open" and an e-mail, "mark 2 4-6".`,
	safe`Numbers mean the rows as they were said last. "more" goes on, "repeat" says a place anew, "back" leads back.`,
	safe`Lists: "users", "groups", "batches", "causes", "activity"; "filter batch:suspended", "sort name", "sort name down".`,
	safe`"status": how it stands. "news all", "news grave", "news off": what is said by itself. "wait": until what is on its way has come to its end; "wait 10": ten seconds.`,
];

/** The actions that there are where the help was asked for, by section. */
export function helpOf(state: State): Said {
	const beneath: State = {...state, dialog: undefined};
	const commands = availableCommands(beneath);
	return {
		lines: [
			safe`Help.`,
			...(state.warnings.length === 0
				? []
				: [safe`What in your settings does not hold:`, ...state.warnings]),
			...general,
			safe`What can be done here, by kind:`,
		],
		choices: sections.flatMap((section): readonly Choice[] => {
			const own = commands.filter(({command}) => command.section === section);
			return own.length === 0
				? []
				: [
						{
							label: safe`${keepSafe(section)}: ${own.length} actions`,
							name: keepSafe(section),
							run: () => [],
							lines: own.map((available) => helpLine(beneath, available, commands)),
						},
					];
		}),
		hint: safe`Type a number to hear them; any other line leaves the help.`,
	};
}

// Why it is not possible now stands first: it is what is looked for.
function helpLine(state: State, available: Available, beside: readonly Available[]): SafeText {
	const {command} = available;
	const reason = blockedBy(state, command);
	const name = helpName(available, beside);
	return reason === undefined
		? safe`${name}: ${command.detail}`
		: safe`${name}: not now, ${reason}. ${command.detail}`;
}
