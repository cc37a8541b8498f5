import {handoverText} from '../core/handover/handover-text.ts';
import {formatTime} from '../contract/time.ts';
import {type State} from '../core/state.ts';
import {exitCode} from '../exit-code.ts';
import {openFilePrinter} from '../platform/file-printer.ts';
import {activity} from './activity.ts';
import {causes} from './causes.ts';
import {type Asked, type ServiceWorld} from './command.ts';
import {CommandError, usage} from './command-error.ts';
import {groups} from './groups.ts';
import {batches, users} from './users.ts';
import {readEverything} from './wait-for.ts';

/** What can be exported. */
export const exportable = [
	'users',
	'groups',
	'batches',
	'causes',
	'activity',
	'handover',
	'notebook',
] as const;

const lists = {users, groups, batches, causes, activity};

/** `synctop export WHAT`: rows, the handover or the notebook, to standard output or into a file of its own. */
export async function exportCommand(asked: Asked, world: ServiceWorld): Promise<number> {
	const [name, ...more] = asked.operands;
	const what = exportable.find((known) => known === name);
	if (what === undefined || more.length > 0) {
		throw usage(`export takes one of: ${exportable.join(', ')}.`);
	}

	const file = asked.text('to');
	if (file === undefined) {
		return write(what, asked, world);
	}

	const opened = openFilePrinter(file, asked.isOn('force'));
	if (!opened.ok) {
		throw new CommandError(opened.reason, {kind: 'file', exit: exitCode.usage});
	}

	const {printer, keep, drop} = opened;
	try {
		const code = await write(what, asked, {...world, print: {...world.print, ...printer}});
		await keep();
		world.print.note(`synctop: wrote ${file}`);
		return code;
	} catch (error) {
		drop();
		throw error;
	}
}

async function write(
	what: (typeof exportable)[number],
	asked: Asked,
	world: ServiceWorld,
): Promise<number> {
	switch (what) {
		case 'handover': {
			const state = await readEverything(world);
			const lines = handoverText(state, {isMasked: asked.isOn('mask')});
			await world.print.out(lines.map((line) => `${line}\n`).join(''));
			return exitCode.ended;
		}

		case 'notebook': {
			await world.print.out(`${notebookRecord(await readEverything(world))}\n`);
			return exitCode.ended;
		}

		default: {
			const isTold = asked.text('output') !== undefined;
			return lists[what]({...asked, operands: [], text: isTold ? asked.text : asCsv(asked)}, world);
		}
	}
}

// A file of rows is for other programs, unless something else is asked for.
function asCsv(asked: Asked): Asked['text'] {
	return (flag) => (flag === 'output' ? 'csv' : asked.text(flag));
}

function notebookRecord({notebook}: State): string {
	return JSON.stringify({
		acknowledged: Object.fromEntries(
			[...notebook.acknowledged]
				.filter(([, {isEnded}]) => isEnded !== true)
				.map(([key, {at, by}]) => [key, {at: formatTime(at), by: by ?? null}]),
		),
		memos: Object.fromEntries(
			[...notebook.memos]
				.filter(([, {text}]) => text !== '')
				.map(([key, {at, text}]) => [key, {at: formatTime(at), text}]),
		),
	});
}
