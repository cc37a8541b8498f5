import {expect, test} from 'vitest';
import {armedFault} from '../../mocks/faults.ts';
import {catalog} from '../../source/commands/catalog.ts';
import {resolveKeys} from '../../source/commands/overrides.ts';
import {toSafe} from '../../source/contract/text.ts';
import {seconds} from '../../source/contract/time.ts';
import {defaultPreferences} from '../../source/core/preferences.ts';
import {drawFrame} from '../../source/tui/frame.ts';
import {paint} from '../../source/tui/theme.ts';
import {openApp, type OpenedApp} from './open-app.ts';

const screen = (app: OpenedApp): readonly string[] =>
	drawFrame(app.state()).lines.map((line) => paint(line, {depth: 'plain', isAscii: false}));

const ownKeys = (keys: Readonly<Record<string, readonly string[]>>) => ({
	...defaultPreferences,
	keys: resolveKeys(catalog, keys).keys,
});

test('what Enter opens is said where it opens: on a count at first, then on the line', async () => {
	await using app = await openApp({users: 180});
	const cold = screen(app).join('\n');
	expect(cold).toContain('Enter: open users');
	expect(cold).toContain('j Enter: open the first   c: all causes');
	app.press('j');
	const below = screen(app).join('\n');
	expect(below).not.toContain('Enter: open users');
	expect(below).toMatch(/─ Enter: open {3}c: all causes/);
});

test('keys that are named on the screen are those that the person has', async () => {
	const preferences = ownKeys({
		'live.refresh': ['u'],
		'triage.next': ['m'],
		'triage.cause': ['K'],
		'triage.memo': ['m'],
		'triage.acknowledge': ['w'],
		'change.undo': ['Z'],
	});
	await using app = await openApp({users: 60, speed: 60, isDemo: true, preferences});
	app.service.setScenario('secret-regenerated');
	await app.pass(seconds(12));
	expect(screen(app).join('\n')).toContain('K: all causes');
	app.press('2');
	expect(screen(app).join('\n')).toContain('w: acknowledge   m: memo');
	app.press('1', 'S', 'K');
	expect(screen(app).join('\n')).toContain('m: let the demo do it');
});

test('whom the service turns away is told the own key that asks again', async () => {
	await using app = await openApp(
		{users: 60, preferences: ownKeys({'live.refresh': ['u']})},
		({faults}) => {
			const fault = {kind: 'status', status: 403};
			faults.arm(armedFault.parse({fault, routes: ['overview'], times: 99}));
		},
	);
	app.press('3');
	const words = screen(app).join('\n');
	expect(words).toContain('press u');
	expect(words).not.toContain('press R');
});

test.each([
	[80, 24],
	[100, 30],
	[120, 36],
])(
	'counts and service are not cut in the middle of a word at %i columns',
	async (columns, rows) => {
		await using app = await openApp({users: 180});
		app.resize({columns, rows});
		const lines = screen(app);
		const cards = lines.slice(3, columns < 100 ? 7 : 9).join('\n');
		expect(cards).not.toContain('…');
		for (const label of ['Service', 'Queue', 'Last full pass']) {
			const fact = lines.find((line) => new RegExp(`^[│ ] ?${label} {2}`).test(line.trimEnd()));
			const cells = columns < 100 ? columns : Math.floor(columns * 0.4);
			expect(fact === undefined ? '' : Array.from(fact).slice(0, cells).join('')).not.toContain(
				'…',
			);
		}
	},
);

test('all that the settings ask for and do not get is in the help, whole, and the line below says so', async () => {
	await using app = await openApp({users: 60});
	const warnings = ['the first thing', `the second ${'very '.repeat(30)}long thing`].map(toSafe);
	app.tell({type: 'app.warned', warnings});
	expect(screen(app).at(-1)).toContain(
		'2 things in your settings do not hold, ? lists them: the first',
	);
	app.press('?');
	const help = (drawFrame(app.state()).dialog?.lines ?? [])
		.map((line) => paint(line, {depth: 'plain', isAscii: true}))
		.join('\n');
	expect(help).toContain('NOT AS YOUR SETTINGS ASK');
	expect(help).toContain('- the first thing');
	expect(help).toMatch(/very long thing/);
});
