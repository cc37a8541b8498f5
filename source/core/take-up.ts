import {type Group} from '../contract/group.ts';
import {type SafeText, safe} from '../contract/text.ts';
import {seconds} from '../contract/time.ts';
import {type User} from '../contract/user.ts';
import {type AuditEntry, type AuditOutcome} from './audit.ts';
import {type Effect} from './effect.ts';
import {type ChangeEvent, type Event} from './event.ts';
import {told} from './notices.ts';
import {type Run, type RunItem} from './run.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';
import {type Target} from './target.ts';
import {asTarget, groupTarget} from './targets.ts';

type LookedFor = Extract<ChangeEvent, {type: 'change.lookedFor'}>;

const lookAgainPause = seconds(10);

/**
Takes up what earlier starts left behind: requests that were sent, or were about to be, and never settled (the program was killed, the
machine went down). Their targets are locked at once, looked for by their ids, and read back as after an answer that was lost, until it is
known what became of them. Nothing is sent again.
*/
export function takeUp(state: State, entries: readonly AuditEntry[]): Step {
	// Of a chain the last step tells: it was sent because those before it were done.
	const last = new Map(entries.map((entry) => [placeOf(entry), entry]));
	const earlier = entries.filter((entry) => last.get(placeOf(entry)) !== entry);
	const open = [...last.values()];
	return [
		{...state, unsettled: open},
		[
			...earlier.map((entry) => lineOf(entry, 'done', safe`a later step was sent`)),
			...open.map((entry): Effect => ({type: 'lookFor', entry})),
		],
	];
}

function placeOf({change, target}: AuditEntry): string {
	return `${change} ${target.type} ${target.id}`;
}

/** What looking for a target by its id brought. That it is gone is believed from the service alone. */
export function lookedFor(state: State, {entry, outcome}: LookedFor): Step {
	if (!state.unsettled.includes(entry)) {
		return stay(state);
	}

	if (!outcome.ok && outcome.failure.kind !== 'missing') {
		const event: Event = {type: 'change.lookFor', entry};
		return [state, [{type: 'wait', timer: `verify:${entry.key}`, delay: lookAgainPause, event}]];
	}

	const next = {...state, unsettled: state.unsettled.filter((other) => other !== entry)};
	const name = safe`A change of an earlier start (${entry.target.name})`;
	if (!outcome.ok) {
		const isRemoval = entry.action === 'delete' || entry.action === 'forceDelete';
		const line = isRemoval
			? lineOf(entry, 'done', safe`gone, when looked for at a later start`)
			: lineOf(entry, 'untold', safe`deleted by somebody since`);
		return [told(next, safe`${name}: the target is gone`, isRemoval ? 'ok' : 'warn'), [line]];
	}

	const item = itemOf(entry, asDecided(next, outcome.value, entry.before));
	return [
		told(
			{...next, runs: withItem(next.runs, entry, item)},
			safe`${name} is UNKNOWN: reading it back, nothing is sent again`,
			'warn',
		),
		[{type: 'readBack', runId: entry.change, target: item.target}],
	];
}

/** The target as it is now, with what was decided on: the version, and the batch that was the current one. */
function asDecided(
	state: State,
	found: {readonly user: User} | {readonly group: Group},
	before: AuditEntry['before'],
): Target {
	if ('group' in found) {
		return groupTarget(state, {...found.group, ...statusBefore(before)});
	}

	const {batch, ...rest} = found.user;
	return asTarget(
		state,
		{
			...rest,
			...statusBefore(before),
			...(before.mailboxStatus !== undefined && {mailboxStatus: before.mailboxStatus}),
			...(batch !== undefined &&
				before.batch !== undefined && {batch: {...batch, id: before.batch}}),
		},
		false,
	);
}

function statusBefore({version, syncStatus}: AuditEntry['before']) {
	return {version, syncStatus};
}

// The key ends in the number of the step. Earlier steps of a chain are settled; later ones are for a person to decide on anew.
function itemOf({action, key, at, before}: AuditEntry, target: Target): RunItem {
	const step = Number(/-(\d)$/.exec(key)?.[1] ?? 0);
	return {
		target,
		steps: Array.from({length: step + 1}, () => action),
		version: before.version,
		phase: {kind: 'unknown', step, since: at, tries: 0, failures: 0},
	};
}

function withItem(runs: readonly Run[], entry: AuditEntry, item: RunItem): readonly Run[] {
	const known = runs.find(({id}) => id === entry.change);
	if (known !== undefined) {
		return runs.map((run) => (run === known ? {...run, items: [...run.items, item]} : run));
	}

	return [
		...runs,
		{
			id: entry.change,
			verb: entry.action,
			items: [item],
			startedAt: entry.at,
			isStopped: true,
			streak: 0,
			// What is put back is decided by who saw it happen.
			isUndone: true,
			...(entry.reason !== undefined && {reason: entry.reason}),
		},
	];
}

function lineOf(
	{v: _v, at: _at, ...entry}: AuditEntry,
	outcome: AuditOutcome,
	detail: SafeText,
): Effect {
	return {type: 'journal', entry: {...entry, phase: 'result', outcome, detail}};
}
