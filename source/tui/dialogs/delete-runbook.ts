import {safe} from '../../contract/text.ts';
import {deleteSteps, type DeleteStep, type DeleteSteps} from '../../core/delete-steps.ts';
import {serviceNow} from '../../core/feed.ts';
import {reasonNot, verbTitle} from '../../core/rules.ts';
import {lostMailboxText} from '../../core/select/dialog-text.ts';
import {type Line, line, type Span, span} from '../../core/select/line.ts';
import {type State} from '../../core/state.ts';
import {type Target, targetName} from '../../core/target.ts';
import {currentTarget} from '../../core/targets.ts';
import {wrap} from '../../format/width.ts';
import {button, type DialogBody} from './dialog-body.ts';

/** Delete is refused: why, and the documented way to it as a checklist that ticks itself while the rows move. */
export function deleteBlockedBody(state: State, target: Target, width: number): DialogBody {
	const found = deleteSteps(state, target);
	const now = currentTarget(state, target);
	if (found === undefined || now === undefined) {
		return {
			title: safe`Delete   ${targetName(target)}`,
			frame: 'round',
			isDangerous: false,
			lines: [line(safe`The user is gone: deleted meanwhile.`, 'ok'), [], [close(true)]],
		};
	}

	const reason = reasonNot('delete', now, serviceNow(state.feed, state.now));
	return {
		title:
			reason === undefined
				? safe`Delete is possible now   ${targetName(target)}`
				: safe`Delete is not possible yet   ${targetName(target)}`,
		frame: 'round',
		isDangerous: false,
		lines: [
			...(reason === undefined
				? [line(safe`Nothing is left in the mailbox, and synchronization is disabled.`, 'ok')]
				: wrap(safe`Refused: ${reason}.`, width).map((part) => line(part, 'warn'))),
			[],
			...found.steps.map(stepLine),
			[],
			...keyLines(found),
			[],
			...wrap(lostMailboxText(state), width).map((part) => line(part, 'dim')),
			[],
			nextLine(found),
		],
	};
}

const looks: Readonly<Record<DeleteStep['state'], Span>> = {
	done: span(safe`[x] `, 'ok'),
	next: span(safe`[ ] `, 'accent'),
	later: span(safe`[ ] `),
	watched: span(safe`[~] `, 'pending'),
};

function stepLine({text, state}: DeleteStep, index: number): Line {
	return [
		span(safe`  ${index + 1} `, 'dim'),
		looks[state],
		span(text, state === 'done' ? 'dim' : state === 'next' ? 'strong' : 'text'),
		...(state === 'watched' ? [span(safe`   this screen watches it`, 'pending')] : []),
	];
}

function keyLines({next}: DeleteSteps): readonly Line[] {
	return next === undefined || next === 'delete'
		? []
		: [
				[span(safe`Enter `, 'accent'), span(safe`the next step alone; it leads back here`)],
				[span(safe`r     `, 'accent'), span(safe`all that is missing, as one reviewed plan`)],
				...(next === 'disable'
					? [[span(safe`x     `, 'accent'), span(safe`only disable now`)]]
					: []),
			];
}

function nextLine({next}: DeleteSteps): Line {
	return next === undefined
		? [close(true)]
		: [button(safe`Enter  ${verbTitle(next)}...`, true, 'accent'), span(safe`   `), close(false)];
}

function close(hasFocus: boolean): Span {
	return button(safe`Esc  Close`, hasFocus, 'accent');
}
