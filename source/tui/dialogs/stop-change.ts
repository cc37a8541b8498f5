import {safe} from '../../contract/text.ts';
import {type Plan, type PlanItem} from '../../core/plan.ts';
import {line, span} from '../../core/select/line.ts';
import {differences} from '../../core/select/drift.ts';
import {targetName} from '../../core/target.ts';
import {fitLine, labelled} from '../draw/compose.ts';
import {button, type DialogBody} from './dialog-body.ts';

const labelWidth = 15;

/** Somebody else was first: what was shown, what it is now, and that nothing was sent. */
export function stopBody({target, check}: PlanItem, plan: Plan, width: number): DialogBody {
	const name = targetName(target);
	const changes =
		check.kind === 'drifted'
			? differences(target, check.now).map(([label, before, after]) =>
					labelled(label, [before, span(safe`  ->  `, 'dim'), after], labelWidth),
				)
			: [];
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
