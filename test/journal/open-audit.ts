import fs from 'node:fs';
import {userId} from '../../source/contract/id.ts';
import {toSafe} from '../../source/contract/text.ts';
import {epochMs} from '../../source/contract/time.ts';
import {type AuditEntry} from '../../source/core/audit.ts';
import {openJournal} from '../../source/journal/journal.ts';
import {openFolder} from '../platform/temp-folder.ts';

export const service = toSafe('https://example.com/api');
export const november = epochMs(Date.UTC(2026, 10, 30, 23, 0, 0));

/** A user as a line tells it. */
export const userTarget = (id: string, name = `${id}@example.com`): AuditEntry['target'] => ({
	type: 'user',
	id: userId.parse(id),
	name: toSafe(name),
});

/** A line as the program would hand it in. */
export function entryOf(key: string, fields: Partial<AuditEntry> = {}): AuditEntry {
	return {
		v: 1,
		phase: 'intent',
		at: november,
		connection: toSafe('contoso'),
		service,
		actor: toSafe('pat.admin'),
		change: key.replace(/-[ug]-\d+-\d$/, ''),
		key,
		action: 'disable',
		target: userTarget('u-1'),
		before: {version: 1, syncStatus: 'enabled', mailboxStatus: 'initialized'},
		...fields,
	};
}

/** A folder with a journal that several starts of the program write to. */
export function openAudit() {
	const folder = openFolder();
	const file = folder.in('audit-2026-11.jsonl');
	return {
		folder: folder.path,
		file,
		start: (start: string, pid = 7) =>
			openJournal({
				folder: folder.path,
				stem: 'audit',
				writer: {start, pid, host: 'jump1', account: 'pat'},
			}),
		lines: () => fs.readFileSync(file, 'utf8').trimEnd().split('\n'),
		/** Somebody edits the file. */
		rewrite(change: (lines: readonly string[]) => readonly string[]): void {
			const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n');
			fs.writeFileSync(file, `${change(lines).join('\n')}\n`);
		},
		remove: (name: string) => fs.rmSync(folder.in(name)),
		[Symbol.dispose]: () => {
			folder[Symbol.dispose]();
		},
	};
}

export type Audit = ReturnType<typeof openAudit>;
