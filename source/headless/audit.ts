import {type SafeText, toSafe} from '../contract/text.ts';
import {type EpochMs, formatTime, parseTime} from '../contract/time.ts';
import {exitCode} from '../exit-code.ts';
import {fit} from '../format/width.ts';
import {plural} from '../format/number.ts';
import {type Fault, firstFault, isAccountedFor} from '../journal/chain.ts';
import {CommandError, usage} from './command-error.ts';
import {type Asked, type MachineWorld} from './command.ts';
import {type Printer} from './printer.ts';
import {type JournalLine, readJournal} from '../journal/journal-files.ts';
import {type Request, toRequests} from '../journal/requests.ts';

/** `synctop audit`: what this program was told to change, and what came of it. */
export async function audit(
	asked: Asked,
	{folders, print, streams}: MachineWorld,
): Promise<number> {
	const [verb = 'list', ...more] = asked.operands;
	if (!['list', 'verify'].includes(verb) || more.length > 0) {
		throw usage(`"${[verb, ...more].join(' ')}" is not known; there are: list, verify.`);
	}

	const since = sinceOf(asked);
	let lines: readonly JournalLine[];
	try {
		lines = await readJournal(folders.state, asked.isOn('demo') ? 'audit-demo' : 'audit');
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new CommandError(`The journal cannot be read: ${reason}`, {
			kind: 'journal',
			exit: exitCode.no,
		});
	}

	return verb === 'verify'
		? verify(lines, print, streams.stderr)
		: list(lines, asked, since, print);
}

function sinceOf(asked: Asked): EpochMs | undefined {
	const text = asked.text('since');
	const moment = text === undefined ? undefined : momentOf(text);
	if (text !== undefined && moment === undefined) {
		throw usage(
			`--since is "${text}", but must be a day or a moment: 2026-11-27, 2026-11-27T02:00:00Z.`,
		);
	}

	return moment;
}

function momentOf(text: string) {
	return parseTime(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
}

const faultText: Readonly<Record<Fault, string>> = {
	unreadable: 'is not a line of this journal',
	edited: 'was changed after it was written',
	misplaced: 'does not follow what is before it: a line was taken away, or this one was moved',
};

async function verify(
	lines: readonly JournalLine[],
	print: Printer,
	stderr: NodeJS.WritableStream,
): Promise<number> {
	const found = firstFault(lines);
	const line = found && lines[found.index];
	if (found === undefined || line === undefined) {
		const torn = lines.filter((_, index) => isAccountedFor(lines, index)).length;
		const starts = new Set(lines.flatMap(({ties}) => ties?.start ?? [])).size;
		await print.out(
			lines.length === 0
				? 'No line was written yet.\n'
				: `${plural(lines.length, toSafe('line'), toSafe('lines'))} of ${plural(starts, toSafe('start'), toSafe('starts'))}: all as they were written.${torn === 0 ? '' : ` ${torn} cut off by a crash or a full disk, and accounted for.`}\n`,
		);
		return exitCode.ended;
	}

	stderr.write(`${toSafe(line.file)}, line ${line.place} ${faultText[found.fault]}:\n`);
	stderr.write(`  ${toSafe(line.text)}\n`);
	return exitCode.no;
}

async function list(
	lines: readonly JournalLine[],
	asked: Asked,
	since: EpochMs | undefined,
	print: Printer,
): Promise<number> {
	const [action, wantedOutcome] = [asked.text('action'), asked.text('outcome')];
	const wanted = asked.text('target')?.toLowerCase() ?? '';
	const requests = toRequests(lines).filter(
		({entry, outcome}) =>
			(since === undefined || entry.at >= since) &&
			(action === undefined || entry.action === action) &&
			(wantedOutcome === undefined || (outcome ?? 'open') === wantedOutcome) &&
			`${entry.target.name} ${entry.target.id}`.toLowerCase().includes(wanted),
	);
	const rows = asked.isOn('json')
		? requests.flatMap((request) => request.lines.map((line) => toSafe(line.text)))
		: requests.map(row);
	await print.out(rows.map((text) => `${text}\n`).join(''));
	const unread = lines.filter(({entry}) => entry === undefined).length;
	if (unread > 0) {
		print.note(
			`synctop audit: ${plural(unread, toSafe('line'), toSafe('lines'))} could not be read; "synctop audit verify" tells more.`,
		);
	}

	return exitCode.ended;
}

function row({entry, outcome, detail}: Request): string {
	const moment = formatTime(entry.at).replace('T', ' ').slice(0, 19);
	return [
		`${moment}Z`,
		(outcome ?? 'OPEN').padEnd(10),
		entry.action.padEnd(12),
		fit(entry.target.name, 32),
		`${entry.actor} (${entry.account}@${entry.host})`,
		...[entry.reason, detail].filter((text): text is SafeText => text !== undefined),
	]
		.join('  ')
		.trimEnd();
}
