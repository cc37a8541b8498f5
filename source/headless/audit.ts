import {parseArgs} from 'node:util';
import {type SafeText, toSafe} from '../contract/text.ts';
import {formatTime, parseTime} from '../contract/time.ts';
import {auditOutcomes} from '../core/audit.ts';
import {steps} from '../core/target.ts';
import {exitCode} from '../exit-code.ts';
import {fit} from '../format/width.ts';
import {plural} from '../format/number.ts';
import {type Fault, firstFault, isAccountedFor} from '../journal/chain.ts';
import {type JournalLine, readJournal} from '../journal/journal-files.ts';
import {type Request, toRequests} from '../journal/requests.ts';

/** What the command needs of the world. */
export type AuditWorld = {
	readonly stdout: NodeJS.WritableStream;
	readonly stderr: NodeJS.WritableStream;
	/** The folder of the journals. */
	readonly folder: string;
};

export const auditHelp = `synctop audit: what this program was told to change, and what came of it

  synctop audit                list the requests, the oldest first
  synctop audit verify         look for lines that were changed, moved or taken away

  --since MOMENT    only from then on: 2026-11-27T02:00:00Z, or 2026-11-27
  --target TEXT     only of users or groups with this in their name or id
  --action NAME     only: ${steps.join(', ')}
  --outcome NAME    only: open, ${auditOutcomes.join(', ')}
  --json            the lines of the journal as they are, one JSON object each
  --demo            the journal of the demo
  --help            print this

Exit codes: 0 fine, 1 a line is not as it was written or the journal cannot be read, 2 the command line is not usable.
`;

const flags = {
	since: {type: 'string'},
	target: {type: 'string'},
	action: {type: 'string'},
	outcome: {type: 'string'},
	json: {type: 'boolean'},
	demo: {type: 'boolean'},
	help: {type: 'boolean'},
} as const;

/** Runs `synctop audit` and resolves to its exit code. */
export async function audit(argv: readonly string[], world: AuditWorld): Promise<number> {
	const read = readFlags(argv);
	if (!read.ok) {
		world.stderr.write(`synctop audit: ${toSafe(read.problem)}\n`);
		return exitCode.usage;
	}

	if (read.values.help === true) {
		world.stdout.write(auditHelp);
		return exitCode.ended;
	}

	try {
		const lines = await readJournal(
			world.folder,
			read.values.demo === true ? 'audit-demo' : 'audit',
		);
		return read.isVerify ? verify(lines, world) : list(lines, read.values, world);
	} catch (error) {
		const reason = toSafe(error instanceof Error ? error.message : String(error));
		world.stderr.write(`synctop audit: the journal cannot be read: ${reason}\n`);
		return exitCode.fault;
	}
}

type Values = {
	readonly [Name in keyof typeof flags]?: string | boolean | undefined;
};

type ReadFlags =
	| {readonly ok: true; readonly isVerify: boolean; readonly values: Values}
	| {readonly ok: false; readonly problem: string};

function readFlags(argv: readonly string[]): ReadFlags {
	try {
		const {values, positionals} = parseArgs({
			args: [...argv],
			options: flags,
			strict: true,
			allowPositionals: true,
		});
		const [verb = 'list', ...more] = positionals;
		if (!['list', 'verify'].includes(verb) || more.length > 0) {
			return wrong(`"${[verb, ...more].join(' ')}" is not known; there are: list, verify.`);
		}

		const problem = wrongValue(values);
		return problem === undefined ? {ok: true, isVerify: verb === 'verify', values} : wrong(problem);
	} catch (error) {
		const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
		return wrong(`${sentence}. "synctop audit --help" lists what there is.`);
	}
}

function wrong(problem: string): ReadFlags {
	return {ok: false, problem};
}

function wrongValue({since, action, outcome}: Values): string | undefined {
	if (typeof since === 'string' && momentOf(since) === undefined) {
		return `--since is "${since}", but must be a day or a moment: 2026-11-27, 2026-11-27T02:00:00Z.`;
	}

	const words = [
		{name: 'action', given: action, known: steps},
		{name: 'outcome', given: outcome, known: ['open', ...auditOutcomes]},
	];
	const unknown = words.find(
		({given, known}) => typeof given === 'string' && !known.some((word) => word === given),
	);
	return (
		unknown &&
		`--${unknown.name} is "${String(unknown.given)}", but must be one of: ${unknown.known.join(', ')}.`
	);
}

function momentOf(text: string) {
	return parseTime(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
}

const faultText: Readonly<Record<Fault, string>> = {
	unreadable: 'is not a line of this journal',
	edited: 'was changed after it was written',
	misplaced: 'does not follow what is before it: a line was taken away, or this one was moved',
};

function verify(lines: readonly JournalLine[], {stdout, stderr}: AuditWorld): number {
	const found = firstFault(lines);
	const line = found && lines[found.index];
	if (found === undefined || line === undefined) {
		const torn = lines.filter((_, index) => isAccountedFor(lines, index)).length;
		const starts = new Set(lines.flatMap(({ties}) => ties?.start ?? [])).size;
		stdout.write(
			lines.length === 0
				? 'No line was written yet.\n'
				: `${plural(lines.length, toSafe('line'), toSafe('lines'))} of ${plural(starts, toSafe('start'), toSafe('starts'))}: all as they were written.${torn === 0 ? '' : ` ${torn} cut off by a crash or a full disk, and accounted for.`}\n`,
		);
		return exitCode.ended;
	}

	stderr.write(`${toSafe(line.file)}, line ${line.place} ${faultText[found.fault]}:\n`);
	stderr.write(`  ${toSafe(line.text)}\n`);
	return exitCode.fault;
}

function list(lines: readonly JournalLine[], values: Values, world: AuditWorld): number {
	const since = typeof values.since === 'string' ? momentOf(values.since) : undefined;
	const wanted = typeof values.target === 'string' ? values.target.toLowerCase() : '';
	const requests = toRequests(lines).filter(
		({entry, outcome}) =>
			(since === undefined || entry.at >= since) &&
			(values.action === undefined || entry.action === values.action) &&
			(values.outcome === undefined || (outcome ?? 'open') === values.outcome) &&
			`${entry.target.name} ${entry.target.id}`.toLowerCase().includes(wanted),
	);
	const rows =
		values.json === true
			? requests.flatMap((request) => request.lines.map((line) => toSafe(line.text)))
			: requests.map(row);
	world.stdout.write(rows.map((text) => `${text}\n`).join(''));
	const unread = lines.filter(({entry}) => entry === undefined).length;
	if (unread > 0) {
		world.stderr.write(
			`synctop audit: ${plural(unread, toSafe('line'), toSafe('lines'))} could not be read; "synctop audit verify" tells more.\n`,
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
