import {expect, test} from 'vitest';
import {catalog} from '../../source/commands/catalog.ts';
import {verbs} from '../../source/core/target.ts';
import {chosenTargets} from '../../source/core/targets.ts';
import {seconds} from '../../source/contract/time.ts';
import {seededRandom} from '../../source/platform/random.ts';
import {openApp, type OpenedApp} from '../tui/open-app.ts';
import {show} from '../tui/open-terminal.ts';

const keys = [...new Set(catalog.flatMap((command) => command.keys))];
const others = ['1', '2', '3', '4', '5', '9', 'Ж', '漢', 'f12', 'delete 2', 'Architecture'];
// How a terminal sends what has no letter.
const bytes = [
	'\r',
	'\t',
	' ',
	'\u007F',
	'\u001B',
	'\u001B[A',
	'\u001B[B',
	'\u001B[Z',
	'\u001B[6~',
];
const pasted = '\u001B[200~y\rdelete 2\r\u001B[201~';

const away = ['escape', 'escape', 'escape', 'escape'];
// What changes something where that is allowed, with the time that a dialog takes to be read.
const sequences = [
	['2', 'x', 'wait', 'y'],
	['2', 'e', 'wait', 'y'],
	['2', 'j', 'x', 'wait', 'tab', 'enter'],
	['4', 'x', 'wait', 'y'],
	['2', '*', 'x', 'wait', '6', '0', 'tab', 'enter'],
	['z', 'wait', 'y'],
];

/** Presses keys one after the other; tells what was said meanwhile. */
async function pressKeys(app: OpenedApp, chords: readonly string[]): Promise<ReadonlySet<string>> {
	const told = new Set<string>();
	for (const chord of chords) {
		if (chord === 'wait') {
			await app.pass(seconds(1));
			await app.until(
				({dialog}) =>
					dialog?.kind !== 'confirm' ||
					dialog.plan.items.every(({check}) => check.kind !== 'asking'),
				'the dialog has read what it asks about',
			);
		} else {
			app.press(chord);
		}

		told.add(String(app.state().notice?.text ?? ''));
	}

	return told;
}

test.each([17, 18, 19])(
	'read-only stays read-only, whatever keys are pressed in whatever order (seed %i) [S17]',
	async (seed) => {
		await using app = await openApp({isReadOnly: true});
		const random = seededRandom(seed);
		const pick = <Value>(list: readonly Value[]): Value | undefined =>
			list[Math.floor(random() * list.length)];
		const chords = Array.from({length: 1000}, (_, turn) =>
			turn % 25 === 0
				? [...away, ...(pick(sequences) ?? [])]
				: [pick(random() < 0.9 ? keys : others) ?? ''],
		).flat();
		const told = await pressKeys(app, [...chords, 'wait']);
		expect([...told].join('\n')).toMatch(/read-only/i);
		expect(changesOf(app)).toEqual([]);
	},
);

test('the same keys do change something where that is allowed', async () => {
	await using app = await openApp();
	for (const sequence of sequences) {
		await pressKeys(app, [...away, ...sequence, 'wait']);
	}

	await expect.poll(() => changesOf(app).length).toBeGreaterThan(1);
});

test('nor does it change anything for whatever a terminal may send [S17]', async () => {
	await using app = await openApp({isReadOnly: true});
	using screen = show(app);
	const random = seededRandom(71);
	const letters = keys.filter((key) => key.length === 1 && key !== 'q');
	for (let turn = 0; turn < 500; turn += 1) {
		const all = turn % 25 === 0 ? [pasted] : random() < 0.6 ? letters : bytes;
		screen.type(all[Math.floor(random() * all.length)] ?? '');
		await app.pass(seconds(1));
	}

	expect(changesOf(app)).toEqual([]);
});

test('a change that is asked for past the keys is not made either [S17]', async () => {
	await using app = await openApp({isReadOnly: true});
	app.press('2');
	const targets = chosenTargets(app.state());
	expect(targets).toHaveLength(1);
	for (const verb of verbs) {
		app.tell({type: 'change.asked', verb, targets});
		await app.pass(seconds(1));
		for (const event of [
			{type: 'plan.typed', text: 'y', isPaste: false},
			{type: 'plan.pressed', field: 'apply'},
		] as const) {
			app.tell(event);
			await app.pass(seconds(15));
		}

		expect(app.state().dialog).toBeUndefined();
	}

	expect(changesOf(app)).toEqual([]);
});

/** The requests that are not for reading; signing in is. */
function changesOf({service}: OpenedApp): readonly string[] {
	return service.requests
		.list()
		.filter(({method, route}) => method !== 'GET' && route !== 'token')
		.map(({method, path}) => `${method} ${path}`);
}
