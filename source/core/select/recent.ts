import {type SafeText, safe} from '../../contract/text.ts';
import {type State} from '../state.ts';
import {type Line, line} from './line.ts';
import {selectActivity} from './overview.ts';
import {presentOf} from './status-cells.ts';

/** What the panel is called, and what is in it, most telling first. */
export type Since = {readonly title: SafeText; readonly lines: readonly Line[]};

/** What changed lately, by the service. */
export function selectRecent(state: State, most: number): Since {
	const lines = selectActivity(state.activity.slice(0, most), presentOf(state).now);
	return {
		title: safe`Recent changes`,
		lines: lines.length === 0 ? [line(safe`none yet`, 'dim')] : lines,
	};
}
