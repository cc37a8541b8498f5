import {type IncomingMessage, type ServerResponse} from 'node:http';
import * as z from 'zod';
import {formatTime, seconds} from '../source/contract/time.ts';
import {applyEdit, edit} from './edit.ts';
import {armedFault, type Armory, wireFault} from './faults.ts';
import {readText} from './http/read-body.ts';
import {toDashboard} from './http/to-panels.ts';
import {type Pace} from './pace.ts';
import {type RequestLog} from './request-log.ts';
import {findScenario, scenarios} from './scenarios/catalog.ts';
import {chooseScenario} from './world/weather.ts';
import {type World} from './world/state.ts';

export const controlPath = '/__mock';

export type Controlled = {
	readonly world: World;
	readonly pace: Pace;
	readonly armory: Armory;
	readonly log: RequestLog;
};

type Said = {readonly status: number; readonly body: unknown};

const longestAdvance = 31 * 86_400;
const advanceBody = z.object({seconds: z.number().nonnegative().max(longestAdvance)});
const scenarioBody = z.object({name: z.string()});
// A fault is written flat: its own fields beside `routes` and `times`.
const faultBody = z.looseObject({
	kind: z.string(),
	routes: z.unknown().optional(),
	times: z.unknown().optional(),
});

/** Answers the control interface: for tests and demonstrations, on a port of its own. */
export function createControl(controlled: Controlled) {
	return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const text = (await readText(request)) ?? '';
		controlled.pace.catchUp();
		const {status, body} = isFromPage(request)
			? wrong('The control interface is not for web pages.', 403)
			: answerControl(controlled, `${request.method ?? 'GET'} ${request.url ?? '/'}`, parse(text));
		response.writeHead(status, {'content-type': 'application/json; charset=utf-8'});
		response.end(`${JSON.stringify(body)}\n`);
	};
}

function answerControl(controlled: Controlled, asked: string, body: unknown): Said {
	const {world, pace, armory, log} = controlled;
	switch (asked.replace(controlPath, '')) {
		case 'GET /state': {
			return fine(state(controlled));
		}

		case 'POST /advance': {
			const parsed = advanceBody.safeParse(body);
			if (!parsed.success) {
				return wrong(`Send {"seconds": <0 to ${longestAdvance}>}.`);
			}

			pace.skip(seconds(parsed.data.seconds));
			return fine(state(controlled));
		}

		case 'POST /scenario': {
			return switchScenario(controlled, body);
		}

		case 'POST /fault': {
			return armFault(controlled, body);
		}

		case 'DELETE /fault': {
			armory.clear();
			return fine(state(controlled));
		}

		case 'POST /edit': {
			const parsed = edit.safeParse(body);
			if (!parsed.success) {
				return wrong(
					`Send {"type": "user" or "group", "id", "set": {…}}. ${z.prettifyError(parsed.error)}`,
				);
			}

			const version = applyEdit(world, parsed.data);
			return version === undefined
				? wrong('There is no such user or group.', 404)
				: fine({version});
		}

		case 'GET /requests': {
			return fine({requests: log.list().map((row) => ({...row, at: formatTime(row.at)}))});
		}

		case 'DELETE /requests': {
			log.clear();
			return fine({requests: []});
		}
	}

	return wrong('There is no such control. See the README of the service.', 404);
}

function switchScenario(controlled: Controlled, body: unknown): Said {
	const parsed = scenarioBody.safeParse(body);
	const scenario = parsed.success ? findScenario(parsed.data.name) : undefined;
	if (scenario === undefined) {
		return wrong(`Send {"name": one of ${scenarios.map(({name}) => name).join(', ')}}.`);
	}

	chooseScenario(controlled.world, scenario);
	// What the scenario does at once is done now, and not with the next tick.
	controlled.pace.skip(seconds(0));
	return fine(state(controlled));
}

function armFault({armory}: Controlled, body: unknown): Said {
	const flat = faultBody.safeParse(body);
	if (!flat.success) {
		return wrong('Send {"kind": <fault>, "routes"?: [<route name>], "times"?: <n>, …}.');
	}

	const {routes, times, ...fault} = flat.data;
	const armed = armedFault.safeParse({
		fault,
		...(routes === undefined ? {} : {routes}),
		...(times === undefined ? {} : {times}),
	});
	if (!armed.success) {
		const kinds = wireFault.options.map(({shape}) => shape.kind.value).join(', ');
		return wrong(`Not a fault: ${z.prettifyError(armed.error)}. Kinds: ${kinds}.`);
	}

	armory.arm(armed.data);
	return fine({faults: armory.list()});
}

function state({world, armory}: Controlled) {
	return {
		time: formatTime(world.now),
		revision: world.feed.revision(),
		scenario: world.scenario.name,
		...toDashboard(world),
		queue: {depth: world.tally.queued, running: world.tally.running, places: world.places},
		faults: armory.list(),
	};
}

// A page in a browser sends its origin with every request that could change something.
function isFromPage({headers}: IncomingMessage): boolean {
	return headers.origin !== undefined;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

const fine = (body: unknown): Said => ({status: 200, body});
const wrong = (problem: string, status = 400): Said => ({status, body: {problem}});
