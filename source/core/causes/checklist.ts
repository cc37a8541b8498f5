import {type SafeText, safe} from '../../contract/text.ts';
import {type Step as Remedy} from '../../knowledge/kind.ts';
import {count, plural} from '../../format/number.ts';
import {type Entities} from '../entities.ts';
import {type State} from '../state.ts';
import {type Cause} from './cause-index.ts';

/** One documented step of what to do about a cause, ticked from what the service says. */
export type CheckedStep = {
	readonly text: SafeText;
	readonly does: Remedy['does'];
	readonly state: 'done' | 'next' | 'open';
	/** What ticked it, or what it waits for. */
	readonly told: SafeText | undefined;
	/** The others are to be enabled, and nobody has shown yet that it helps: one user comes first. */
	readonly needsProof: boolean;
};

/** What to do when no entry of the catalogue fits: what always helps, and nothing invented. */
const general: readonly Remedy[] = [
	{text: safe`Read the text as it came, and repair what it names`, does: 'outside'},
	{text: safe`Prove it on one user: enable and force synchronization`, does: 'prove'},
	{text: safe`Enable the others whom it holds`, does: 'rollOut'},
	{text: safe`Watch until nobody is hit any more`, does: 'wait'},
];

/**
The steps against a cause as a checklist that ticks itself. What is done outside of this program shows by its result, a batch of somebody
who was hit that ended well; until then it is done when somebody says so.
*/
export function checklistOf(
	cause: Cause,
	{entities, stepsSaid}: Pick<State, 'entities' | 'stepsSaid'>,
): readonly CheckedStep[] {
	const steps = cause.kind?.remedy ?? general;
	let said = stepsSaid.get(cause.key) ?? 0;
	const checked = steps.map((step, index) => {
		const found = waitsForHeld(step, steps.slice(index + 1), cause)
			? {isDone: false, told: waitingText(cause)}
			: check(step.does, cause, entities);
		const isSaid = step.does === 'outside' && !found.isDone && said > 0;
		said -= step.does === 'outside' ? 1 : 0;
		return {...step, ...(isSaid ? {isDone: true, told: safe`as you said; not proved yet`} : found)};
	});
	const lastDone = checked.findLastIndex(({isDone}) => isDone);
	// Outside of this program nothing can be seen but what came of it: what comes before a step that is done was done too.
	const ticked = checked.map((step, index) => ({
		...step,
		isDone: step.isDone || (step.does === 'outside' && index < lastDone),
	}));
	const isWaitingOver = cause.proved > 0 || (cause.users === cause.held && cause.trying === 0);
	const next = ticked.findIndex(
		(step, index) =>
			!step.isDone &&
			!isOptional(step.does) &&
			!(isWaitingOver && waitsForHeld(step, steps.slice(index + 1), cause)),
	);
	return ticked.map(({text, does, isDone, told}, index) => ({
		text,
		does,
		state: isDone ? 'done' : index === next ? 'next' : 'open',
		told,
		needsProof: does === 'rollOut' && cause.proved === 0,
	}));
}

// Whom it holds the engine does not try again until it finds out by itself that the cause is gone, if it does: enabling them need not wait for it.
function waitsForHeld({does}: Remedy, later: readonly Remedy[], {held}: Cause): boolean {
	return does === 'wait' && held > 0 && later.some((step) => step.does === 'rollOut');
}

function waitingText({users, held}: Cause): SafeText {
	return held === users
		? safe`${plural(held, safe`user is`, safe`users are`)} held, nobody is tried again`
		: safe`${count(users)} left, ${count(held)} of them held`;
}

type Checked = {readonly isDone: boolean; readonly told: SafeText | undefined};

function check(does: Remedy['does'], cause: Cause, {groups}: Entities): Checked {
	const isProved = cause.proved > 0;
	switch (does) {
		case 'contain': {
			const hit = [...cause.byGroup.keys()].map((id) => groups.get(id));
			const disabled = hit.filter((group) => group?.syncStatus === 'disabled').length;
			return {
				isDone: disabled > 0 && disabled === hit.length,
				told:
					disabled === 0
						? safe`if it does harm`
						: safe`${count(disabled)} of ${count(hit.length)} groups disabled`,
			};
		}

		case 'prove':
		case 'synchronize': {
			return {isDone: isProved, told: provedText(cause)};
		}

		case 'rollOut': {
			const left = cause.held;
			return {
				isDone: isProved && left === 0,
				told: left === 0 ? undefined : safe`${count(left)} held`,
			};
		}

		case 'wait': {
			return {
				isDone: cause.users === 0 && cause.trying === 0 && cause.peak > 0,
				told: cause.users === 0 ? undefined : safe`${count(cause.users)} left`,
			};
		}

		case 'disable':
		case 'uninitialize':
		case 'delete': {
			return {isDone: cause.users === 0 && cause.peak > 0, told: userByUser(cause)};
		}

		// Nobody left to do it to does not mean that it was done: a tick would say that somebody is gone for good.
		case 'forceDelete': {
			return {isDone: false, told: userByUser(cause) ?? safe`not needed: nobody is left`};
		}

		case undefined: {
			return {isDone: false, told: undefined};
		}

		case 'outside': {
			return {
				isDone: isProved,
				told: isProved ? safe`a batch ended well since` : safe`outside of this program`,
			};
		}
	}
}

function userByUser({users}: Cause): SafeText | undefined {
	return users === 0 ? undefined : safe`user by user: ${plural(users, safe`user`, safe`users`)}`;
}

function provedText({trying, recovered, failedAgain}: Cause): SafeText | undefined {
	const parts = [
		...(recovered > 0 ? [safe`${count(recovered)} ended well`] : []),
		...(failedAgain > 0 ? [plural(failedAgain, safe`retry failed`, safe`retries failed`)] : []),
		...(trying > 0 ? [safe`${count(trying)} on the way`] : []),
	];
	const [first, ...rest] = parts;
	return first && rest.reduce((text, part) => safe`${text}, ${part}`, first);
}

// For the case that it does harm, or that a mailbox is lost for good: a person decides that, no list.
function isOptional(does: Remedy['does']): boolean {
	return does === 'contain' || does === 'forceDelete' || does === undefined;
}

/** The step that is asked for now. */
export function nextStep(steps: readonly CheckedStep[]): CheckedStep | undefined {
	return steps.find(({state}) => state === 'next');
}
