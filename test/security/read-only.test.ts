import {expect, test} from 'vitest';
import {catalog} from '../../source/commands/catalog.ts';
import {verbs} from '../../source/core/target.ts';
import {chosenTargets} from '../../source/core/targets.ts';
import {seconds} from '../../source/contract/time.ts';
import {seededRandom} from '../../source/platform/random.ts';
import {openApp} from '../tui/open-app.ts';
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

test('read-only stays read-only, whatever keys are pressed in whatever order [S17]', async () => {
	await using app = await openApp({isReadOnly: true});
	const random = seededRandom(17);
	const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
	const told = new Set<string>();
	for (let turn = 0; turn < 1500; turn += 1) {
		app.press(random() < 0.9 ? pick(keys) : pick(others));
		told.add(String(app.state().notice?.text ?? ''));
		if (turn % 50 === 0) {
			await app.pass(seconds(1));
		}
	}

	expect([...told].filter((text) => /read-only/i.test(text))).not.toEqual([]);
	expect(changesOf(app)).toEqual([]);
});

test('nor does it change anything for whatever a terminal may send [S17]', async () => {
	await using app = await openApp({isReadOnly: true});
	using screen = show(app);
	const random = seededRandom(71);
	const letters = keys.filter((key) => key.length === 1 && key !== 'q');
	for (let turn = 0; turn < 500; turn += 1) {
		const all = turn % 25 === 0 ? [pasted] : random() < 0.6 ? letters : bytes;
		screen.type(all[Math.floor(random() * all.length)] ?? '');
		await new Promise((resolve) => {
			setImmediate(resolve);
		});
	}

	screen.type('\u001B');
	await expect.poll(() => app.state().feed.doing.kind).not.toBe('asking');
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
function changesOf({service}: Awaited<ReturnType<typeof openApp>>): readonly string[] {
	return service.requests
		.list()
		.filter(({method, route}) => method !== 'GET' && route !== 'token')
		.map(({method, path}) => `${method} ${path}`);
}
