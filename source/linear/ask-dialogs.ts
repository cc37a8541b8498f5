import {type SafeText, safe} from '../contract/text.ts';
import {deleteSteps, type DeleteStep} from '../core/delete-steps.ts';
import {type Dialog} from '../core/dialog.ts';
import {serviceNow} from '../core/feed.ts';
import {reasonNot, verbTitle} from '../core/rules.ts';
import {
	groupDeleteText,
	lostMailboxText,
	oneByOneText,
	quitTexts,
} from '../core/select/dialog-text.ts';
import {type State} from '../core/state.ts';
import {type Target, targetName} from '../core/target.ts';
import {currentTarget} from '../core/targets.ts';
import {type Said} from './menu.ts';

/** Dialogs that ask what to do, in words. */
export function sayQuestion(
	state: State,
	dialog: Extract<Dialog, {kind: 'deleteBlocked' | 'groupDelete' | 'oneByOne' | 'quit'}>,
): Said {
	switch (dialog.kind) {
		case 'deleteBlocked': {
			return deleteBlocked(state, dialog.target);
		}

		case 'groupDelete': {
			return {
				lines: [safe`Delete is for users: group ${targetName(dialog.target)}.`, groupDeleteText],
				choices: [],
				hint: safe`"members" opens the members: Delete works there. "disable" disables the group instead. "close" leaves it.`,
			};
		}

		case 'oneByOne': {
			return {
				lines: [
					safe`Force Delete works on one user at a time.`,
					oneByOneText(dialog.targets.length),
				],
				choices: [],
				hint: safe`"go" goes through them one by one; "close" leaves it.`,
			};
		}

		case 'quit': {
			return {
				lines: [
					dialog.switchTo === undefined ? safe`Quit now?` : safe`Change to ${dialog.switchTo} now?`,
					...quitTexts(state, dialog.switchTo).flatMap(([what, then]) =>
						then === '' ? [what] : [what, then],
					),
				],
				choices: [],
				hint:
					dialog.switchTo === undefined
						? safe`"yes" quits anyway; "no" stays.`
						: safe`"yes" changes anyway; "no" stays.`,
			};
		}
	}
}

const stepWords: Readonly<Record<DeleteStep['state'], SafeText>> = {
	done: safe`Done: `,
	next: safe`Next: `,
	later: safe``,
	watched: safe`Being watched: `,
};

function deleteBlocked(state: State, target: Target): Said {
	const found = deleteSteps(state, target);
	const now = currentTarget(state, target);
	if (found === undefined || now === undefined) {
		return {
			lines: [safe`The user is gone: deleted meanwhile.`],
			choices: [],
			hint: safe`"close" leaves it.`,
		};
	}

	const reason = reasonNot('delete', now, serviceNow(state.feed, state.now));
	const next =
		found.next === undefined
			? safe``
			: found.next === 'delete'
				? safe`"next": Delete. `
				: safe`"next": ${verbTitle(found.next)}, alone; it leads back here. "all": all that is missing, as one reviewed plan. `;
	return {
		lines: [
			reason === undefined
				? safe`Delete is possible now: ${targetName(target)}.`
				: safe`Delete is not possible yet: ${targetName(target)}. Refused: ${reason}.`,
			...found.steps.map(
				({text, state: is}, index) => safe`Step ${index + 1}. ${stepWords[is]}${text}`,
			),
			lostMailboxText(state),
		],
		choices: [],
		hint: safe`${next}"close" leaves it.`,
	};
}
