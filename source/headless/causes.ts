import {epochMs, formatTime} from '../contract/time.ts';
import {type Cause, firstSeen} from '../core/causes/cause-index.ts';
import {causeList} from '../core/causes/cause-list.ts';
import {nearest} from '../core/query/nearest.ts';
import {checklistOf, type CheckedStep} from '../core/causes/checklist.ts';
import {isAcknowledged, causeKey} from '../core/acknowledge.ts';
import {causeColumns, causeFacts, causeRadius} from '../core/select/causes.ts';
import {type State} from '../core/state.ts';
import {unreadableUsers} from '../core/select/overview.ts';
import {type Asked, type ServiceWorld} from './command.ts';
import {usage} from './command-error.ts';
import {factLines, heading} from './facts.ts';
import {formatOf, painterOf, printRows, type Printing} from './output.ts';
import {type CauseRecord} from './records.ts';
import {endOf} from './unread.ts';
import {readEverything} from './wait-for.ts';

/** `synctop causes [CAUSE]`: what failed, whom it hits and what to do; all of them, or one with its steps. */
export async function causes(asked: Asked, world: ServiceWorld): Promise<number> {
	const state = await readEverything(world);
	const [name] = asked.operands;
	const isTold = formatOf(asked) === 'table' || formatOf(asked) === 'wide';
	if (name !== undefined && isTold) {
		await world.print.out(causeText(state, findCause(state, name), world));
		return endOf(unreadableUsers(state), asked, world);
	}

	const listed = causeList(state).filter(({users}) => asked.isOn('all') || users > 0);
	const shown = name === undefined ? listed : [findCause(state, name)];
	const rows = shown.map((cause) => ({id: cause.key, cause}));
	await printRows(rows, causePrinting(state), asked, world);
	return endOf(unreadableUsers(state), asked, world);
}

/** The cause that is named by its key, or by a part of its key or title that no other has. Throws a usage error otherwise. */
export function findCause(state: State, name: string): Cause {
	const all = causeList(state);
	const text = name.toLowerCase();
	const exact = all.filter(({key}) => key.toLowerCase() === text);
	const found =
		exact.length > 0
			? exact
			: all.filter(({key, title}) => `${key}\n${title}`.toLowerCase().includes(text));
	const [first, second] = found;
	if (first !== undefined && second === undefined) {
		return first;
	}

	const offered = first === undefined ? all : found;
	const rest = offered.length > 10 ? `\n  and ${offered.length - 10} more` : '';
	const names = offered.slice(0, 10).map(({key, title}) => `\n  ${key}  ${title}`);
	const listed = `${names.join('')}${rest}`;
	const closest = nearest(
		text,
		all.map(({key}) => key),
	);
	const near = closest === undefined ? '' : `; perhaps "${closest}"`;
	throw usage(
		first === undefined
			? `No cause is called "${name}"${near}.${listed === '' ? ' Nothing fails now.' : ` There are:${listed}`}`
			: `"${name}" may be one of several causes; name it by its key:${listed}`,
	);
}

type CauseRow = {readonly id: string; readonly cause: Cause};

function causePrinting(state: State): Printing<CauseRow> {
	return {
		columns: causeColumns(state),
		fields: [
			{id: 'key', of: ({cause}) => cause.key},
			{id: 'title', of: ({cause}) => cause.title},
			{id: 'users', of: ({cause}) => cause.users},
			{id: 'suspended', of: ({cause}) => cause.suspended},
			{id: 'held', of: ({cause}) => cause.held},
			{id: 'failing', of: ({cause}) => cause.failing},
			{id: 'issues', of: ({cause}) => cause.issues},
			{id: 'since', of: ({cause}) => sinceOf(cause)},
			{id: 'hits', of: ({cause}) => causeRadius(state, cause).words},
			{id: 'evidence', of: ({cause}) => causeRadius(state, cause).evidence},
			{id: 'next', of: ({cause}) => nextOf(state, cause)?.text},
		],
		json: ({cause}) => JSON.stringify(causeRecord(state, cause)),
		name: ({cause}) => cause.key,
	};
}

function sinceOf(cause: Cause): string | undefined {
	const first = firstSeen(cause);
	return first === undefined ? undefined : formatTime(epochMs(first));
}

function nextOf(state: State, cause: Cause): CheckedStep | undefined {
	return checklistOf(cause, state).find((step) => step.state === 'next');
}

/** A cause for other programs. Its shape is published with the schemas, and only grows. */
export function causeRecord(state: State, cause: Cause): CauseRecord {
	const {kind, words, evidence} = causeRadius(state, cause);
	return {
		key: cause.key,
		title: cause.title,
		isKnown: cause.kind !== undefined,
		users: cause.users,
		suspended: cause.suspended,
		held: cause.held,
		failing: cause.failing,
		withIssues: cause.withIssues,
		issues: cause.issues,
		trying: cause.trying,
		recovered: cause.recovered,
		since: sinceOf(cause) ?? null,
		radius: {kind, words, evidence},
		groups: Object.fromEntries(cause.byGroup),
		example: {code: cause.example.code, text: cause.example.text},
		isAcknowledged: isAcknowledged(state, causeKey(cause.key)),
		steps: checklistOf(cause, state).map(({text, does, state: stands, told}) => ({
			text,
			does: does ?? null,
			state: stands,
			told: told ?? null,
		})),
	};
}

const stepMarks: Readonly<Record<CheckedStep['state'], string>> = {
	done: '[x]',
	next: '[>]',
	open: '[ ]',
};

function causeText(state: State, cause: Cause, world: ServiceWorld): string {
	const paint = painterOf(world);
	const steps = checklistOf(cause, state).map(
		(step) =>
			`  ${paint(stepMarks[step.state], step.state === 'next' ? 'accent' : 'dim')} ${step.text}${step.told === undefined ? '' : paint(`  (${step.told})`, 'dim')}\n`,
	);
	return [
		heading(`${cause.title}  ${cause.key}`, world),
		factLines(causeFacts(state, cause), world),
		'\n',
		heading('Steps', world),
		...steps,
	].join('');
}
