import {type Scenario} from './scenario.ts';

export const flapping = {
	name: 'flapping',
	story: 'The service itself is away for four minutes out of fourteen: 503, then cut connections.',
	timeline: [{atSeconds: 30, effect: {kind: 'flapping', downSeconds: 240, upSeconds: 600}}],
} as const satisfies Scenario;
