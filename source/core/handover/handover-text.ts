import {type SafeText} from '../../contract/text.ts';
import {type State} from '../state.ts';
import {causesPart} from './causes-part.ts';
import {changedPart} from './changed-part.ts';
import {donePart} from './done-part.ts';
import {nameHider} from './hide-names.ts';
import {openPart} from './open-part.ts';
import {headPart, statePart} from './state-part.ts';
import {maskedWords, plainWords, withoutNames, type Words} from './words.ts';

/**
What the next shift has to know, as lines of Markdown: how things stand, which causes, what changed, what was done from here, what is open.
Masked, people and groups are told by their ids alone.
*/
export function handoverText(
	state: State,
	{isMasked}: {readonly isMasked: boolean},
): readonly SafeText[] {
	// All of it is about one moment.
	const exact = {...state, shown: state.now};
	if (!isMasked) {
		return written(exact, plainWords);
	}

	const nameless = withoutNames(exact);
	const heard: SafeText[] = [];
	written(
		nameless,
		maskedWords((text) => {
			heard.push(text);
			return text;
		}),
	);
	return written(nameless, maskedWords(nameHider(exact, heard)));
}

function written(state: State, words: Words): readonly SafeText[] {
	return [headPart, statePart, causesPart, changedPart, donePart, openPart].flatMap((part) =>
		part(state, words),
	);
}
