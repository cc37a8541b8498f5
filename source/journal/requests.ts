import {type SafeText} from '../contract/text.ts';
import {type AuditOutcome} from '../core/audit.ts';
import {type AuditLine} from './audit-line.ts';
import {type JournalLine} from './journal-files.ts';

/** One request with all that was written down of it. */
export type Request = {
	/** Its first line: the intent, unless that is gone. */
	readonly entry: AuditLine;
	/** What came of it last, or nothing while it is open. */
	readonly outcome: AuditOutcome | undefined;
	readonly detail: SafeText | undefined;
	/** The version that it left, if it is known. */
	readonly version: number | undefined;
	readonly lines: readonly JournalLine[];
};

/** The requests of a journal, in the order of their first lines. Lines that cannot be read belong to none. */
export function toRequests(lines: readonly JournalLine[]): readonly Request[] {
	const found = new Map<string, Request>();
	for (const line of lines) {
		const {entry} = line;
		if (entry !== undefined) {
			const known = found.get(entry.key);
			found.set(entry.key, {
				entry: known?.entry ?? entry,
				outcome: entry.outcome ?? known?.outcome,
				detail: entry.detail ?? known?.detail,
				version: entry.after?.version ?? known?.version,
				lines: [...(known?.lines ?? []), line],
			});
		}
	}

	return [...found.values()];
}
