import {expect, test} from 'vitest';
import {type ScenarioName} from '../../mocks/scenarios/catalog.ts';
import {minutes, seconds} from '../../source/contract/time.ts';
import {causeList} from '../../source/core/causes/cause-list.ts';
import {phraseOf} from '../../source/core/plan.ts';
import {drawFrame} from '../../source/tui/frame.ts';
import {paint} from '../../source/tui/theme.ts';
import {openApp, type OpenedApp} from './open-app.ts';

/** What a person reads, without the frame: words of one line may go on in the next. */
function read(app: OpenedApp): string {
	return drawFrame(app.state())
		.lines.map((line) => paint(line, {depth: 'plain', isAscii: false}))
		.join('\n');
}

async function openScenario(scenario: ScenarioName, users = 180): Promise<OpenedApp> {
	const app = await openApp({scenario, users, speed: 60, isDemo: true});
	app.service.setScenario(scenario);
	await app.pass(seconds(10));
	return app;
}

const calm = {suspended: 9, least: 4};

const stories: ReadonlyArray<{
	readonly scenario: ScenarioName;
	readonly keys: readonly string[];
	readonly says: readonly RegExp[];
}> = [
	{
		scenario: 'secret-regenerated',
		keys: ['j', 'enter'],
		says: [
			/Client secret regenerated/,
			/Hits +everyone, \d+ %: \d+ of \d+ users/,
			/\[▶\] Enter the new client id and secret/,
			/n: let the demo do it/,
		],
	},
	{
		scenario: 'ews-off',
		keys: ['j', 'enter'],
		says: [
			/EWS blocked in Exchange Online/,
			/Hits +(?:access by|mail server|group|everyone)/,
			/\[▶\] Put the id of the Connect application/,
		],
	},
	{
		scenario: 'corrupted-files',
		keys: ['j', 'enter'],
		says: [/Corrupted files/, /Hits +spread over all: \d+ of \d+ users/, /\[▶\] /],
	},
	{
		scenario: 'server-outage',
		keys: ['j', 'j', 'enter'],
		says: [
			/Mail server not available/,
			/Hits +(?:group|mail server)/,
			/\[▶\] Look at the state of the mail server/,
		],
	},
	{
		scenario: 'throttling',
		keys: ['j', 'j', 'enter'],
		says: [/Exchange limits requests|Too many requests|limits/i, /Hits +group/, /\[▶\] Wait/],
	},
	{
		scenario: 'leavers',
		keys: [],
		says: [/Leavers: \d+ users removed in 30 minutes/],
	},
	{
		scenario: 'calm',
		keys: [],
		says: [/Hits|HITS/, /one user|a few users/],
	},
];

test.each(stories)(
	'$scenario, ten seconds after a cold start: the screen names cause, radius and next step',
	async ({scenario, keys, says}) => {
		await using app = await openScenario(scenario);
		expect(keys.length).toBeLessThanOrEqual(3);
		app.press(...keys);
		const screen = read(app);
		for (const words of says) {
			expect(screen).toMatch(words);
		}
	},
);

test('a service that comes and goes: why nothing comes is said at once, and that it is not the first time later on', async () => {
	await using app = await openApp({scenario: 'calm', users: 60, speed: 60, isDemo: true});
	app.service.setScenario('flapping');
	await app.pass(seconds(10));
	app.press('1');
	expect(app.state().feed.outages).toHaveLength(1);
	expect(read(app)).not.toContain('comes and goes');
	await app.pass(seconds(40));
	const {outages} = app.state().feed;
	expect(outages.length).toBeGreaterThan(1);
	expect(read(app)).toMatch(
		new RegExp(
			`The service comes and goes: away ${outages.length} times in 30 minutes.* - 09:\\d\\dZ`,
		),
	);

	// Live again, it is still said: only its past tells.
	app.service.setScenario('calm');
	await app.pass(seconds(30));
	expect(outages.length).toBe(app.state().feed.outages.length);
	expect(read(app)).toContain('live');
	expect(read(app)).toMatch(/comes and goes: away \d+ times in 30 minutes; tell whoever runs it/);
});

/** Does what the key of the next step offers, types what is asked for, and lets time pass, as long as there is something to do. */
async function follow(app: OpenedApp): Promise<void> {
	for (let round = 0; round < 12; round++) {
		app.press('n');
		const {dialog} = app.state();
		if (dialog?.kind === 'confirm') {
			await app.pass(seconds(1));
			await app.until(
				({dialog: open}) =>
					open?.kind !== 'confirm' || open.plan.items.every(({check}) => check.kind !== 'asking'),
				'everybody was read again',
			);
			confirm(app);
			await app.pass(seconds(2));
			await app.until(
				({runs}) => runs.every(({endedAt}) => endedAt !== undefined),
				'the change was made',
			);
			app.press('escape');
		}

		await app.pass(seconds(15));
	}
}

function confirm(app: OpenedApp): void {
	const {dialog} = app.state();
	if (dialog?.kind !== 'confirm') {
		return;
	}

	const phrase = phraseOf(dialog.plan);
	if (phrase === undefined) {
		app.press('y');
		return;
	}

	app.press(...Array.from(phrase));
	app.press('enter', 'enter');
}

const repaired = ['secret-regenerated', 'ews-off', 'corrupted-files', 'server-outage'] as const;

test.each(repaired)(
	'%s: the steps that are offered, one after the other, bring the counts back to normal',
	{timeout: 30_000},
	async (scenario) => {
		await using app = await openScenario(scenario, 60);
		const before = app.state().entities.tally.all.suspended;
		app.press('j');
		const index = causeList(app.state()).findIndex(({kind}) => kind !== undefined);
		expect(index).toBe(0);
		app.tell({
			type: 'view.opened',
			place: {kind: 'cause', key: causeList(app.state())[0]?.key ?? ''},
		});
		await follow(app);
		const after = app.state().entities.tally.all.suspended;
		expect(after).toBeLessThanOrEqual(calm.suspended);
		expect(after).toBeLessThanOrEqual(before);
		await app.pass(minutes(0.1));
		expect(read(app)).toMatch(/nobody|Nobody/);
	},
);
