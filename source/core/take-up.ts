import {safe} from '../contract/text.ts';
import {plural} from '../format/number.ts';
import {type AuditEntry} from './audit.ts';
import {type Effect} from './effect.ts';
import {told} from './notices.ts';
import {type Run, type RunItem} from './run.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';
import {type Target} from './target.ts';
import {asTarget, groupTarget} from './targets.ts';
import {userOf} from './users/user-table.ts';

/**
Takes up what earlier starts left behind: requests that were sent, or were about to be, and never settled (the program was killed, the
machine went down). As after an answer that was lost, the target is locked and read back until it is known what became of it. Nothing is
sent again. Waits for the first full read: before it, a target that is not there says nothing.
*/
export function takeUp(state: State): Step {
	const {unsettled, isComplete} = state;
	if (unsettled.length === 0 || !isComplete) {
		return stay(state);
	}

	const known = unsettled.map((entry) => ({entry, target: targetOf(state, entry)}));
	const items = known.flatMap(({entry, target}) =>
		target === undefined ? [] : [{entry, item: itemOf(entry, target)}],
	);
	const gone = known.flatMap(({entry, target}) =>
		target === undefined ? [lineOfGone(entry)] : [],
	);
	const first = safe`${plural(unsettled.length, safe`change`, safe`changes`)} of an earlier start`;
	const text =
		items.length === 0
			? safe`${first}: settled, the target is gone`
			: safe`${first} UNKNOWN: reading back, nothing is sent again`;
	return [
		told(
			{...state, unsettled: [], runs: [...state.runs, ...runsOf(items)]},
			text,
			items.length === 0 ? 'ok' : 'warn',
		),
		[
			...gone,
			...items.map(({entry, item}): Effect => ({
				type: 'readBack',
				runId: entry.change,
				target: item.target,
			})),
		],
	];
}

/** The target as it is now, with what was decided on: the version, and the batch that was the current one. */
function targetOf(state: State, {target: {type, id}, before}: AuditEntry): Target | undefined {
	if (type === 'group') {
		const group = state.entities.groups.get(id);
		return group && groupTarget(state, {...group, ...statusBefore(before)});
	}

	const user = userOf(state.entities.users, id);
	if (user === undefined) {
		return undefined;
	}

	const {batch, ...rest} = user;
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

function runsOf(
	items: ReadonlyArray<{readonly entry: AuditEntry; readonly item: RunItem}>,
): readonly Run[] {
	return [...Map.groupBy(items, ({entry}) => entry.change)].flatMap(
		([id, found]): readonly Run[] => {
			const [first] = found;
			return first === undefined
				? []
				: [
						{
							id,
							verb: first.entry.action,
							items: found.map(({item}) => item),
							startedAt: first.entry.at,
							isStopped: true,
							streak: 0,
							// What is put back is decided by who saw it happen.
							isUndone: true,
							...(first.entry.reason !== undefined && {reason: first.entry.reason}),
						},
					];
		},
	);
}

function lineOfGone({v: _v, at: _at, ...entry}: AuditEntry): Effect {
	const isRemoval = entry.action === 'delete' || entry.action === 'forceDelete';
	return {
		type: 'journal',
		entry: {
			...entry,
			phase: 'result',
			outcome: isRemoval ? 'done' : 'untold',
			detail: isRemoval
				? safe`gone, when looked for at a later start`
				: safe`deleted by somebody since`,
		},
	};
}
