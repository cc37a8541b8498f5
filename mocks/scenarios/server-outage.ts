import {type Scenario} from './scenario.ts';

export const serverOutage = {
	name: 'server-outage',
	story:
		'The mail server of one office is away: its batches are interrupted, and suspend after ten failures.',
	timeline: [
		{atSeconds: 0, effect: {kind: 'mailServer', whom: 'oneMailServer', state: 'lost'}},
		{
			atSeconds: 0,
			effect: {kind: 'failing', whom: 'oneMailServer', failure: 'connectionFailed', share: 1},
		},
	],
} as const satisfies Scenario;
