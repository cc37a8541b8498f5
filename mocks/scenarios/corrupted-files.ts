import {type Scenario} from './scenario.ts';

export const corruptedFiles = {
	name: 'corrupted-files',
	story:
		'A bad release writes corrupted files: the batches of a quarter of all users are suspended.',
	timeline: [
		{
			atSeconds: 0,
			effect: {kind: 'failing', whom: 'everyone', failure: 'corruptedFile', share: 0.2},
		},
		{
			atSeconds: 0,
			effect: {kind: 'failing', whom: 'everyone', failure: 'corruptedHeader', share: 0.25},
		},
	],
} as const satisfies Scenario;
