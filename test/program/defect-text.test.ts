import fs from 'node:fs';
import {expect, test} from 'vitest';
import {epochMs} from '../../source/contract/time.ts';
import {tellCrash} from '../../source/defect-text.ts';
import {modeOf, openFolder} from '../platform/temp-folder.ts';
import {hostilePayloads} from '../support/hostile.ts';

const at = epochMs(Date.UTC(2026, 10, 27, 3, 0, 0));
const crash = (error: unknown, folder: string) => ({error, folder, at, pid: 7});

test('a defect is written down with all that is known of it, and where is told [R25]', () => {
	using folder = openFolder();
	const error = new Error('it broke');
	const state = folder.in('state');
	const told = tellCrash({...crash(error, state), trail: ['app.started', 'feed.due']});
	const file = `${state}/crash-2026-11-27T03-00-00-7.txt`;
	expect(told).toContain('Error: it broke');
	expect(told).toContain(file);
	const text = fs.readFileSync(file, 'utf8');
	expect(text).toContain(error.stack);
	expect(text).toContain('What happened last:\napp.started\nfeed.due');
	expect([modeOf(state), modeOf(file)]).toEqual(['700', '600']);
});

test('where it cannot be written down all of it is told', () => {
	using folder = openFolder();
	const place = folder.write('file', '');
	const error = new Error('it broke');
	expect(tellCrash(crash(error, place))).toContain(error.stack);
	expect(tellCrash(crash('thrown', place))).toContain('thrown');
});

test.each(Object.entries(hostilePayloads))(
	'%s in the text of a defect cannot control the terminal, after the end or in the file [S5]',
	(_, payload) => {
		using folder = openFolder();
		const texts = [
			tellCrash(crash(new Error(payload), folder.path)),
			tellCrash(crash(payload, folder.write('file', ''))),
			fs.readFileSync(folder.in('crash-2026-11-27T03-00-00-7.txt'), 'utf8'),
		];
		for (const text of texts) {
			expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u);
		}
	},
);
