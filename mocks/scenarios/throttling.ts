import {type Scenario} from './scenario.ts';

export const throttling = {
	name: 'throttling',
	story:
		'The mail server of the largest group throttles: batches are slow, a third of the group is held.',
	timeline: [
		{atSeconds: 0, effect: {kind: 'mailServer', whom: 'largestGroup', state: 'throttled'}},
		{atSeconds: 0, effect: {kind: 'slow', whom: 'largestGroup', factor: 4}},
		{
			atSeconds: 0,
			effect: {kind: 'failing', whom: 'largestGroup', failure: 'serverBusy', share: 0.33},
		},
	],
} as const satisfies Scenario;
