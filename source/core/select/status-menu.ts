import {type SafeText, safe} from '../../contract/text.ts';
import {serviceNow} from '../feed.ts';
import {reasonNot} from '../rules.ts';
import {type State} from '../state.ts';
import {type Target, type Verb} from '../target.ts';
import {lockOfTarget, reasonNotToChange} from '../targets.ts';

/** One line of the status menu: what it sets, and what it means or why it cannot be. */
export type StatusChoice = {
	readonly verb: Verb;
	readonly label: SafeText;
	readonly note: SafeText;
	readonly isPossible: boolean;
};

const userChoices: ReadonlyArray<readonly [verb: Verb, label: SafeText, note: SafeText]> = [
	['enable', safe`Enabled`, safe`synchronization goes on at the next schedule`],
	['disable', safe`Disabled`, safe`soft stop: the user can resume it`],
	['delete', safe`Delete`, safe`removes the user from Connect`],
	['forceDelete', safe`Force Delete`, safe`for a lost mailbox; data out of reach stays there`],
	['synchronize', safe`Force sync`, safe`queues a batch now`],
	['enableAndSynchronize', safe`Enable + sync`, safe`lifts the hold, then queues a batch`],
	['uninitialize', safe`Un-initialize`, safe`removes the data from the mailbox, disables`],
];

const groupChoices: ReadonlyArray<readonly [verb: Verb, label: SafeText, note: SafeText]> = [
	['enable', safe`Enabled`, safe`members synchronize again by their own status`],
	['disable', safe`Disabled`, safe`hard stop: members cannot resume it`],
];

/** What can be done with the chosen targets, each with what it means, or why it is not possible. */
export function statusChoices(state: State, targets: readonly Target[]): readonly StatusChoice[] {
	const [first] = targets;
	const choices = first?.kind === 'group' ? groupChoices : userChoices;
	return choices.map(([verb, label, note]) => {
		const reason = reasonNotToChange(state) ?? reasonFor(state, verb, targets);
		return {
			verb,
			label,
			note: reason === undefined ? note : safe`not possible: ${reason}`,
			isPossible: reason === undefined,
		};
	});
}

// For several: possible as soon as it is for one; the others are left out with their reasons.
function reasonFor(state: State, verb: Verb, targets: readonly Target[]): SafeText | undefined {
	const now = serviceNow(state.feed, state.now);
	const reasons = targets.map(
		(target) => lockOfTarget(state, target) ?? reasonNot(verb, target, now),
	);
	return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
}
