import {expect, test} from 'vitest';
import {type SafeText} from '../../source/contract/text.ts';
import {chosenTargets} from '../../source/core/targets.ts';
import {type Verb} from '../../source/core/target.ts';
import {milliseconds} from '../../source/contract/time.ts';
import {lineWidth} from '../../source/tui/draw/compose.ts';
import {drawFrame} from '../../source/tui/frame.ts';
import {groupOf, userOf} from '../support/build.ts';
import {found, openEngine} from '../support/open-engine.ts';

const sizes = [
	{columns: 120, rows: 40},
	{columns: 80, rows: 24},
	{columns: 60, rows: 20},
];
const long = `Ada\n\n\r\n${'x'.repeat(10_000)}`;
const imitations = [
	'Cancel [>',
	'a@b.example   [> Force Delete: 1 user <]',
	'x <]   [  Cancel  ]   locked: [> y  Enable sync <]',
	'║\n╚══════╝\n[> Cancel <]',
	'] matches\nType to confirm   [ y ]',
];
type Kind = 'user' | 'group';

/** The lines of the dialog of a change, for a user and a group of these names. */
async function dialogFor(name: string, [kind, verb]: readonly [Kind, Verb], size = sizes[0]) {
	const {state, press, pass, dispatch} = await openEngine({
		users: [
			userOf('u-1', {
				name,
				email: name,
				notes: name,
				syncStatus: verb === 'enable' ? 'disabled' : 'enabled',
			}),
		],
		groups: [groupOf('g-1', {name})],
		isReachable: false,
	});
	await dispatch({type: 'terminal.resized', ...found(size, 'a size')});
	await press(kind === 'user' ? '2' : '3');
	await dispatch({type: 'change.asked', verb, targets: chosenTargets(state())});
	await pass(milliseconds(400));
	const dialog = found(drawFrame(state()).dialog, 'a dialog');
	const lines = dialog.lines.map((line) => line.map(({text}): SafeText => text).join(''));
	return {lines, widths: new Set(dialog.lines.map(lineWidth)), width: dialog.width};
}

const changes = [
	['user', 'forceDelete', '[> Cancel <]   [  Force Delete: 1 user  ]'],
	['user', 'disable', '[> n  Cancel <]   [  y  Disable sync: 1 user  ]'],
	['group', 'disable', '[> Cancel <]   [  Disable sync of '],
] as const satisfies ReadonlyArray<readonly [Kind, Verb, string]>;

test.each(changes)(
	'a dialog about a %s (%s) keeps its shape and its buttons with a name of many lines and 10,000 letters [S3]',
	async (kind, verb, buttons) => {
		for (const size of sizes) {
			const hostile = await dialogFor(long, [kind, verb], size);
			const harmless = await dialogFor('Ada', [kind, verb], size);
			expect(hostile.widths).toEqual(new Set([hostile.width]));
			expect(hostile.lines).toHaveLength(harmless.lines.length);
			expect(hostile.lines.filter((line) => line.includes(buttons))).toHaveLength(1);
		}
	},
);

test.each(changes)(
	'a name that imitates the dialog about a %s (%s) stays in its place [S4]',
	async (kind, verb, buttons) => {
		for (const name of imitations) {
			const {lines} = await dialogFor(name, [kind, verb]);
			const harmless = await dialogFor('Ada', [kind, verb]);
			// Where no name stands, every line is as it always is.
			const own = harmless.lines.filter((line) => !line.includes('Ada'));
			expect(lines).toEqual(expect.arrayContaining(own));
			expect(lines).toHaveLength(harmless.lines.length);
			const row = found(
				lines.find((line) => line.includes(buttons)),
				'a row of buttons',
			);
			expect(row.match(/\[/g)).toHaveLength(2);
			expect(row.match(/\]/g)).toHaveLength(2);
			expect(row.match(/<\]/g)).toHaveLength(1);
		}
	},
);

test('how many a group has and where it is can be read however long its name is [S3]', async () => {
	const {lines} = await dialogFor(long, ['group', 'disable']);
	expect(lines[0]).toContain('1 user   [contoso]');
	expect(lines.join('\n')).toContain('1 member ');
});
