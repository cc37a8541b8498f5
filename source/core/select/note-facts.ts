import {safe} from '../../contract/text.ts';
import {acknowledgementOf, memoOf} from '../acknowledge.ts';
import {type State} from '../state.ts';
import {span} from './line.ts';
import {agoLong, presentOf} from './status-cells.ts';
import {type Fact} from './user-detail.ts';

/** What a person noted about a user or a cause; nothing where nothing was. */
export function noteFacts(state: State, key: string): readonly Fact[] {
	const known = acknowledgementOf(state, key);
	const memo = memoOf(state, key);
	return [
		...(known === undefined
			? []
			: [
					{
						label: safe`Acknowledged`,
						value: [
							span(safe`✓ ${agoLong(known.at, presentOf(state))}`),
							...(known.by === undefined ? [] : [span(safe`  by ${known.by}`, 'dim')]),
						],
					},
				]),
		...(memo === undefined ? [] : [{label: safe`Memo`, value: [span(memo.text, 'changed')]}]),
	];
}
