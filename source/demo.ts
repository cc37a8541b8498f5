import {parseSimulationOptions, type ParsedOptions, type SimulationText} from '../mocks/options.ts';
import {type RunningService, startService} from '../mocks/start.ts';
import {type Clock} from './platform/clock.ts';

/** The options of the demo, as they were written on the command line. They mean what they mean for the service by itself. */
export const parseDemo = (text: SimulationText): ParsedOptions => parseSimulationOptions(text);

type DemoOptions = Extract<ParsedOptions, {ok: true}>['options'];

/** Starts the embedded service inside this process, on a free loopback port. */
export async function startDemo(options: DemoOptions, clock: Clock): Promise<RunningService> {
	return startService({...options, port: 0, clock});
}
