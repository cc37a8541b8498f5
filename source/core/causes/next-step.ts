import {type SafeText, safe} from '../../contract/text.ts';
import {type Event} from '../event.ts';
import {hitList} from '../user-lists.ts';
import {type State} from '../state.ts';
import {type Target, type Verb} from '../target.ts';
import {asTarget} from '../targets.ts';
import {userAt} from '../users/user-table.ts';
import {type Cause} from './cause-index.ts';
import {stops} from './cause-state.ts';
import {type CheckedStep, checklistOf, nextStep} from './checklist.ts';

/** As many as one change may be about. */
const most = 1000;

/** What the next step against a cause is, and what makes it happen. */
export type Offer = {readonly step: CheckedStep; readonly event: Event | undefined};

/**
The step that is asked for now, with what the key of the next step makes happen; nothing when time does it, or when a person has to: what stops or
destroys something for one user is never done to all whom a cause hits.
*/
export function offerOf(state: State, cause: Cause): Offer | undefined {
	const step = nextStep(checklistOf(cause, state));
	return step && {step, event: eventOf(state, cause, step)};
}

function eventOf(state: State, cause: Cause, {does, needsProof}: CheckedStep): Event | undefined {
	switch (does) {
		case 'prove':
		case 'synchronize': {
			// Who has issues only is not stopped, and is synchronized again all the same.
			const [first] = hitTargets(state, cause, stops(cause) ? isStopped : () => true);
			return first && ask(verbFor(first), [first]);
		}

		case 'rollOut': {
			const held = hitTargets(state, cause, isHeld);
			const [first] = held;
			return first && (needsProof ? ask(verbFor(first), [first]) : ask('enable', held));
		}

		case 'outside': {
			return {type: 'triage.said', key: cause.key};
		}

		case 'wait':
		case 'contain':
		case 'disable':
		case 'uninitialize':
		case 'delete':
		case 'forceDelete':
		case undefined: {
			return undefined;
		}
	}
}

function ask(verb: Verb, targets: readonly Target[]): Event {
	return {type: 'change.asked', verb, targets};
}

// Who is held is enabled first, in one plan: that lifts the hold.
function verbFor(target: Target): Verb {
	return target.kind === 'user' && target.user.hold !== 'none'
		? 'enableAndSynchronize'
		: 'synchronize';
}

type UserTarget = Extract<Target, {kind: 'user'}>;

const isHeld = ({user}: UserTarget): boolean => user.hold !== 'none';
const isStopped = ({user}: UserTarget): boolean =>
	user.hold !== 'none' || user.batch?.state === 'suspended' || user.batch?.state === 'interrupted';

function hitTargets(
	state: State,
	cause: Cause,
	isMeant: (target: UserTarget) => boolean,
): readonly Target[] {
	const targets: Target[] = [];
	const view = hitList(state, cause.key);
	for (const slot of view.slots) {
		const user = userAt(view.table, slot);
		const target = user && asTarget(state, user, false);
		if (target?.kind === 'user' && isMeant(target)) {
			targets.push(target);
		}

		if (targets.length === most) {
			break;
		}
	}

	return targets;
}

/** What the key of the next step says it does; nothing where it does nothing. */
export function offerText({does, needsProof}: CheckedStep, isDemo: boolean): SafeText | undefined {
	switch (does) {
		case 'outside': {
			return isDemo ? safe`let the demo do it` : safe`I have done it`;
		}

		case 'prove':
		case 'synchronize': {
			return safe`prove it on one user`;
		}

		case 'rollOut': {
			return needsProof ? safe`prove it on one user` : safe`enable all whom it holds`;
		}

		case 'contain':
		case 'disable':
		case 'uninitialize':
		case 'delete':
		case 'forceDelete':
		case 'wait':
		case undefined: {
			return undefined;
		}
	}
}
