import {type SafeText, safe} from '../../contract/text.ts';
import {timeOrDate} from '../../format/duration.ts';
import {count, plural} from '../../format/number.ts';
import {serviceNow} from '../feed.ts';
import {verbTitle} from '../rules.ts';
import {isOpen, type ItemPhase, type Run, type RunItem} from '../run.ts';
import {phaseText} from '../run-text.ts';
import {type State} from '../state.ts';
import {batchStateText} from '../words.ts';
import {earlierLines} from './earlier-part.ts';
import {item, section, subItem, textOf} from './markdown.ts';
import {changeText, targetWords, type Words} from './words.ts';

const mostTargets = 20;

/** What was changed from here, with what came of each; what did not go well first. */
export function donePart(state: State, words: Words): readonly SafeText[] {
	return section(safe`What was done from here`, [
		...earlierLines(state, words),
		...state.runs.flatMap((run) => runLines(state, words, run)),
	]);
}

function runLines(state: State, words: Words, run: Run): readonly SafeText[] {
	const {items} = run;
	const now = serviceNow(state.feed, state.now);
	const done = items.filter(({phase}) => phase.kind === 'done').length;
	const from = isOfThisStart(state, run.id) ? safe`` : safe`, sent by an earlier start`;
	const undoes = run.undoes === undefined ? safe`` : safe`, undoes ${changeText(run.undoes)}`;
	const undone = run.isUndone && from === '' ? safe`, undone since` : safe``;
	const rest = items.length - mostTargets;
	return [
		item(
			safe`${timeOrDate(run.startedAt, now)} **${verbTitle(run.verb)}**, ${plural(items.length, safe`target`, safe`targets`)}, ${count(done)} done, ${changeText(run.id)}${from}${undoes}${undone}`,
		),
		...(run.reason === undefined ? [] : [subItem(safe`Reason: ${words.personal(run.reason)}`)]),
		...items
			.toSorted((one, other) => rankOf(one) - rankOf(other))
			.slice(0, mostTargets)
			.map(({target, phase, steps, followed}) => {
				const batch =
					followed === undefined
						? safe``
						: safe`; the batch that was asked for: ${textOf(batchStateText(followed.state))}`;
				return subItem(
					safe`${targetWords(words, target)}: ${resultText(words, phase, steps)}${batch}`,
				);
			}),
		...(rest > 0 ? [subItem(safe`and ${count(rest)} more`)] : []),
	];
}

/** Whether a change was made since this program was started. */
function isOfThisStart({connection}: State, id: string): boolean {
	return id.startsWith(`${connection.nonce}-`);
}

function rankOf({phase}: RunItem): number {
	return phase.kind === 'done' ? 2 : isOpen(phase) || phase.kind === 'waiting' ? 1 : 0;
}

/** What came of one change. Masked, what the service or a person said about it is left out. */
export function resultText(words: Words, phase: ItemPhase, steps: RunItem['steps']): SafeText {
	return words.isMasked ? maskedResult(words, phase, steps) : textOf(phaseText(phase, steps));
}

function maskedResult(words: Words, phase: ItemPhase, steps: RunItem['steps']): SafeText {
	switch (phase.kind) {
		case 'done':
		case 'cancelled': {
			const {notice: _notice, ...rest} = phase;
			return textOf(phaseText(rest, steps));
		}

		case 'refused':
		case 'conflict': {
			const {code} = phase.problem;
			return textOf(phaseText({kind: phase.kind, problem: {code}}, steps));
		}

		case 'failed':
		case 'untold': {
			return words.foreign(phaseText(phase, steps));
		}

		case 'waiting':
		case 'sending':
		case 'verifying':
		case 'unknown':
		case 'notApplied': {
			return textOf(phaseText(phase, steps));
		}
	}
}
