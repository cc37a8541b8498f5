import {type SafeText, safe} from '../contract/text.ts';
import {type State} from './state.ts';
import {type Target, targetId, targetVersion} from './target.ts';
import {currentTarget} from './targets.ts';

/** The way to a Delete that is refused while data remains, by the product's help. */
export type DeleteStep = {
	readonly text: SafeText;
	/** `watched` comes true without anybody's doing: the rows are looked at until then. */
	readonly state: 'done' | 'next' | 'later' | 'watched';
};

export type DeleteSteps = {
	readonly steps: readonly DeleteStep[];
	/** What is to be done now; nothing while the removal of the data is watched. */
	readonly next: 'disable' | 'uninitialize' | 'delete' | undefined;
};

/** The documented steps, ticked from the row as it is now. Nothing when the user is gone. */
export function deleteSteps(state: State, target: Target): DeleteSteps | undefined {
	const now = currentTarget(state, target);
	if (now?.kind !== 'user') {
		return undefined;
	}

	const isOff = now.user.syncStatus === 'disabled';
	const isClean = now.user.mailboxStatus === 'notInitialized';
	const isAsked = isClean || wasUninitialized(state, now);
	const next = !isOff ? 'disable' : !isAsked ? 'uninitialize' : isClean ? 'delete' : undefined;
	return {
		next,
		steps: [
			{text: safe`disable synchronization`, state: isOff ? 'done' : 'next'},
			{
				text: safe`un-initialize the mailbox`,
				state: isAsked ? 'done' : next === 'uninitialize' ? 'next' : 'later',
			},
			{
				text: safe`wait until its data is removed`,
				state: isClean ? 'done' : next === undefined ? 'watched' : 'later',
			},
			{text: safe`delete the user from Connect`, state: next === 'delete' ? 'next' : 'later'},
		],
	};
}

// The service may take its time after it said yes. What it did since (a new version) is seen in the row itself.
function wasUninitialized({runs}: State, target: Target): boolean {
	return runs.some(
		({verb, items}) =>
			verb === 'uninitialize' &&
			items.some(
				({phase, target: changed}) =>
					phase.kind === 'done' &&
					targetId(changed) === targetId(target) &&
					phase.version >= targetVersion(target),
			),
	);
}
