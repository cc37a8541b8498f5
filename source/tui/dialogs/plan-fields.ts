import {type SafeText, safe, toSafe} from '../../contract/text.ts';
import {milliseconds} from '../../contract/time.ts';
import {
	fieldsOf,
	isOneKey,
	isUndoable,
	lockOf,
	needsExcuse,
	needsReason,
	phraseOf,
	type Plan,
	tierOf,
} from '../../core/plan.ts';
import {keyOf} from '../../core/preferences.ts';
import {type Line, line, span} from '../../core/select/line.ts';
import {countdownText, planAction, undoText} from '../../core/select/plan-lines.ts';
import {type State} from '../../core/state.ts';
import {fit, tail, truncate} from '../../format/width.ts';
import {button} from './dialog-body.ts';

/** What has to be typed, each in its field. */
export function fieldLines(plan: Plan, width: number): readonly Line[] {
	const phrase = phraseOf(plan);
	const box = Math.min(44, width - 24);
	return [
		...(needsReason(plan)
			? [
					field(
						needsExcuse(plan) ? safe`Why not Delete?` : safe`Why`,
						plan.typed.reason,
						plan.focus === 'reason',
						box,
					),
				]
			: []),
		...(phrase === undefined
			? []
			: [
					[
						...field(
							safe`Type to confirm`,
							plan.typed.confirmation,
							plan.focus === 'confirmation',
							box,
						),
						span(plan.typed.confirmation === phrase ? safe`  matches` : safe``, 'ok'),
					],
					line(safe`                  ${truncate(phrase, width - 18)}`, 'accent'),
				]),
	];
}

function field(label: SafeText, value: string, hasFocus: boolean, width: number): Line {
	const text = safe`${toSafe(value)}${hasFocus ? safe`▏` : safe``}`;
	// The end of what was typed is the part that is looked at.
	return [
		span(safe`${fit(label, 16)}`, 'dim'),
		span(safe`[ `, hasFocus ? 'accent' : 'dim'),
		span(fit(tail(text, width - 1), width)),
		span(safe` ]`, hasFocus ? 'accent' : 'dim'),
	];
}

export function undoLine(state: State, plan: Plan): readonly Line[] {
	return isUndoable(plan) ? [line(undoText(keyOf(state, 'change.undo', safe`z`)), 'dim'), []] : [];
}

/** The buttons, why the second one is locked, or the countdown. */
export function buttonLines(state: State, plan: Plan): readonly Line[] {
	if (plan.phase.kind === 'countdown') {
		const left = milliseconds(plan.phase.until - state.shown.elapsed);
		return [
			[
				span(safe` ${countdownText(plan, left)} `, 'danger'),
				span(safe`   Esc stops it; nothing was sent yet`, 'strong'),
			],
		];
	}

	const lock = lockOf(plan);
	const tier = tierOf(plan);
	const action = isOneKey(plan) ? safe`y  ${planAction(plan)}` : planAction(plan);
	return [
		[
			button(isOneKey(plan) ? safe`n  Cancel` : safe`Cancel`, plan.focus === 'cancel', 'accent'),
			span(safe`   `),
			button(
				action,
				plan.focus === 'apply',
				lock === undefined ? (tier >= 3 ? 'danger' : 'strong') : 'dim',
			),
			...(lock === undefined ? [] : [span(safe`   locked: ${lock}`, 'warn')]),
		],
		...(fieldsOf(plan).length > 2 ? [line(safe`Tab goes from field to field`, 'dim')] : []),
	];
}
