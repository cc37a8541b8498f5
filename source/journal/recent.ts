import {type SafeText, safe, toSafe} from '../contract/text.ts';
import {type SentRequest} from '../core/activity-list.ts';
import {undoWindow} from '../core/run.ts';
import {toEntry} from './audit-line.ts';
import {readJournal} from './journal-files.ts';
import {type JournalOptions} from './journal.ts';
import {toRequests} from './requests.ts';

const monthsLookedAt = 2;
// Of what can still be put back none is left out, however many there are.
const mostRequests = 500;

export type RecentRequests = {
	readonly requests: readonly SentRequest[];
	readonly warning?: SafeText;
};

/** The last requests to a service, the newest first; of one start only if it is named. Never throws. */
export async function recentRequests(
	{folder, stem}: JournalOptions,
	service: SafeText,
	start?: string,
): Promise<RecentRequests> {
	try {
		const lines = await readJournal(folder, stem, monthsLookedAt);
		const own = lines.filter(
			({entry, ties}) =>
				entry?.service === service && (start === undefined || ties?.start === start),
		);
		const all = toRequests(own);
		const newest = all.at(-1)?.entry.at ?? 0;
		const requests = all
			.filter(
				({entry}, index) => index >= all.length - mostRequests || entry.at >= newest - undoWindow,
			)
			.toReversed()
			.map(({entry, outcome, detail, version}) => ({
				entry: toEntry(entry),
				outcome,
				detail,
				...(version !== undefined && {version}),
			}));
		return {requests};
	} catch (error) {
		const reason = toSafe(error instanceof Error ? error.message : String(error));
		return {requests: [], warning: safe`What was done from here cannot be read: ${reason}`};
	}
}
