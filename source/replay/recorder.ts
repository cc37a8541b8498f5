import {type EpochMs} from '../contract/time.ts';
import {type Line, recordedOf} from './recording.ts';
import {type Heard} from './tap.ts';

/** The line for what was heard; nothing where there is nothing to tell. */
export function lineOf(heard: Heard, at: EpochMs): Line | undefined {
	const {outcome, serviceTime} = heard.reply;
	const moments = {at, ...(serviceTime !== undefined && {service: serviceTime})};
	if (!outcome.ok) {
		const failure = recordedOf(outcome.failure);
		return failure && {...moments, said: 'nothing', asked: heard.asked, failure};
	}

	switch (heard.asked) {
		case 'session': {
			const {reply} = heard;
			return reply.outcome.ok
				? {...moments, said: 'session', value: reply.outcome.value}
				: undefined;
		}

		case 'overview': {
			const {reply} = heard;
			return reply.outcome.ok
				? {...moments, said: 'overview', value: reply.outcome.value}
				: undefined;
		}

		case 'users': {
			const {reply, after} = heard;
			return reply.outcome.ok
				? {
						...moments,
						said: 'users',
						...(after !== undefined && {after}),
						value: reply.outcome.value,
					}
				: undefined;
		}

		case 'changes': {
			const {reply} = heard;
			if (!reply.outcome.ok) {
				return undefined;
			}

			const {value} = reply.outcome;
			return value === 'unchanged'
				? {...moments, said: 'unchanged'}
				: {...moments, said: 'changes', value};
		}
	}
}
