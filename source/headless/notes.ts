import {type SafeText, safe} from '../contract/text.ts';
import {causeSubject, isAcknowledged, memoOf, userSubject} from '../core/acknowledge.ts';
import {type Subject} from '../core/notebook-event.ts';
import {span} from '../core/select/line.ts';
import {type State} from '../core/state.ts';
import {exitCode} from '../exit-code.ts';
import {type NoteRecord} from './change-records.ts';
import {findCause} from './causes.ts';
import {type Asked, type ServiceWorld} from './command.ts';
import {CommandError, usage} from './command-error.ts';
import {each, targetsAsked} from './named.ts';
import {type Printing, printRows} from './output.ts';
import {readNotes} from './ready-to-change.ts';

/** `synctop ack`: says that they are known, or takes that back. */
export async function acknowledge(asked: Asked, world: ServiceWorld): Promise<number> {
	const [kind = '', ...names] = asked.operands;
	const about = kindOf(kind);
	const state = await readNotes(world);
	const subjects = subjectsOf(state, about, names, asked);
	const isOff = asked.isOn('off');
	const wanted = subjects.filter(({key}) => isAcknowledged(state, key) === isOff);
	if (wanted.length > 0) {
		world.engine.dispatch({type: 'note.acknowledged', subjects: wanted});
		await keep(world);
	}

	const now = world.engine.store.getState();
	await printRows(
		subjects.map((subject) => ({
			subject,
			note: isAcknowledged(now, subject.key) ? safe`acknowledged` : safe`not acknowledged`,
		})),
		printing,
		asked,
		world,
	);
	return exitCode.ended;
}

/** `synctop memo`: a line about one of them. */
export async function memo(asked: Asked, world: ServiceWorld): Promise<number> {
	const [kind = '', name, text, ...more] = asked.operands;
	const about = kindOf(kind);
	if (name === undefined || text === undefined || more.length > 0) {
		throw usage('memo needs a name and a text: put the text in quotes; "" takes the memo away.');
	}

	const state = await readNotes(world);
	const subjects = subjectsOf(state, about, [name], asked);
	const {engine} = world;
	engine.dispatch({type: 'memo.opened', subjects});
	engine.dispatch({type: 'memo.emptied'});
	engine.dispatch({type: 'memo.typed', text});
	engine.dispatch({type: 'memo.kept'});
	await keep(world);
	const now = engine.store.getState();
	await printRows(
		subjects.map((subject) => ({subject, note: memoOf(now, subject.key)?.text ?? safe`no memo`})),
		printing,
		asked,
		world,
	);
	return exitCode.ended;
}

function kindOf(kind: string): 'user' | 'cause' {
	if (kind !== 'user' && kind !== 'cause') {
		throw usage(`"${kind}" can have no note; there are: user, cause.`);
	}

	return kind;
}

function subjectsOf(
	state: State,
	kind: 'user' | 'cause',
	names: readonly string[],
	asked: Asked,
): readonly Subject[] {
	if (kind === 'user') {
		return targetsAsked(state, 'user', names, asked).flatMap((target) =>
			target.kind === 'user' ? [userSubject(target.user)] : [],
		);
	}

	if (names.length === 0) {
		throw usage(`${asked.command.name} cause needs the key of a cause.`);
	}

	return each(names, (key) => causeSubject(findCause(state, key)));
}

/** Writes it down now: nobody waits for the moment in which the screen would. */
async function keep({engine}: ServiceWorld): Promise<void> {
	engine.dispatch({type: 'notebook.due'});
	await engine.drained();
	const {failure} = engine.store.getState().glance;
	if (failure !== undefined) {
		throw new CommandError(`It could not be kept: ${failure}.`, {
			kind: 'notebook',
			exit: exitCode.usage,
		});
	}
}

type Row = {readonly subject: Subject; readonly note: SafeText};

const printing: Printing<Row> = {
	columns: [
		{
			id: 'name',
			title: safe`NAME`,
			width: [20, 60],
			priority: 1,
			cell: ({subject}) => span(subject.name),
		},
		{id: 'note', title: safe`NOTE`, width: [12, 300], priority: 1, cell: ({note}) => span(note)},
	],
	fields: [
		{id: 'about', of: ({subject}) => subject.key},
		{id: 'name', of: ({subject}) => subject.name},
		{id: 'note', of: ({note}) => note},
	],
	json: ({subject: {key, name}, note}) =>
		JSON.stringify({about: key, name, note} satisfies NoteRecord),
	name: ({subject}) => subject.name,
};
