import {expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {recentRequests} from '../../source/journal/recent.ts';
import {openFolder} from '../platform/temp-folder.ts';

const writer = {start: 's', pid: 1, host: 'h', account: 'a'};

test('without a journal nothing was done', async () => {
	using folder = openFolder();
	const kept = {folder: folder.in('none'), stem: 'audit', writer};
	expect(await recentRequests(kept, toSafe('https://x'))).toEqual({requests: []});
});

test('a journal that cannot be read is said', async () => {
	using folder = openFolder();
	const kept = {folder: folder.write('file', ''), stem: 'audit', writer};
	const {requests, warning} = await recentRequests(kept, toSafe('https://x'));
	expect(requests).toEqual([]);
	expect(warning).toContain('cannot be read');
});
