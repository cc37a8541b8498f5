import {type Scenario} from './scenario.ts';

export const leavers = {
	name: 'leavers',
	story: 'A wave of leavers: fifteen employees are terminated and removed, one a minute.',
	timeline: [{atSeconds: 20, effect: {kind: 'leaving', users: 15, everySeconds: 60}}],
} as const satisfies Scenario;
