import {once} from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import {expect, test} from 'vitest';
import {openFilePrinter} from '../../source/platform/file-printer.ts';
import {modeOf, openFolder} from './temp-folder.ts';

test('a socket, a device or a folder is never replaced, not even when a file would be', async () => {
	using folder = openFolder();
	await using server = net.createServer().listen(folder.in('socket'));
	await once(server, 'listening');
	// Through a link in a folder of its own: if this is ever untrue, no device of the machine is lost.
	fs.symlinkSync('/dev/null', folder.in('link'));
	fs.mkdirSync(folder.in('folder'));
	for (const name of ['socket', 'link', 'folder']) {
		expect(openFilePrinter(folder.in(name), true)).toMatchObject({
			ok: false,
			reason: expect.stringContaining('is no file'),
		});
	}

	expect(fs.statSync(folder.in('socket')).isSocket()).toBe(true);
	expect(fs.readdirSync(folder.path).toSorted()).toEqual(['folder', 'link', 'socket']);
});

test('a file is replaced whole when that is asked for, and is for its owner only', async () => {
	using folder = openFolder();
	const file = folder.write('rows.csv', 'old', 0o644);
	expect(openFilePrinter(file, false)).toMatchObject({ok: false});
	const opened = openFilePrinter(file, true);
	if (!opened.ok) {
		throw new Error(opened.reason);
	}

	await opened.printer.out('new\n');
	expect(fs.readFileSync(file, 'utf8')).toBe('old');
	await opened.keep();
	expect(fs.readFileSync(file, 'utf8')).toBe('new\n');
	expect(modeOf(file)).toBe('600');
});
