import {expect, test} from 'vitest';
import {preferencesOf} from '../../source/preferences.ts';

test('the theme is as given, or as last set, or dark; one that there is not is said', async () => {
	const read = async (given: Parameters<typeof preferencesOf>[0]['given'], theme?: string) =>
		preferencesOf({given, settings: {...(theme !== undefined && {theme})}}, 'demo');
	expect((await read({})).preferences.theme).toBe('dark');
	expect((await read({}, 'mono')).preferences.theme).toBe('mono');
	expect((await read({theme: 'light'}, 'mono')).preferences.theme).toBe('light');
	await expect(read({theme: 'pink'})).rejects.toThrow('"pink" is none of them');
	const odd = await read({}, 'night');
	expect(odd.preferences.theme).toBe('dark');
	expect(odd.warnings.join(' ')).toContain('"night"');
});

test('keys of the settings hold, and what cannot be is said', async () => {
	const keys = {'status.disable': ['X'], 'live.pause': ['ctrl+s']};
	const {preferences, warnings} = await preferencesOf({given: {}, settings: {keys}}, 'demo');
	expect(preferences.keys.get('status.disable')).toEqual(['X']);
	expect(warnings).toEqual(['Keys of "live.pause" not changed: "ctrl+s" belongs to the terminal.']);
});

test('quiet hours and rules that cannot be understood are said, each in a sentence of its own', async () => {
	const alerts = {
		on: true,
		quiet: '25:00-18:00',
		rules: [{name: 'bad', where: 'bacth:x', above: 5}, {}],
	};
	const {preferences, warnings} = await preferencesOf({given: {}, settings: {alerts}}, 'demo');
	expect(preferences.alerts.rules).toEqual([]);
	expect(warnings).toHaveLength(3);
	expect(warnings[0]).toContain('"25:00-18:00"');
	expect(warnings[1]).toContain('"bad"');
	expect(warnings[2]).toContain('Alert 2');
});
