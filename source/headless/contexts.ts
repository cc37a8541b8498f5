import {contextNamed, savedConnections, withCurrent, withoutContext} from '../contexts.ts';
import {keepSafe, safe} from '../contract/text.ts';
import {formatTime, type Milliseconds, milliseconds, seconds} from '../contract/time.ts';
import {
	type ConnectionLook,
	type ConnectionRow,
	type SavedConnection,
} from '../core/connections.ts';
import {lookColumns, savedColumns} from '../core/select/connections.ts';
import {exitCode} from '../exit-code.ts';
import {duration} from '../format/duration.ts';
import {keepConnections} from '../keep-connections.ts';
import {type Asked, type MachineWorld} from './command.ts';
import {usage} from './command-error.ts';
import {type FieldOf, printRows, type Printing} from './output.ts';
import {parseSpan} from './until.ts';

/** `synctop contexts`: the saved connections, and which one is current. */
export async function contexts(asked: Asked, world: MachineWorld): Promise<number> {
	const [verb, name, ...more] = asked.operands;
	switch (verb) {
		case undefined: {
			return list(asked, world);
		}

		case 'use':
		case 'remove': {
			if (name === undefined || more.length > 0) {
				throw usage(`contexts ${verb} takes one name. "synctop contexts" lists them.`);
			}

			return verb === 'use' ? choose(name, world) : remove(name, world);
		}

		default: {
			throw usage(`"${verb}" is not known; there are: use, remove.`);
		}
	}
}

async function choose(name: string, {folders, settings, print}: MachineWorld): Promise<number> {
	contextNamed(settings, name);
	await keepConnections(folders.settings, (present) => withCurrent(present, name));
	print.note(`${name} is opened from now on when no other one is named.`);
	return exitCode.ended;
}

async function remove(name: string, {folders, settings, print}: MachineWorld): Promise<number> {
	// One that cannot be understood can be removed as well.
	if (!savedConnections(settings).some((saved) => saved.name === name)) {
		contextNamed(settings, name);
	}

	await keepConnections(folders.settings, (present) => withoutContext(present, name));
	print.note(`${name} is forgotten; files with its secrets were not touched.`);
	return exitCode.ended;
}

async function list(asked: Asked, world: MachineWorld): Promise<number> {
	const saved = savedConnections(world.settings);
	if (saved.length === 0) {
		world.print.note('No connection is saved. "synctop login NAME --url URL" saves one.');
	}

	if (!asked.isOn('status')) {
		if (asked.text('timeout') !== undefined) {
			throw usage('--timeout belongs to --status.');
		}

		await printRows(saved, savedPrinting, asked, world);
		return exitCode.ended;
	}

	const timeout = asked.text('timeout');
	const longest = timeout === undefined ? seconds(10) : parseSpan('timeout', timeout);
	const rows = await looked(saved, longest, world);
	await printRows(rows, lookPrinting, asked, world);
	return rows.every(({look}) => look.kind === 'known') ? exitCode.ended : exitCode.no;
}

const betweenLooks = milliseconds(50);

/** All of them, asked at once; each has the same time, and who is silent keeps nobody else from being told. */
async function looked(
	saved: readonly SavedConnection[],
	longest: Milliseconds,
	{others, clock}: MachineWorld,
): Promise<readonly ConnectionRow[]> {
	const names = saved.flatMap(({name, problem}) => (problem === undefined ? [name] : []));
	const looks = others.looks();
	const until = clock.elapsed() + longest;
	try {
		for (;;) {
			const seen = looks.look(names);
			const isLate = clock.elapsed() >= until;
			if (isLate || [...seen.values()].every(isSettled)) {
				return saved.map((row) => ({...row, look: lastLook(row, seen.get(row.name), longest)}));
			}

			await new Promise<void>((resolve) => {
				clock.after(betweenLooks, resolve);
			});
		}
	} finally {
		await looks.leave();
	}
}

function isSettled(look: ConnectionLook): boolean {
	return look.kind === 'silent' || (look.kind === 'known' && look.cause !== 'notRead');
}

function lastLook(
	{problem}: SavedConnection,
	look: ConnectionLook | undefined,
	longest: Milliseconds,
): ConnectionLook {
	if (problem !== undefined) {
		return {kind: 'silent', reason: problem};
	}

	return look === undefined || look.kind === 'asking'
		? {kind: 'silent', reason: safe`no answer within ${duration(longest)}`}
		: look;
}

const yes = (isTrue: boolean): string => (isTrue ? 'yes' : 'no');

const savedFields: ReadonlyArray<FieldOf<SavedConnection>> = [
	{id: 'name', of: ({name}) => name},
	{id: 'url', of: ({url}) => url},
	{id: 'current', of: ({isCurrent}) => yes(isCurrent)},
	{id: 'production', of: ({isProduction}) => yes(isProduction)},
	{id: 'readOnly', of: ({isReadOnly}) => yes(isReadOnly)},
	{id: 'problem', of: ({problem}) => problem},
];

function savedFacts({name, url, isCurrent, isProduction, isReadOnly, problem}: SavedConnection) {
	return {name, url, current: isCurrent, production: isProduction, readOnly: isReadOnly, problem};
}

const savedPrinting: Printing<SavedConnection> = {
	columns: savedColumns,
	fields: savedFields,
	json: (row) => JSON.stringify(savedFacts(row)),
	name: ({name}) => name,
};

const lookPrinting: Printing<ConnectionRow> = {
	columns: lookColumns,
	fields: [
		...savedFields,
		...(['active', 'withIssues', 'suspended', 'notConfigured'] as const).map(
			(id): FieldOf<ConnectionRow> => ({
				id,
				of: ({look}) => (look.kind === 'known' ? look.counts[id] : undefined),
			}),
		),
		{
			id: 'cause',
			of: ({look}) =>
				look.kind === 'known' && typeof look.cause === 'object' ? look.cause.title : undefined,
		},
		{
			id: 'hit',
			of: ({look}) =>
				look.kind === 'known' && typeof look.cause === 'object' ? look.cause.users : undefined,
		},
		{id: 'asOf', of: ({look}) => (look.kind === 'known' ? formatTime(look.asOf) : undefined)},
		{id: 'reason', of: ({look}) => (look.kind === 'silent' ? look.reason : undefined)},
	],
	json: (row) => JSON.stringify({...savedFacts(row), ...lookFacts(row.look)}),
	name: ({name}) => name,
};

function lookFacts(look: ConnectionLook) {
	switch (look.kind) {
		case 'asking': {
			return {};
		}

		case 'silent': {
			return {answered: false, reason: keepSafe(look.reason)};
		}

		case 'known': {
			const {counts, cause, asOf} = look;
			return {
				answered: true,
				counts,
				// Left out where the users were not all read; null where nobody is hit.
				...(cause !== 'notRead' && {cause: cause === 'none' ? null : cause}),
				asOf: formatTime(asOf),
			};
		}
	}
}
