import {type SafeText, safe, toSafe} from '../contract/text.ts';
import {type EpochMs, minutes} from '../contract/time.ts';
import {type Unsettled} from '../core/ports.ts';
import {plural} from '../format/number.ts';
import {type AuditLine, toEntry} from './audit-line.ts';
import {type JournalLine, readJournal} from './journal-files.ts';
import {toRequests} from './requests.ts';
import {type JournalOptions, type Writer} from './journal.ts';

// A request of the last night of a month may be looked for on the first of the next.
const monthsLookedAt = 2;

const ownTime = minutes(2);

type Present = {readonly writer: Writer; readonly now: EpochMs; readonly isAlive: IsAlive};

/** Whether a process runs on this machine. */
export type IsAlive = (pid: number) => boolean;

/** What earlier starts sent to a service, or were about to send, and never settled. Says so where lines cannot be read; never throws for that. */
export async function findUnsettled(
	{folder, stem, writer}: JournalOptions,
	service: SafeText,
	present: {readonly now: EpochMs; readonly isAlive: IsAlive},
): Promise<Unsettled> {
	try {
		const lines = await readJournal(folder, stem, monthsLookedAt);
		const open = unsettledLines(lines).filter(
			(line) => line.service === service && !isElsewhere(line, {...present, writer}),
		);
		return {entries: open.map(toEntry), ...warningOf(lines)};
	} catch (error) {
		const reason = toSafe(error instanceof Error ? error.message : String(error));
		return {entries: [], warning: safe`The audit journal cannot be read: ${reason}`};
	}
}

/** The requests that no line settles, in order. */
function unsettledLines(lines: readonly JournalLine[]): readonly AuditLine[] {
	return toRequests(lines)
		.filter(({outcome}) => outcome === undefined || outcome === 'unknown')
		.map(({entry}) => entry);
}

// Another program that is still running settles what it began. After a while its number may be another's; and reading back does no harm.
function isElsewhere({pid, host, at}: AuditLine, {writer, now, isAlive}: Present): boolean {
	return now - at < ownTime && host === writer.host && pid !== writer.pid && isAlive(pid);
}

function warningOf(lines: readonly JournalLine[]): {readonly warning?: SafeText} {
	const unread = lines.filter(({entry}) => entry === undefined);
	const [first] = unread;
	return first === undefined
		? {}
		: {
				warning: safe`The audit journal has ${plural(unread.length, safe`line`, safe`lines`)} that cannot be read: ${toSafe(first.file)}, line ${first.place}. "synctop audit verify" tells more.`,
			};
}
