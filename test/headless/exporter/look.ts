import {readOpenMetrics} from '../../support/open-metrics.ts';
import {answer} from '../../../source/headless/exporter/answer.ts';
import {createPollLog} from '../../../source/headless/exporter/poll-log.ts';
import {newNamed, type View} from '../../../source/headless/exporter/view.ts';
import {epochMs} from '../../../source/contract/time.ts';
import {type OpenedEngine} from '../../support/open-engine.ts';

/** What an exporter would say of an engine, as Prometheus asks for it. */
export function lookAt({engine, clock, state}: OpenedEngine) {
	const log = createPollLog();
	log.follow(engine);
	const named = newNamed();
	const view = (): View => ({
		state: state(),
		now: {elapsed: clock.elapsed(), wall: clock.now()},
		polls: log.counts(),
		reload: {isGood: true, at: epochMs(0)},
		named,
		usage: {cpuSeconds: 1, residentBytes: 2, startedAt: 3},
	});
	const ask = (path: string, {method = 'GET', accept}: Partial<Asking> = {}) =>
		answer({method, path, accept}, view);
	const samples = () => readOpenMetrics(ask('/metrics').body).flatMap((family) => family.samples);
	return {
		ask,
		samples,
		/** The values of a metric by the values of its labels. */
		values: (name: string): Readonly<Record<string, number>> =>
			Object.fromEntries(
				samples()
					.filter((sample) => sample.name === name)
					.map(({labels, value}) => [Object.values(labels).join(' '), value]),
			),
	};
}

type Asking = {readonly method: string; readonly accept: string};
