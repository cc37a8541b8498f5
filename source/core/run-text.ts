import {type SafeText, safe} from '../contract/text.ts';
import {wordText} from '../contract/word.ts';
import {clockTime} from '../format/duration.ts';
import {plural} from '../format/number.ts';
import {failureText} from './failure-text.ts';
import {movesSetting} from './plan.ts';
import {type ItemPhase, type Run, type RunItem} from './run.ts';
import {type Step, targetName, type Verb} from './target.ts';

type Told = {readonly text: SafeText; readonly tone: 'ok' | 'warn' | 'error'};

/** The end of a run in one line. */
export function runNotice(run: Run, undoKey: SafeText): Told {
	const [only] = run.items;
	if (only !== undefined && run.items.length === 1) {
		return single(run, only, undoKey);
	}

	const done = run.items.filter(({phase}) => phase.kind === 'done').length;
	const rest = run.items.length - done;
	const text = safe`${verbPast(run.verb)} ${
		only?.target.kind === 'group'
			? plural(done, safe`group`, safe`groups`)
			: plural(done, safe`user`, safe`users`)
	}`;
	return rest === 0
		? {text: safe`${text}, verified${undoHint(run, undoKey)}`, tone: 'ok'}
		: {text: safe`${text}; ${rest} not done, they stay marked`, tone: 'warn'};
}

function single(run: Run, item: RunItem, undoKey: SafeText): Told {
	const name = targetName(item.target);
	const {phase} = item;
	switch (phase.kind) {
		case 'done': {
			const notice = phase.notice === undefined ? safe`` : safe`; ${phase.notice}`;
			return {
				text: safe`${verbPast(run.verb)} ${name}, verified ${clockTime(phase.at)}${notice}${undoHint(run, undoKey)}`,
				tone: phase.notice === undefined ? 'ok' : 'warn',
			};
		}

		case 'notApplied': {
			return {text: safe`${name}: not done, read back until ${clockTime(phase.at)}`, tone: 'warn'};
		}

		case 'waiting':
		case 'sending':
		case 'verifying':
		case 'refused':
		case 'conflict':
		case 'failed':
		case 'unknown':
		case 'untold':
		case 'cancelled': {
			return {text: safe`${name}: ${phaseText(phase, item.steps)}`, tone: 'error'};
		}
	}
}

function undoHint(run: Run, undoKey: SafeText): SafeText {
	return run.undoes === undefined && run.items.some(({target}) => movesSetting(run.verb, target))
		? safe` (${undoKey} undoes it)`
		: safe``;
}

/** Where an item is, in a few words. */
export function phaseText(phase: ItemPhase, steps: readonly Step[]): SafeText {
	switch (phase.kind) {
		case 'waiting': {
			return safe`waiting`;
		}

		case 'sending': {
			return steps.length > 1
				? safe`${stepWord(steps[phase.step])}, step ${phase.step + 1} of ${steps.length}`
				: safe`sending`;
		}

		case 'verifying': {
			return safe`done, reading back`;
		}

		case 'done': {
			return phase.notice === undefined
				? safe`verified ${clockTime(phase.at)}`
				: safe`verified ${clockTime(phase.at)}; ${phase.notice}`;
		}

		case 'refused': {
			return safe`refused: ${phase.problem.detail ?? wordText(phase.problem.code)}`;
		}

		case 'conflict': {
			const {changedBy} = phase.problem;
			return changedBy === undefined
				? safe`changed by someone else meanwhile: not done`
				: safe`changed by ${changedBy} meanwhile: not done`;
		}

		case 'failed': {
			return phase.failure.kind === 'cancelled'
				? safe`not sent: the audit journal could not be written`
				: safe`not done: ${failureText(phase.failure).what}`;
		}

		case 'unknown': {
			return safe`UNKNOWN since ${clockTime(phase.since)}, reading back, try ${phase.tries + 1}`;
		}

		case 'notApplied': {
			return safe`not done, as read back at ${clockTime(phase.at)}`;
		}

		case 'untold': {
			return safe`cannot be told: ${phase.reason}`;
		}

		case 'cancelled': {
			return phase.doneSteps === 0
				? safe`not started`
				: safe`stopped after ${phase.doneSteps} of ${steps.length} steps${phase.notice === undefined ? safe`` : safe`; ${phase.notice}`}`;
		}
	}
}

function stepWord(step: Step | undefined): SafeText {
	return step === undefined ? safe`done` : verbPresent(step);
}

export function verbPresent(verb: Verb): SafeText {
	const words: Readonly<Record<Verb, SafeText>> = {
		enable: safe`enabling`,
		disable: safe`disabling`,
		delete: safe`deleting`,
		deleteChain: safe`cleaning up and deleting`,
		forceDelete: safe`force deleting`,
		uninitialize: safe`un-initializing`,
		synchronize: safe`forcing synchronization of`,
		enableAndSynchronize: safe`enabling and synchronizing`,
	};
	return words[verb];
}

function verbPast(verb: Verb): SafeText {
	const words: Readonly<Record<Verb, SafeText>> = {
		enable: safe`Enabled`,
		disable: safe`Disabled`,
		delete: safe`Deleted`,
		deleteChain: safe`Cleaned up and deleted`,
		forceDelete: safe`Force deleted`,
		uninitialize: safe`Un-initialized`,
		synchronize: safe`Queued a batch for`,
		enableAndSynchronize: safe`Enabled and queued a batch for`,
	};
	return words[verb];
}
