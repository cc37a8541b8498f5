import {keepSafe, type SafeText, safe, toSafe} from '../../contract/text.ts';
import {milliseconds} from '../../contract/time.ts';
import {
	besideButtons,
	fieldsOf,
	isOneKey,
	isUndoable,
	lockOf,
	needsExcuse,
	needsReason,
	phraseOf,
	type Plan,
	tierOf,
	willChange,
} from '../../core/plan.ts';
import {keyOf} from '../../core/preferences.ts';
import {verbPresent} from '../../core/run-text.ts';
import {verbTitle} from '../../core/rules.ts';
import {type Line, line, span} from '../../core/select/line.ts';
import {type State} from '../../core/state.ts';
import {duration} from '../../format/duration.ts';
import {plural} from '../../format/number.ts';
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
	return isUndoable(plan)
		? [
				line(
					safe`Undo: ${keyOf(state, 'change.undo', safe`z`)} within 10 min, if nobody changed it in between.`,
					'dim',
				),
				[],
			]
		: [];
}

/** The buttons, why the second one is locked, or the countdown. */
export function buttonLines(state: State, plan: Plan): readonly Line[] {
	if (plan.phase.kind === 'countdown') {
		const left = milliseconds(plan.phase.until - state.shown.elapsed);
		return [
			[
				span(
					safe` ${plan.set === undefined ? keepSafe(verbPresent(plan.verb).toUpperCase()) : safe`APPLYING`} in ${duration(left)} `,
					'danger',
				),
				span(safe`   Esc stops it; nothing was sent yet`, 'strong'),
			],
		];
	}

	const lock = lockOf(plan);
	const tier = tierOf(plan);
	const action = isOneKey(plan) ? safe`y  ${buttonText(plan)}` : buttonText(plan);
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

/** What a plan does, in its title and on its button. */
export function planTitle({set, verb}: Plan): SafeText {
	return set === undefined ? verbTitle(verb) : safe`Apply the change set`;
}

function buttonText(plan: Plan): SafeText {
	const [first] = plan.items;
	if (plan.set !== undefined) {
		return safe`Apply ${plural(willChange(plan).length, safe`change`, safe`changes`)}`;
	}

	return first?.target.kind === 'group'
		? safe`${verbTitle(plan.verb)} of ${truncate(besideButtons(first.target.group.name), 24)}`
		: safe`${verbTitle(plan.verb)}: ${plural(willChange(plan).length, safe`user`, safe`users`)}`;
}
