import {safe} from '../../../contract/text.ts';
import {type EpochMs, milliseconds} from '../../../contract/time.ts';
import {calendarDate, duration} from '../../../format/duration.ts';
import {plural} from '../../../format/number.ts';
import {about, fail, fine, type Verdict, warn} from '../finding.ts';
import {type Check} from '../found.ts';
import {missingFrom, type RangeFile} from '../ranges.ts';

const year = 365 * 86_400_000;

/** Check 14: whether the firewall lets Connect in. Which addresses those are stands in a file, never in the program. */
export const allowListCheck: Check = {
	id: 'allowList',
	number: 14,
	title: safe`allow list has the addresses of Connect`,
	why: safe`Where a firewall stands before Vantagepoint or the mail server, Connect is kept out by it, for all users at once.`,
	look: ({allowList, ranges, now}) =>
		about(allowList, (list) => about(ranges, (wanted) => compare(list, wanted, now))),
};

function compare(list: RangeFile, wanted: RangeFile, now: EpochMs): Verdict {
	const missing = missingFrom(list.ranges, wanted.ranges);
	const all = plural(wanted.ranges.length, safe`range`, safe`ranges`);
	if (missing.length > 0) {
		return fail(safe`${missing.length} of ${all} not allowed, or not wholly`, {
			todo: safe`Allow them for port 443, inbound, past the proxy`,
			who: missing.map(({text}) => text),
		});
	}

	const age = wanted.asOf === undefined ? undefined : now - wanted.asOf;
	if (age === undefined || age > year) {
		return warn(
			safe`all of ${all} are in it, but ${wanted.asOf === undefined ? safe`the list of ranges tells no date` : safe`that list is of ${calendarDate(wanted.asOf)}`}`,
			{
				todo: safe`Ask the vendor for the ranges of today, and write "# as of YYYY-MM-DD" into the file`,
			},
		);
	}

	return fine(safe`all of ${all}, as of ${duration(milliseconds(age))} ago`);
}
