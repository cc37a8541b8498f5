import {joinSafe, type SafeText, safe} from '../../../contract/text.ts';
import {keepSafe} from '../../../contract/text.ts';
import {fail, fine, notAnswered, type Verdict, warn} from '../finding.ts';
import {type Check, type Found} from '../found.ts';
import {type FileFound} from '../ports.ts';

const least = {columns: 80, rows: 24} as const;

/** Check 24: this machine, and what this program keeps on it. */
export const machineChecks: readonly Check[] = [
	{
		id: 'connection',
		number: 24,
		title: safe`flags, environment and settings`,
		why: safe`What they say together is what is watched, and by whom.`,
		look: connection,
	},
	{
		id: 'machine.node',
		number: 24,
		title: safe`Node`,
		why: safe`Older ones lack what TLS and proxies need here.`,
		look: ({machine}) => fine(machine.node),
	},
	{
		id: 'machine.terminal',
		number: 24,
		title: safe`terminal`,
		why: safe`A small or dumb terminal hides columns and colours.`,
		look: terminal,
	},
	{
		id: 'machine.files',
		number: 24,
		title: safe`who can read its files`,
		why: safe`Settings, tokens and the journal tell who may do what and what was done; others must not read or change them.`,
		look: files,
	},
	{
		id: 'machine.journal',
		number: 24,
		title: safe`the journal can be written`,
		why: safe`What cannot be written down is not changed: no change can be made.`,
		look: ({machine: {journal}}) =>
			journal.ok
				? fine(safe`yes`)
				: fail(journal.reason, {todo: safe`Make room, or give the folder back to yourself`}),
	},
];

function connection({problem, service, vantagepoint}: Found): Verdict {
	if (problem !== undefined) {
		return fail(problem, {
			todo: safe`Correct what is named; the list of settings says which one won`,
		});
	}

	return service.ok || vantagepoint.ok
		? fine(safe`they can be used`)
		: warn(safe`they name nothing to look at`, {
				todo: safe`Name a service (--url URL, --demo), or save one: synctop --url URL --save`,
			});
}

function terminal({machine}: Found): Verdict {
	const {terminal: name, columns, rows, color, isAscii} = machine;
	if (columns === undefined || rows === undefined) {
		return notAnswered(safe`the output is a pipe or a file`);
	}

	const text = safe`${name}, ${columns} x ${rows}, colours: ${color}${isAscii ? safe`, ASCII only` : safe``}`;
	return columns < least.columns || rows < least.rows
		? warn(text, {todo: safe`Make it ${least.columns} x ${least.rows} at least`})
		: fine(text);
}

function files({machine: {files: all, hasModes}}: Found): Verdict {
	if (!hasModes) {
		return notAnswered(safe`this system has no modes of files`);
	}

	const there = all.filter(({mode}) => mode !== undefined);
	const loose = there.filter((file) => isLoose(file));
	return loose.length === 0
		? fine(
				there.length === 0
					? safe`there are none yet`
					: joinSafe([...new Set(there.map(({what}) => what))], ', '),
			)
		: fail(safe`${loose.length} of ${there.length} are open to others, or are not your own`, {
				todo: joinSafe(
					loose.map((file) => mend(file)),
					'; ',
				),
				who: loose.map(
					({path, mode, what, isOwn, isLink}) =>
						safe`${what}: ${path}, mode ${octal(mode ?? 0)}${isOwn ? safe`` : safe`, of another user`}${isLink ? safe`, a link` : safe``}`,
				),
			});
}

function isLoose({mode = 0, isOwn, isLink, what}: FileFound): boolean {
	// Only what holds a secret is refused as a link.
	return (mode & 0o077) !== 0 || !isOwn || (isLink && what === 'secret');
}

function mend({path, kind, isLink}: FileFound): SafeText {
	return isLink
		? safe`name the file itself instead of ${path}`
		: safe`chmod ${kind === 'folder' ? safe`700` : safe`600`} ${path}`;
}

const octal = (mode: number): SafeText => keepSafe((mode & 0o777).toString(8).padStart(4, '0'));
