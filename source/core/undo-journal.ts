import {type SafeText, safe, toSafe} from '../contract/text.ts';
import {type SentRequest} from './activity-list.ts';
import {type ChangeEvent} from './event.ts';
import {undoWindow} from './run.ts';
import {type State} from './state.ts';
import {type Target, targetVersion} from './target.ts';
import {asTarget, groupTarget} from './targets.ts';
import {userOf} from './users/user-table.ts';

type Asked = Extract<ChangeEvent, {type: 'change.asked'}>;

/**
The undo of what an earlier start did, as the journal has it: the last Enabled or Disabled of the past ten minutes, or the one that is named. The
same rules as for what this start did: only what nobody touched since, and only where the setting itself was changed.
*/
export function undoOfJournal(state: State, named?: string): Asked | {readonly reason: SafeText} {
	const changes = [...Map.groupBy(state.requests, ({entry}) => entry.change)];
	const undone = new Set(state.requests.flatMap(({entry}) => entry.undoes ?? []));
	const found = changes.find(([change, requests]) =>
		named === undefined ? reasonAgainst(state, requests, undone) === undefined : change === named,
	);
	if (found === undefined) {
		return {
			reason:
				named === undefined
					? safe`there is no change of the last 10 minutes to undo`
					: safe`the journal of this machine has no change ${toSafe(named)} to this service`,
		};
	}

	const [change, requests] = found;
	const reason = reasonAgainst(state, requests, undone);
	const targets = requests.flatMap((request) => untouched(state, request));
	if (reason !== undefined || targets.length === 0) {
		return {
			reason:
				reason ??
				safe`nothing to undo: what was changed has been changed again, or cannot be put back`,
		};
	}

	const verb = requests[0]?.entry.action === 'enable' ? 'disable' : 'enable';
	return {type: 'change.asked', verb, targets, undoes: change};
}

function reasonAgainst(
	{now}: State,
	requests: readonly SentRequest[],
	undone: ReadonlySet<string>,
): SafeText | undefined {
	// The newest of its requests tells its age: a bulk change may take a while.
	const [first] = requests;
	const action = first?.entry.action;
	if (
		first === undefined ||
		(action !== 'enable' && action !== 'disable') ||
		requests.some(({entry}) => entry.action !== action)
	) {
		return safe`only Enabled and Disabled can be put back`;
	}

	if (first.entry.undoes !== undefined) {
		return safe`it is an undo itself`;
	}

	if (undone.has(first.entry.change)) {
		return safe`it was undone already`;
	}

	return now.wall - first.entry.at > undoWindow ? safe`it is more than 10 minutes ago` : undefined;
}

function untouched(
	state: State,
	{entry: {target, before, action}, outcome, version}: SentRequest,
): readonly Target[] {
	const now = targetOf(state, target);
	const hasMovedSetting = before.syncStatus !== `${action}d`;
	return now !== undefined &&
		outcome === 'done' &&
		version !== undefined &&
		targetVersion(now) === version &&
		hasMovedSetting
		? [now]
		: [];
}

function targetOf(state: State, {type, id}: SentRequest['entry']['target']): Target | undefined {
	if (type === 'group') {
		const group = state.entities.groups.get(id);
		return group && groupTarget(state, group);
	}

	const user = userOf(state.entities.users, id);
	return user && asTarget(state, user, false);
}
