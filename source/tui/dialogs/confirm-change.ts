import {keepSafe, type SafeText, safe} from '../../contract/text.ts';
import {type Plan, type PlanItem, tierOf, willChange} from '../../core/plan.ts';
import {type Line, line, type Span, span} from '../../core/select/line.ts';
import {
	checkSpan,
	effectiveTransition,
	groupMoved,
	planConsequences,
	planSubject,
	planTitle,
	reachabilityLines,
	transition,
} from '../../core/select/plan-text.ts';
import {batchCell, mailboxCell, syncStatusCell} from '../../core/select/status-cells.ts';
import {type State} from '../../core/state.ts';
import {type Target, targetName} from '../../core/target.ts';
import {count, plural} from '../../format/number.ts';
import {fit, truncate, wrap} from '../../format/width.ts';
import {fitLine, labelled} from '../draw/compose.ts';
import {type DialogBody} from './dialog-body.ts';
import {setLines} from './change-set.ts';
import {buttonLines, fieldLines, undoLine} from './plan-fields.ts';
import {previewLines} from './preview-lines.ts';
import {stopBody} from './stop-change.ts';

const labelWidth = 15;
const listLines = 7;

/** The dialog of a change: who and what, what happens, what has to be typed, and the buttons. `width` is inside the frame. */
export function confirmBody(state: State, plan: Plan, width: number): DialogBody {
	const tier = tierOf(plan);
	const drifted = plan.items.length === 1 ? plan.items[0] : undefined;
	const hasStopped = drifted?.check.kind === 'drifted' || drifted?.check.kind === 'gone';
	if (drifted !== undefined && hasStopped && plan.set === undefined) {
		return stopBody(drifted, plan, width);
	}

	return {
		title: safe`${plan.undoes === undefined ? safe`` : safe`Undo: `}${tier >= 3 ? keepSafe(planTitle(plan).toUpperCase()) : planTitle(plan)}   ${planSubject(plan)}   ${connectionText(state)}`,
		frame: tier >= 2 ? 'double' : 'round',
		isDangerous: tier >= 3,
		lines: [
			...targetLines(plan, width),
			...groupMoved(state, plan),
			[],
			...happens(plan, width),
			...previewLines(state, plan, width),
			...reachabilityLines(plan).map((content) => [span(safe`  `), ...content]),
		],
		foot: [[], ...fieldLines(plan, width), ...undoLine(state, plan), ...buttonLines(state, plan)],
	};
}

function targetLines(plan: Plan, width: number): readonly Line[] {
	if (plan.set !== undefined) {
		return setLines(plan, listLines, width);
	}

	return plan.items.length === 1 ? singleLines(plan, width) : bulkLines(plan, width);
}

function connectionText({connection}: State): SafeText {
	return connection.isDemo ? safe`[DEMO]` : safe`[${connection.name}]`;
}

function singleLines(plan: Plan, width: number): readonly Line[] {
	const [item] = plan.items;
	if (item === undefined) {
		return [];
	}

	const {target, check} = item;
	const facts: readonly Line[] =
		target.kind === 'user'
			? [
					[
						span(target.user.email, 'strong'),
						span(safe`   ${target.user.name}   ${target.group?.name ?? safe`no group`}`),
					],
					[],
					labelled(safe`Sync status`, transition(target, plan.verb), labelWidth),
					labelled(safe`Effective`, effectiveTransition(target, plan.verb), labelWidth),
					labelled(
						safe`Mailbox`,
						[
							mailboxCell(target.user.mailboxStatus),
							span(safe`   batch `, 'dim'),
							batchCell(target.user.batch),
						],
						labelWidth,
					),
				]
			: [
					[
						span(truncate(target.group.name, width - 20), 'strong'),
						span(safe`   ${plural(target.members, safe`member`, safe`members`)}`),
					],
					[],
					labelled(safe`Sync status`, transition(target, plan.verb), labelWidth),
				];
	const checked = labelled(safe`Checked`, [checkSpan(check), versionSpan(target)], labelWidth);
	return [...facts, checked].map((content) => fitLine(content, width));
}

function versionSpan(target: Target): Span {
	const version = target.kind === 'user' ? target.user.version : target.group.version;
	return span(safe`   version ${version}`, 'dim');
}

function bulkLines(plan: Plan, width: number): readonly Line[] {
	const {items, top} = plan;
	const hidden = items.filter(({target}) => target.kind === 'user' && target.isHidden).length;
	const shown = items.slice(top, top + listLines);
	const left = items.length - willChange(plan).length;
	const rest = items.length - top - shown.length;
	return [
		[
			span(safe`Frozen list of ${count(items.length)}`, 'strong'),
			span(safe`   ${count(hidden)} hidden by the filter`, hidden > 0 ? 'warn' : 'dim'),
			...(left === 0 ? [] : [span(safe`   ${count(left)} left out`, 'warn')]),
		],
		...shown.map((item) => bulkLine(item, width)),
		...(rest > 0 ? [line(safe`  ${count(rest)} more: PgDn`, 'dim')] : []),
	];
}

function bulkLine({target, check}: PlanItem, width: number): Line {
	const name = fit(targetName(target), 32);
	const status = target.kind === 'user' ? syncStatusCell(target.user.syncStatus) : span(safe``);
	return fitLine(
		[span(safe`  ${name} `), {...status, text: fit(status.text, 12)}, checkSpan(check)],
		width,
	);
}

function happens(plan: Plan, width: number): readonly Line[] {
	return [
		line(safe`What happens`, 'dim'),
		...planConsequences(plan).flatMap((sentence) =>
			wrap(sentence, width - 4).map((part, index) => [
				span(index === 0 ? safe`  - ` : safe`    `, 'dim'),
				span(part),
			]),
		),
	];
}
