import {type SafeText, joinSafe, keepSafe, safe} from '../contract/text.ts';
import {selectBanner, selectHeader, selectStatus} from '../core/select/header.ts';
import {selectCards} from '../core/select/overview.ts';
import {type State} from '../core/state.ts';
import {labelled, spokenLine, spokenSpan} from './plain.ts';

/** How it stands, in a few lines: the connection, the counts, what goes on. */
export function statusLines(state: State): readonly SafeText[] {
	const {left, right} = selectHeader(state, false);
	return [
		safe`${spokenLine(left)}, ${spokenLine(right)}`,
		...bannerLines(state),
		countsText(state),
		keepSafe(spokenLine(selectStatus(state)).replaceAll(' | ', ', ')),
	];
}

/** What there is to know when there is no connection. */
export function bannerLines(state: State): readonly SafeText[] {
	const banner = selectBanner(state);
	return banner === undefined
		? []
		: [
				safe`${banner.title}.`,
				...banner.lines.map(([label, ...value]) =>
					labelled(label === undefined ? safe`` : spokenSpan(label), value),
				),
			];
}

function countsText(state: State): SafeText {
	const cards = selectCards(state).map(({title, value}) => safe`${title} ${value}`);
	return safe`${joinSafe(cards, ', ')}.`;
}
