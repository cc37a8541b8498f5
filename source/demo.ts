import {parseSimulationOptions, type SimulationText} from '../mocks/options.ts';
import {startService} from '../mocks/start.ts';
import {type Clock} from './platform/clock.ts';

export type StartedDemo =
	| {readonly ok: true; readonly url: string; readonly stop: () => Promise<void>}
	| {readonly ok: false; readonly problem: string};

/** Starts the embedded service inside this process. The flags mean what they mean for the service by itself. */
export async function startDemo(text: SimulationText, clock: Clock): Promise<StartedDemo> {
	const parsed = parseSimulationOptions(text);
	if (!parsed.ok) {
		return parsed;
	}

	const service = await startService({...parsed.options, port: 0, clock});
	return {ok: true, url: service.url, stop: service.stop};
}
