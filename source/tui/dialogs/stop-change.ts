import {type SafeText, safe} from '../../contract/text.ts';
import {type Plan, type PlanItem} from '../../core/plan.ts';
import {type Line, line, type Span, span} from '../../core/select/line.ts';
import {effectiveCell, mailboxCell, syncStatusCell} from '../../core/select/status-cells.ts';
import {type Target, targetName} from '../../core/target.ts';
import {fitLine, labelled} from '../draw/compose.ts';
import {button, type DialogBody} from './dialog-body.ts';

const labelWidth = 15;

/** Somebody else was first: what was shown, what it is now, and that nothing was sent. */
export function stopBody({target, check}: PlanItem, plan: Plan, width: number): DialogBody {
	const name = targetName(target);
	const changes = check.kind === 'drifted' ? differences(target, check.now) : [];
	return {
		title: safe`STOP   ${name} ${check.kind === 'gone' ? safe`is gone` : safe`changed while you were deciding`}`,
		frame: 'double',
		isDangerous: false,
		lines: [
			...changes.map((content) => fitLine(content, width)),
			...(check.kind === 'gone' ? [line(safe`It was deleted meanwhile.`)] : []),
			[],
			line(safe`Nothing was sent.`, 'strong'),
			[],
			[
				button(safe`Close`, plan.focus === 'cancel', 'accent'),
				...(check.kind === 'drifted'
					? [span(safe`   Ctrl-N starts again from the current state`, 'dim')]
					: []),
			],
		],
	};
}

function differences(shown: Target, now: Target): readonly Line[] {
	const rows: ReadonlyArray<readonly [SafeText, Span, Span]> =
		shown.kind === 'user' && now.kind === 'user'
			? [
					[
						safe`Sync status`,
						syncStatusCell(shown.user.syncStatus),
						syncStatusCell(now.user.syncStatus),
					],
					[
						safe`Mailbox`,
						mailboxCell(shown.user.mailboxStatus),
						mailboxCell(now.user.mailboxStatus),
					],
					[
						safe`Effective`,
						effectiveCell(shown.user, shown.group),
						effectiveCell(now.user, now.group),
					],
					[safe`E-mail`, span(shown.user.email), span(now.user.email)],
				]
			: shown.kind === 'group' && now.kind === 'group'
				? [
						[
							safe`Sync status`,
							syncStatusCell(shown.group.syncStatus),
							syncStatusCell(now.group.syncStatus),
						],
						[safe`Name`, span(shown.group.name), span(now.group.name)],
					]
				: [];
	const moved = rows.filter(([, before, after]) => before.text !== after.text);
	return (moved.length === 0 ? rows.slice(0, 1) : moved).map(([label, before, after]) =>
		labelled(label, [before, span(safe`  ->  `, 'dim'), after], labelWidth),
	);
}
