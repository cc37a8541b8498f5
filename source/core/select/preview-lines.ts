import {type SafeText, joinSafe, safe} from '../../contract/text.ts';
import {type Plan, willChange} from '../plan.ts';
import {type CountPreview, previewOf} from '../preview.ts';
import {type Line, span} from './line.ts';
import {type State} from '../state.ts';
import {countText} from '../words.ts';
import {count} from '../../format/number.ts';
import {wrap} from '../../format/width.ts';

const label = safe`Preview  `;

/** How the four counts will move, said to be a preview: from the rows on screen, while the service goes on. */
export function previewLines(state: State, plan: Plan, width: number): readonly Line[] {
	// Without a full read the counts are the service's own, and the rows behind them are not known.
	if (!state.isComplete || willChange(plan).length === 0) {
		return [];
	}

	const {counts, isAbout} = previewOf(state, plan);
	const text =
		counts.length === 0
			? safe`the four counts stay as they are`
			: joinSafe(
					counts.map((one) => countLine(one, isAbout)),
					', ',
				);
	return wrap(text, width - label.length).map((part, index) => [
		span(index === 0 ? label : safe`         `, 'dim'),
		span(part, 'strong'),
	]);
}

function countLine({name, before, after}: CountPreview, isAbout: boolean): SafeText {
	const about = isAbout ? safe`about ` : safe``;
	return safe`${countText(name)} ${count(before)} -> ${about}${count(after)}`;
}
