import {type Scenario} from './scenario.ts';

export const ewsOff = {
	name: 'ews-off',
	story: 'Exchange Web Services are switched off: all groups that use them are refused with 403.',
	timeline: [
		{atSeconds: 0, effect: {kind: 'failing', whom: 'ews', failure: 'ewsBlocked', share: 1}},
	],
} as const satisfies Scenario;
