import {freshnessOf} from './feed.ts';
import {type Layout, layoutOf} from './layout.ts';
import {type State} from './state.ts';

/** The layout of the screen now: what stands over everything while there is no connection takes its lines from the body. */
export function screenLayout(state: State): Layout {
	const layout = layoutOf(state.size);
	const lines = bannerHeight(state, layout);
	const body = Math.max(1, layout.body - lines);
	return withFilter(
		state,
		lines === 0
			? layout
			: {...layout, body, preview: body >= 18 + layout.preview ? layout.preview : 0},
	);
}

const filterLines = 2;

// The filter takes its lines from the panel under the list where there is one: the rows stay where they are.
function withFilter({view}: State, layout: Layout): Layout {
	return view.isFiltering && layout.kind !== 'counts'
		? {...layout, filter: filterLines, preview: Math.max(0, layout.preview - filterLines)}
		: layout;
}

/** Lines of the banner: framed where there is room. */
export function bannerHeight(state: State, layout: Layout): number {
	const freshness = freshnessOf(state.feed, state.shown);
	if ((freshness !== 'offline' && freshness !== 'signedOut') || state.feed.failure === undefined) {
		return 0;
	}

	return layout.kind === 'narrow' || layout.kind === 'counts' ? 1 : 6;
}
