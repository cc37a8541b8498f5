import fs from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {epochMs} from '../../source/contract/time.ts';
import {handoverFiles} from '../../source/platform/handover-file.ts';
import {modeOf, openFolder} from './temp-folder.ts';

const now = epochMs(Date.UTC(2026, 10, 22, 3, 0, 7));

test('a handover is a file of its own, for its owner only, and never over one that is there [S14]', async () => {
	using folder = openFolder();
	const {write} = handoverFiles(path.join(folder.path, 'state'));
	expect(await write('first\n', now)).toEqual({
		ok: true,
		path: path.join(folder.path, 'state', 'handover-2026-11-22T03-00-07.md'),
	});
	expect(await write('second\n', now)).toEqual({
		ok: true,
		path: path.join(folder.path, 'state', 'handover-2026-11-22T03-00-07-2.md'),
	});
	const files = fs.readdirSync(path.join(folder.path, 'state')).toSorted();
	expect(files).toEqual(['handover-2026-11-22T03-00-07-2.md', 'handover-2026-11-22T03-00-07.md']);
	for (const file of files) {
		expect(modeOf(path.join(folder.path, 'state', file))).toBe('600');
	}

	expect(fs.readFileSync(path.join(folder.path, 'state', files[1] ?? ''), 'utf8')).toBe('first\n');
});

test('where none can be written it says why', async () => {
	using folder = openFolder();
	fs.writeFileSync(path.join(folder.path, 'state'), 'in the way');
	const {write} = handoverFiles(path.join(folder.path, 'state'));
	expect(await write('text\n', now)).toMatchObject({ok: false});
});
