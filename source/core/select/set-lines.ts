import {type SafeText, safe} from '../../contract/text.ts';
import {keyOf, statusText} from '../change-set.ts';
import {type Check, type Plan, type PlanItem, verbOf, willChange} from '../plan.ts';
import {verbTitle} from '../rules.ts';
import {type Standing} from '../standing.ts';
import {targetId, targetName} from '../target.ts';
import {count, plural} from '../../format/number.ts';
import {fit} from '../../format/width.ts';
import {type Line, line, type Span, span} from './line.ts';

const nameWidth = 30;

/** The changes of a set in the dialog that confirms them: each with what was read of it again. */
export function setLines(
	plan: Plan,
	{rows, top, more}: {readonly rows: number; readonly top: number; readonly more: SafeText},
): readonly Line[] {
	const {items} = plan;
	const shown = items.slice(top, top + rows);
	const left = items.length - willChange(plan).length;
	const rest = items.length - top - shown.length;
	return [
		[
			span(plural(items.length, safe`change`, safe`changes`), 'strong'),
			...(left === 0 ? [] : [span(safe`   ${count(left)} left out`, 'warn')]),
		],
		...shown.flatMap((item) => setLine(plan, item)),
		...(rest > 0 ? [line(safe`  ${count(rest)} more: ${more}`, 'dim')] : []),
	];
}

function setLine(plan: Plan, item: PlanItem): readonly Line[] {
	const {target, check} = item;
	const was = plan.set?.was.get(keyOf({kind: target.kind, id: targetId(target)}));
	const told = leftOutText(check, was ?? statusText(target));
	return [
		[
			span(safe`  ${fit(targetName(target), nameWidth)} `),
			span(safe`${verbTitle(verbOf(plan, item))}   `, 'accent'),
			...(told === undefined ? [checkSpan(check)] : []),
		],
		...(told === undefined ? [] : [line(safe`      ${told}`, 'warn')]),
	];
}

function checkSpan({kind}: Check): Span {
	return kind === 'asking' ? span(safe`checking...`, 'pending') : span(safe`as collected`, 'ok');
}

/** Why a target is left out; nothing where it is not. `was` is how it was when it was looked at. */
export function leftOutText(check: Check, was: SafeText): SafeText | undefined {
	switch (check.kind) {
		case 'asking':
		case 'same': {
			return undefined;
		}

		case 'leftOut': {
			return safe`left out: ${check.reason}`;
		}

		case 'drifted': {
			return safe`changed since the plan was made: ${was}, now ${statusText(check.now)}`;
		}

		case 'gone': {
			return safe`gone since the plan was made`;
		}

		case 'failed': {
			return safe`could not be read again`;
		}
	}
}

/** What has become of the target of a collected change since; nothing where it is as it was. */
export function standingText(standing: Standing): SafeText | undefined {
	switch (standing.kind) {
		case 'same': {
			return undefined;
		}

		case 'changed': {
			return safe`CHANGED since: ${standing.now}`;
		}

		case 'gone': {
			return safe`GONE since`;
		}

		case 'notRead': {
			return safe`not read yet`;
		}
	}
}
