import {expect, test} from 'vitest';
import {type Available, availableIn, blockedBy} from '../../source/commands/available.ts';
import {catalog} from '../../source/commands/catalog.ts';
import {type Command} from '../../source/commands/command.ts';
import {keymapFor} from '../../source/commands/interpret.ts';
import {chosenTargets} from '../../source/core/targets.ts';
import {findNamed, nameOf} from '../../source/linear/names.ts';
import {batchOn, groupOf, userOf} from '../support/build.ts';
import {forbidden, openLinear} from './open-linear.ts';

const users = ['u-1', 'u-2', 'u-3'].map((id) =>
	userOf(id, {
		hold: 'authorization',
		holdSince: '2026-11-22T02:00:30.000Z',
		batch: batchOn('suspended', id, {
			error: {
				code: 'AADSTS50173',
				category: 'authorization',
				message: 'The grant was revoked.',
				source: 'mailServer',
			},
		}),
	}),
);

async function open() {
	return openLinear({users, groups: [groupOf('g-1'), groupOf('g-2')]});
}

type Opened = Awaited<ReturnType<typeof open>>;

/** Lines that lead to where each scope holds. */
const ways: Readonly<Record<string, readonly string[]>> = {
	everywhere: ['users', 'dashboard', 'users'],
	dashboard: ['dashboard'],
	list: ['users'],
	filterable: ['users'],
	markable: ['users'],
	detail: ['users', 'open 1'],
	cause: ['causes', 'open 1'],
	changeable: ['users'],
	activity: ['activity'],
	'dialog.help': ['help'],
	'dialog.statusMenu': ['users', 'set status'],
	'dialog.sortMenu': ['users', 'sort'],
	'dialog.facets': ['users', 'facets'],
	'dialog.palette': ['palette', 'users'],
	'dialog.changeSet': ['users', 'disable', 'collect', 'change set'],
	'dialog.prompt': ['change set', 'load'],
	'dialog.columns': ['users', 'columns'],
	'dialog.confirm': ['users', 'disable'],
	'dialog.deleteBlocked': ['users', 'delete'],
	'dialog.groupDelete': ['groups', 'set status', 'cancel'],
	'dialog.memo': ['users', 'memo'],
	'dialog.handover': ['handover'],
	'dialog.connections': ['connections'],
};

async function bringTo(linear: Opened, {scope}: Command): Promise<void> {
	await linear.hear(...(ways[scope] ?? []));
	if (scope === 'dialog.oneByOne' || scope === 'dialog.groupDelete') {
		await (scope === 'dialog.oneByOne' ? linear.hear('users', 'mark 1-2') : linear.hear('groups'));
		const targets = chosenTargets(linear.state());
		await linear.dispatch({type: 'change.asked', verb: 'forceDelete', targets});
	}

	if (scope === 'dialog.run' || scope === 'dialog.quit') {
		linear.service.always('changeUser', {held: Promise.withResolvers<void>().promise});
		await linear.hear('users', 'disable 1', 'yes');
		await (scope === 'dialog.quit' ? linear.hear('users', 'quit') : linear.hear());
	}
}

const inText = /^dialog\.(?:memo|prompt|palette)$/;

/** What somebody types to have a command done: its name; in a field of text, where names are text, its key. */
function lineFor(command: Command, available: readonly Available[]): string {
	return inText.test(command.scope)
		? (command.keys.find((key) => key.length > 1) ?? '')
		: nameOf(command, available);
}

/** Done by what was said, not by the event of the key: pages of lines, the place said anew, a filter in one line, a yes that is looked at. */
const instead =
	/^(?:nav\.(?:page|half|first|last)|app\.redraw|find\.filter|confirm\.yes|(?:help|handover|run|confirm)\.(?:down|up|pageDown|pageUp|start|end))/;

const cases = catalog.map((command): readonly [string, Command] => [command.id, command]);

test.each(cases)('%s has a path line by line: its name, its id, its keys', async (id, command) => {
	const linear = await open();
	await bringTo(linear, command);
	const state = linear.state();
	const keymap = keymapFor(state);
	const available = availableIn(keymap, state);
	const here = available.find((one) => one.command.id === id);
	expect(here, `not reached by ${JSON.stringify(ways[command.scope])}`).toBeDefined();
	for (const line of [nameOf(command, available), id, ...(here?.keys ?? [])]) {
		expect(findNamed(keymap, state, line)?.command.id, line).toBe(id);
	}
});

test.each(cases)(
	'%s does line by line what its key does, and something is said of it',
	async (id, command) => {
		const linear = await open();
		await bringTo(linear, command);
		const state = linear.state();
		const keymap = keymapFor(state);
		const reason = blockedBy(state, command);
		const event = reason === undefined ? command.event(state, keymap) : undefined;
		const line = lineFor(command, availableIn(keymap, state));
		linear.dispatched.length = 0;
		const said = await linear.hear(line);
		const lines = said.split('\n').filter((part) => part !== '' && part !== '> ');
		const hasLeft =
			linear.hasLeft() || linear.asked.includes('quit') || linear.asked.includes('suspend');
		expect(lines.length > 0 || hasLeft, said).toBe(true);
		expect(said).not.toContain('not understood');
		expect(said.replaceAll('\n', '')).not.toMatch(forbidden);
		if (reason !== undefined) {
			expect(said).toContain(reason);
		} else if (event !== undefined && !instead.test(id)) {
			expect(
				linear.dispatched.map(({type}) => type),
				said,
			).toContain(event.type);
		}
	},
);
