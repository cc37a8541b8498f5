import {safe} from '../../contract/text.ts';
import {type Plan} from '../../core/plan.ts';
import {type Line, span} from '../../core/select/line.ts';
import {previewText} from '../../core/select/plan-text.ts';
import {type State} from '../../core/state.ts';
import {wrap} from '../../format/width.ts';

const label = safe`Preview  `;

/** How the four counts will move. */
export function previewLines(state: State, plan: Plan, width: number): readonly Line[] {
	const text = previewText(state, plan);
	return text === undefined
		? []
		: wrap(text, width - label.length).map((part, index) => [
				span(index === 0 ? label : safe`         `, 'dim'),
				span(part, 'strong'),
			]);
}
