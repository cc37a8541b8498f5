import {expect, test} from 'vitest';
import {alertRulesOf} from '../../source/alert-rules.ts';
import {seconds} from '../../source/contract/time.ts';
import {defaultPreferences} from '../../source/core/preferences.ts';
import {isIn, quietHoursOf, ringSequence, titleSequence} from '../../source/platform/alert.ts';
import {openApp, type OpenedApp} from './open-app.ts';

const {rules} = alertRulesOf([{name: 'suspended', where: 'batch:suspended', above: 10}]);
const preferences = {...defaultPreferences, alerts: {isOn: true, rules}};

/** How often it rang: each ring is told in the last line as well. */
function countRings(app: OpenedApp): () => number {
	let rings = 0;
	let last = app.state().notice;
	app.engine.store.subscribe(({notice}) => {
		rings += notice !== last && notice?.text.startsWith('ALERT') === true ? 1 : 0;
		last = notice;
	});
	return () => rings;
}

test('a rule that starts to hold rings once, however long it holds and however often it is looked at', async () => {
	await using app = await openApp({users: 180, speed: 60, preferences});
	const rings = countRings(app);
	await app.pass(seconds(4));
	expect(rings()).toBe(0);
	app.service.setScenario('secret-regenerated');
	await app.pass(seconds(60));
	expect(rings()).toBe(1);
	expect(app.state().entities.tally.all.suspended).toBeGreaterThan(50);
});

test('what holds already when the program starts does not ring: somebody is looking', async () => {
	await using app = await openApp({
		users: 180,
		speed: 60,
		preferences: {
			...preferences,
			alerts: {
				isOn: true,
				rules: alertRulesOf([{name: 'any', where: 'batch:suspended', above: 1}]).rules,
			},
		},
	});
	const rings = countRings(app);
	await app.pass(seconds(20));
	expect(rings()).toBe(0);
	expect([...app.state().alerts.values()].map(({isHolding}) => isHolding)).toEqual([true]);
});

test('b switches alerts on and off, and says by which rules', async () => {
	await using app = await openApp({
		users: 60,
		preferences: {...preferences, alerts: {isOn: false, rules}},
	});
	app.press('b');
	expect(app.state().notice?.text).toBe('Alerts on: suspended, above 10 users');
	app.press('b');
	expect(app.state().notice?.text).toBe('Alerts off');
});

test('a rule that cannot be understood is left out, and says why', () => {
	const read = alertRulesOf([
		{name: 'x;y', where: '', above: 1},
		{name: 'typo', where: 'bacth:suspended', above: 1},
		{name: 'good', where: 'group:"Field Sales" batch:suspended', above: 0},
	]);
	expect(read.rules.map(({name}) => name)).toEqual(['good']);
	expect(read.warnings).toHaveLength(2);
	expect(read.warnings[1]).toMatch(/"typo" is left out: .*bacth/);
});

test('a notification holds only our words and numbers: nothing in it ends or separates a sequence [S9]', () => {
	const hostile = 'a;b\u0007\u001B]52;c;eA==\u0007\u009C\nname';
	for (const way of ['plain', 'tmux', 'screen'] as const) {
		const plain = ringSequence('', way);
		const added = ringSequence(hostile, way);
		const controls = (text: string): string => text.replaceAll(/[^\p{Cc};]/gu, '');
		expect(controls(added)).toBe(controls(plain));
	}

	expect(titleSequence(hostile, true)).toBe('\u001B]2;synctop a b   52 c eA     name\u0007');
});

test('quiet hours go over midnight', () => {
	const hours = quietHoursOf('22:00-06:30');
	expect(hours).toEqual({from: 1320, to: 390});
	expect([1319, 1320, 0, 389, 390].map((minute) => hours && isIn(hours, minute))).toEqual([
		false,
		true,
		true,
		true,
		false,
	]);
	expect(quietHoursOf('25:00-06:00')).toBeUndefined();
});
