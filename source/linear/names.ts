import {keepSafe, type SafeText, safe} from '../contract/text.ts';
import {type Available, availableIn} from '../commands/available.ts';
import {chordText} from '../commands/chord.ts';
import {type Command, type CommandScope, type Keymap} from '../commands/command.ts';
import {fold} from '../core/fold.ts';
import {type State} from '../core/state.ts';

/** What else an action is called, where its title alone is not what somebody would say. */
const words: ReadonlyMap<string, readonly string[]> = new Map([
	['nav.down', ['next row']],
	['nav.up', ['previous row']],
	['nav.pageDown', ['more', 'next page']],
	['nav.pageUp', ['page before', 'previous page']],
	['nav.halfDown', ['half a page']],
	['nav.left', ['columns to the left']],
	['nav.right', ['columns to the right']],
	['nav.back', ['escape', 'esc']],
	['nav.tab.dashboard', ['dashboard']],
	['nav.tab.users', ['users']],
	['nav.tab.groups', ['groups']],
	['nav.tab.batches', ['batches']],
	['nav.tab.options', ['options', 'sync options']],
	['nav.tab.activity', ['activity']],
	['count.suspended', ['suspended']],
	['find.filter', ['ask filter']],
	['mark.none', ['unmark']],
	['status.synchronize', ['synchronize', 'sync']],
	['status.set', ['statuses']],
	['cmd.palette', ['find']],
	['app.redraw', ['repeat', 'again']],
	['app.quit', ['exit']],
	['live.refresh', ['ask now']],
	['live.pause', ['resume']],
	['set.open', ['changes']],
	['confirm.cancel', ['no', 'escape']],
	['confirm.recheck', ['recheck']],
	['confirm.again', ['start again']],
	['confirm.collect', ['collect']],
	['deleteBlocked.next', ['next', 'next step']],
	['deleteBlocked.chain', ['all', 'steps']],
	['deleteBlocked.disable', ['disable']],
	['groupDelete.members', ['open', 'members']],
	['groupDelete.disable', ['disable']],
	['oneByOne.go', ['go']],
	['run.close', ['stop', 'close']],
	['run.rollOut', ['roll out']],
	['run.rollOutEnable', ['roll out enable']],
	['quit.close', ['no', 'cancel']],
	['quit.leave', ['yes', 'quit']],
	['handover.file', ['file', 'write']],
	['handover.print', ['print']],
	['memo.close', ['cancel']],
	['columns.close', ['cancel']],
	['changeSet.drop', ['drop']],
	['changeSet.apply', ['apply']],
	['facets.toggle', ['toggle']],
	['columns.toggle', ['toggle']],
	['palette.forget', ['forget']],
]);

/** What a command is called here: by its title, or by its id where others beside it have the same. */
export function nameOf(command: Command, beside: readonly Available[]): SafeText {
	const title = fold(command.title);
	const isTaken = beside.some(
		(other) => other.command.id !== command.id && fold(other.command.title) === title,
	);
	return isTaken ? keepSafe(lastPart(command.id)) : keepSafe(title);
}

/** `handover.pageDown` -> `page down`. */
function lastPart(id: string): string {
	return id
		.slice(id.lastIndexOf('.') + 1)
		.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** A command that a line names, and what stands behind the name. */
export type Named = {readonly command: Command; readonly argument: string};

/**
The action that a line asks for now: its name, another word for it, its id, or its key (which may be a letter, big or small). The longest name
that the line begins with counts; the rest is what it is asked about.
*/
export function findNamed(keymap: Keymap, state: State, line: string): Named | undefined {
	const available = availableIn(keymap, state);
	const called = (name: string): Available | undefined =>
		available.find(({command}) => isCalled(command, available, name));
	const all = line.split(/ +/);
	const [first = '', ...others] = all;
	const whole = called(fold(line));
	if (whole !== undefined) {
		return {command: whole.command, argument: ''};
	}

	const keyed = available.find(({keys}) =>
		keys.some((key) => key === first || (chordText(key) === first && first.length > 1)),
	);
	if (keyed !== undefined) {
		return {command: keyed.command, argument: others.join(' ')};
	}

	for (let length = all.length - 1; length > 0; length--) {
		const found = called(fold(all.slice(0, length).join(' ')));
		if (found !== undefined) {
			return {command: found.command, argument: all.slice(length).join(' ')};
		}
	}

	return undefined;
}

function isCalled(command: Command, beside: readonly Available[], name: string): boolean {
	return (
		nameOf(command, beside) === name ||
		fold(command.id) === name ||
		words.get(command.id)?.includes(name) === true
	);
}

/** How a command is said in the help: its name, and its keys. */
export function helpName({command, keys}: Available, beside: readonly Available[]): SafeText {
	const [other] = words.get(command.id) ?? [];
	const name = nameOf(command, beside);
	const key = keys[0] === undefined ? safe`` : safe` (${chordText(keys[0])})`;
	return safe`${other === undefined || other === name ? name : safe`${keepSafe(other)}, or ${name}`}${key}`;
}

/** Where actions can be asked for, in words. */
export const scopeTexts: ReadonlyMap<CommandScope, SafeText> = new Map([
	['dashboard', safe`the dashboard`],
	['list', safe`lists`],
	['filterable', safe`the big lists`],
	['markable', safe`lists of users`],
	['detail', safe`an open user, group, batch or cause`],
	['cause', safe`an open cause`],
	['changeable', safe`lists of users and groups, and what is open`],
	['activity', safe`the activity`],
]);

/** An action that a line begins with the name of, wherever it can be asked for outside of dialogs. */
export function findAnywhere({commands}: Keymap, line: string): Command | undefined {
	const all = fold(line).split(' ');
	for (let length = all.length; length > 0; length--) {
		const name = all.slice(0, length).join(' ');
		const found = commands.find(
			(command) => scopeTexts.has(command.scope) && isCalled(command, [], name),
		);
		if (found !== undefined) {
			return found;
		}
	}

	return undefined;
}
