import {keepSafe, safe} from '../contract/text.ts';
import {type PreferenceEvent} from './event.ts';
import {told} from './notices.ts';
import {type State} from './state.ts';
import {type Step} from './step.ts';

/** What a person makes their own: it holds at once, and is kept for the next start. */
export function updatePreferences(state: State, {theme}: PreferenceEvent): Step {
	const next = {...state, preferences: {...state.preferences, theme}};
	return [
		told(next, safe`Theme ${keepSafe(theme)}`, 'dim'),
		[{type: 'keep', kept: {kind: 'theme', theme}}],
	];
}
