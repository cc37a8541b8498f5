import {type SafeText, safe} from '../contract/text.ts';
import {type ActivityRow} from './activity-list.ts';
import {type ChangeEvent} from './event.ts';
import {type Run, undoWindow} from './run.ts';
import {type State} from './state.ts';
import {type Target, targetVersion, type Verb} from './target.ts';
import {currentTarget} from './targets.ts';

type Asked = Extract<ChangeEvent, {type: 'change.asked'}>;

/** What an undo would be, or why there is none. Only Enabled and Disabled can be undone, for ten minutes. */
export function undoOf(state: State, id?: string): Asked | {readonly reason: SafeText} {
	const run =
		id === undefined
			? state.runs.findLast(isUndoable)
			: state.runs.find((known) => known.id === id && isUndoable(known));
	if (run === undefined || state.now.elapsed - (run.endedAt ?? 0) > undoWindow) {
		return {reason: safe`there is no change of the last 10 minutes to undo`};
	}

	const targets = untouched(state, run);
	return targets.length === 0
		? {
				reason: safe`nothing to undo: what was changed has been changed again, or cannot be put back`,
			}
		: {type: 'change.asked', verb: inverse(run.verb), targets, undoes: run.id};
}

/** Why what a row of the activity tells cannot be undone, if so. */
export function reasonNotToUndo(state: State, {source}: ActivityRow): SafeText | undefined {
	if (source.kind === 'service') {
		return safe`it is the service's word; what this program did has rows of its own`;
	}

	const run = state.runs.find(({id}) => id === source.change);
	if (run === undefined || !source.change.startsWith(`${state.connection.nonce}-`)) {
		return safe`an earlier start did it; only what this start did can be put back`;
	}

	if (run.undoes !== undefined || run.isUndone) {
		return run.isUndone ? safe`it was undone already` : safe`it is an undo itself`;
	}

	if (run.verb !== 'enable' && run.verb !== 'disable') {
		return safe`only Enabled and Disabled can be put back`;
	}

	if (run.endedAt === undefined) {
		return safe`it is still on its way`;
	}

	if (state.now.elapsed - run.endedAt > undoWindow) {
		return safe`it is more than 10 minutes ago`;
	}

	const undo = undoOf(state, run.id);
	return 'reason' in undo ? undo.reason : undefined;
}

function isUndoable(run: Run): boolean {
	return (
		run.endedAt !== undefined &&
		!run.isUndone &&
		run.undoes === undefined &&
		(run.verb === 'enable' || run.verb === 'disable') &&
		run.items.some(({phase}) => phase.kind === 'done')
	);
}

function inverse(verb: Verb): Verb {
	return verb === 'enable' ? 'disable' : 'enable';
}

// Only what nobody touched since, and only where the setting itself was changed: a lifted hold cannot be put back.
function untouched(state: State, run: Run): readonly Target[] {
	return run.items.flatMap(({target, phase, answered}) => {
		const now = currentTarget(state, target);
		const hasMovedSetting = settingOf(target) !== (run.verb === 'enable' ? 'enabled' : 'disabled');
		const isUntouched =
			now !== undefined &&
			phase.kind === 'done' &&
			// Where the answer was lost somebody else may have done the same: that is not ours to undo.
			answered !== undefined &&
			targetVersion(now) === phase.version;
		return isUntouched && hasMovedSetting ? [now] : [];
	});
}

function settingOf(target: Target): string {
	return target.kind === 'user' ? target.user.syncStatus : target.group.syncStatus;
}
