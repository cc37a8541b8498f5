import {type SafeText, safe} from '../../contract/text.ts';
import {calendarDate, clockTime} from '../../format/duration.ts';
import {count, plural} from '../../format/number.ts';
import {outcomeText, type SentRequest} from '../activity-list.ts';
import {verbTitle} from '../rules.ts';
import {type State} from '../state.ts';
import {item, subItem, textOf} from './markdown.ts';
import {changeText, type Words} from './words.ts';

const mostTargets = 20;
/** A shift: what is older was handed over before. */
const shift = 12 * 3_600_000;

/**
What earlier starts on this machine did in this shift, as the journal has it where it was read: each command without a screen is a start of its
own. The oldest first.
*/
export function earlierLines(state: State, words: Words): readonly SafeText[] {
	const own = new Set(state.runs.map(({id}) => id));
	const changes = Map.groupBy(
		state.requests.filter(
			({entry}) => !own.has(entry.change) && state.now.wall - entry.at <= shift,
		),
		({entry}) => entry.change,
	);
	return [...changes.values()].toReversed().flatMap((requests) => changeLines(words, requests));
}

function changeLines(words: Words, requests: readonly SentRequest[]): readonly SafeText[] {
	// The newest request comes first in the list, the first one of a change last.
	const oldest = requests.toReversed();
	const [first] = oldest;
	if (first === undefined) {
		return [];
	}

	const {at, action, change, undoes, reason} = first.entry;
	const done = requests.filter(({outcome}) => outcome === 'done').length;
	const rest = oldest.length - mostTargets;
	const put = undoes === undefined ? safe`` : safe`, undoes ${changeText(undoes)}`;
	return [
		item(
			safe`${calendarDate(at)} ${clockTime(at)} **${verbTitle(action)}**, ${plural(oldest.length, safe`request`, safe`requests`)}, ${count(done)} done, ${changeText(change)}, sent by an earlier start${put}`,
		),
		...(reason === undefined ? [] : [subItem(safe`Reason: ${words.personal(reason)}`)]),
		...oldest.slice(0, mostTargets).map((request) => requestLine(words, action, request)),
		...(rest > 0 ? [subItem(safe`and ${count(rest)} more`)] : []),
	];
}

function requestLine(
	words: Words,
	usual: SentRequest['entry']['action'],
	{entry: {target, action}, outcome, detail}: SentRequest,
): SafeText {
	const name = words.named(target.id, target.name);
	const who = target.type === 'group' ? safe`group ${name}` : name;
	const step = action === usual ? safe`` : safe`${verbTitle(action)}, `;
	const why = detail === undefined ? safe`` : safe`: ${words.foreign(detail)}`;
	return subItem(safe`${who}: ${step}${textOf(outcomeText(outcome))}${why}`);
}
