import {type Scenario} from './scenario.ts';

export const calm = {
	name: 'calm',
	story: 'A calm day: a few users suspended, a few with issues, everything else on schedule.',
	timeline: [],
} as const satisfies Scenario;
