import {safe} from '../../contract/text.ts';
import {type Plan, tierOf} from '../../core/plan.ts';
import {planHeading, planLines} from '../../core/select/plan-lines.ts';
import {type State} from '../../core/state.ts';
import {fitLine} from '../draw/compose.ts';
import {type DialogBody} from './dialog-body.ts';
import {buttonLines, fieldLines, undoLine} from './plan-fields.ts';
import {stopBody} from './stop-change.ts';

const listLines = 7;

/** The dialog of a change: who and what, what happens, what has to be typed, and the buttons. `width` is inside the frame. */
export function confirmBody(state: State, plan: Plan, width: number): DialogBody {
	const tier = tierOf(plan);
	const drifted = plan.items.length === 1 ? plan.items[0] : undefined;
	const hasStopped = drifted?.check.kind === 'drifted' || drifted?.check.kind === 'gone';
	if (drifted !== undefined && hasStopped && plan.set === undefined) {
		return stopBody(drifted, plan, width);
	}

	const room = {
		width,
		rows: listLines,
		top: plan.top,
		same: safe`same as on your screen`,
		more: safe`PgDn`,
	};
	return {
		title: planHeading(state, plan),
		frame: tier >= 2 ? 'double' : 'round',
		isDangerous: tier >= 3,
		lines: planLines(state, plan, room).map((content) => fitLine(content, width)),
		foot: [[], ...fieldLines(plan, width), ...undoLine(state, plan), ...buttonLines(state, plan)],
	};
}
