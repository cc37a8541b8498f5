import {type EpochMs, epochMs, type Milliseconds, seconds} from '../source/contract/time.ts';
import {type Clock} from '../source/platform/clock.ts';
import {controlPath, createControl} from './control.ts';
import {type Armory, createArmory} from './faults.ts';
import {createEndpoints} from './http/endpoints.ts';
import {listen} from './http/http-server.ts';
import {createIdempotency} from './http/idempotency.ts';
import {createMatcher} from './http/match-route.ts';
import {basePath, createApi} from './http/serve.ts';
import {createTokens, type Credentials} from './http/tokens.ts';
import {type SimulationOptions} from './options.ts';
import {createPace} from './pace.ts';
import {createRequestLog, type RequestLog} from './request-log.ts';
import {findScenario, type ScenarioName} from './scenarios/catalog.ts';
import {type World} from './world/state.ts';
import {chooseScenario} from './world/weather.ts';
import {createWorld} from './world/world.ts';

export type ServiceOptions = SimulationOptions & {
	/** 0 takes any free one. */
	readonly port: number;
	readonly clock: Clock;
	/** When given, the token endpoint asks for them. */
	readonly credentials?: Credentials | undefined;
	/** When given, this token is taken without signing in. */
	readonly bearerToken?: string | undefined;
	/** Opens the control interface, on a port of its own. */
	readonly control?: boolean | undefined;
	/** When simulated time starts; the default is the same on every day, so that a seed tells one story. */
	readonly startAt?: EpochMs | undefined;
};

export type RunningService = {
	/** The base URL; ends in `/api`. */
	readonly url: string;
	readonly controlUrl?: string;
	/** For tests. */
	readonly world: World;
	/** Brings the simulation to the clock's present. */
	readonly catchUp: () => void;
	/** Jumps ahead in simulated time. */
	readonly advance: (by: Milliseconds) => void;
	readonly setScenario: (name: ScenarioName) => void;
	readonly faults: Armory;
	readonly requests: RequestLog;
	/** Closes ports and timers. Calling it again does nothing. */
	readonly stop: () => Promise<void>;
};

/** Monday, 23 November 2026, 09:00 UTC: a working morning. */
export const defaultStart = epochMs(1_795_424_400_000);

/** Starts the embedded service on the loopback address. Fails with the system's error when the port is taken. */
export async function startService(options: ServiceOptions): Promise<RunningService> {
	const {clock, speed, credentials, bearerToken} = options;
	const world = createWorld(options, options.startAt ?? defaultStart);
	const tokens = createTokens({credentials, bearerToken, clock});
	const match = createMatcher(createEndpoints(world, tokens));
	const pace = createPace(world, {clock, speed});
	const armory = createArmory();
	const log = createRequestLog();
	const api = createApi({
		world,
		tokens,
		idempotency: createIdempotency(),
		pace,
		match,
		armory,
		log,
		clock,
	});
	const listening = await listenOrStop(options.port, api, pace.stop);
	const control =
		options.control === true
			? await listen(0, createControl({world, pace, armory, log}))
			: undefined;
	return {
		url: `http://127.0.0.1:${listening.port}${basePath}`,
		...(control === undefined
			? {}
			: {controlUrl: `http://127.0.0.1:${control.port}${controlPath}`}),
		world,
		catchUp: pace.catchUp,
		advance: pace.skip,
		setScenario(name) {
			pace.catchUp();
			chooseScenario(world, findScenario(name) ?? world.scenario);
			pace.skip(seconds(0));
		},
		faults: armory,
		requests: log,
		async stop() {
			pace.stop();
			await Promise.all([listening.close(), control?.close()]);
		},
	};
}

// A service that cannot listen leaves no timer behind.
async function listenOrStop(
	port: number,
	handle: Parameters<typeof listen>[1],
	stop: () => void,
): ReturnType<typeof listen> {
	try {
		return await listen(port, handle);
	} catch (error) {
		stop();
		throw error;
	}
}
