import {safe} from '../contract/text.ts';
import {type PromptDialog} from './dialog.ts';
import {type PromptEvent} from './event.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';
import {loadPlan, savePlan} from './update-set.ts';
import {saveView} from './update-saved-views.ts';

/** A question for one line of text. Its text is typed by the events of fields. */
export function updatePrompt(state: State, event: PromptEvent): Step {
	switch (event.type) {
		case 'prompt.opened': {
			const {purpose, label} = event;
			return stay({
				...state,
				dialog: {kind: 'prompt', purpose, label, text: '', problem: undefined},
			});
		}

		case 'prompt.entered': {
			return state.dialog?.kind === 'prompt' ? answered(state, state.dialog) : stay(state);
		}
	}
}

function answered(state: State, dialog: PromptDialog): Step {
	if (dialog.text.trim() === '') {
		return stay({...state, dialog: {...dialog, problem: safe`type something first`}});
	}

	return answers[dialog.purpose]({...state, dialog: undefined}, dialog.text);
}

/** What becomes of the text, by what it was asked for. */
const answers: Readonly<Record<PromptDialog['purpose'], (state: State, text: string) => Step>> = {
	saveView,
	savePlan,
	loadPlan,
};
