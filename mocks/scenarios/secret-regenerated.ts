import {type Scenario} from './scenario.ts';

export const secretRegenerated = {
	name: 'secret-regenerated',
	story:
		'Someone regenerated the client secret: the authorization of everyone fails at the next batch.',
	timeline: [
		{
			atSeconds: 0,
			effect: {kind: 'failing', whom: 'everyone', failure: 'clientSecret', share: 1},
		},
	],
} as const satisfies Scenario;
