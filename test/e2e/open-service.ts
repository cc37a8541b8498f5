import {defaultOptions} from '../../mocks/options.ts';
import {armedFault} from '../../mocks/faults.ts';
import {type ServiceOptions, startService} from '../../mocks/start.ts';
import {systemClock} from '../../source/platform/clock.ts';
import * as z from 'zod';
import {type Home, type openProgram} from './open-program.ts';

type Program = ReturnType<typeof openProgram>;

/** A service in this process whose simulated time stands still, so that only what a test does happens. */
export async function openService(options: Partial<ServiceOptions> = {}) {
	const service = await startService({
		...defaultOptions,
		users: 60,
		speed: 0,
		port: 0,
		clock: systemClock,
		...options,
	});
	return {
		...service,
		/** The next requests of a route meet a fault. */
		arm(route: string, fault: z.input<typeof armedFault>['fault'], times = 1) {
			service.faults.arm(armedFault.parse({fault, routes: [route], times}));
		},
		/** The keys of the changes that it was asked for. */
		changes: () =>
			service.requests
				.list()
				.flatMap(({idempotencyKey}) => (idempotencyKey === undefined ? [] : [idempotencyKey])),
		asked: (route: string) => service.requests.list().filter((request) => request.route === route),
		[Symbol.asyncDispose]: service.stop,
	};
}

export function connected(url: string): readonly string[] {
	return ['--url', url, '--interval', '1', '--name', 'Acme'];
}

const line = z.object({phase: z.string(), key: z.string(), outcome: z.string().optional()});

/** The audit journal, as far as it says which request came to what. */
export function journalOf(home: Home) {
	const lines = home.journal().map((text) => line.parse(JSON.parse(text)));
	const keys = (phase: string) =>
		lines.flatMap((entry) => (entry.phase === phase ? [entry.key] : []));
	return {
		intents: keys('intent').toSorted(),
		results: keys('result').toSorted(),
		phases: lines.map(({phase, outcome}) =>
			outcome === undefined ? phase : `${phase} ${outcome}`,
		),
	};
}

/** Goes to one user in the list of all. */
export async function findUser(program: Program, name: string): Promise<void> {
	await program.sees('● live');
	program.press('2');
	await program.sees('[2 Users');
	program.press(`/${name}\r`);
	await program.sees(new RegExp(`▌[ …]+${name}`));
}

/** Opens the dialog that disables one user, and waits until it could be confirmed. */
export async function askToDisable(program: Program, name: string): Promise<void> {
	await findUser(program, name);
	program.press('x');
	await program.sees(/Disable sync +1 user[^]*same as on your screen/);
}
