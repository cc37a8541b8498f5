import {causeMetrics} from './cause-metrics.ts';
import {type Metric, type Told} from './family.ts';
import {pollMetrics} from './poll-metrics.ts';
import {serviceMetrics} from './service-metrics.ts';
import {userMetrics} from './user-metrics.ts';
import {type View} from './view.ts';

/** Everything that is told, in the order of the page. */
export const metrics: ReadonlyArray<Metric<View>> = [
	...pollMetrics,
	...userMetrics,
	...causeMetrics,
	...serviceMetrics,
];

export function tell(view: View): readonly Told[] {
	return metrics.map((family) => ({family, samples: family.read(view)}));
}
