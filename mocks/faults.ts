import * as z from 'zod';
import {type RouteName, routes} from '../source/contract/routes.ts';

const positive = z.number().positive();

/** What can go wrong on the wire, apart from what happens in the tenant. */
export const wireFault = z.discriminatedUnion('kind', [
	/** The answer comes later. */
	z.object({kind: z.literal('latency'), ms: positive}),
	/** Another status than the true one, and nothing is done. `retryAfter` is for 429 and 503. */
	z.object({
		kind: z.literal('status'),
		status: z.union(
			[401, 403, 404, 409, 412, 429, 500, 502, 503, 504].map((status) => z.literal(status)),
		),
		retryAfter: z.enum(['none', 'seconds', 'date']).default('none'),
		seconds: positive.default(5),
		body: z.enum(['problem', 'rest', 'html', 'empty']).default('problem'),
	}),
	/** The connection is cut before anything is done. */
	z.object({kind: z.literal('resetBefore')}),
	/** What was asked for is done, and the answer is lost. */
	z.object({kind: z.literal('resetAfter')}),
	/** The connection is cut in the middle of the body. */
	z.object({kind: z.literal('resetMidBody')}),
	/** Half of the JSON, as if it were all. */
	z.object({kind: z.literal('truncatedJson')}),
	/** JSON, but something else. */
	z.object({kind: z.literal('wrongJson')}),
	/** A proxy's page with status 200. */
	z.object({kind: z.literal('html')}),
	/** A value of another type at a path (`users.0.version`, `rows.*.name`; `*` is every member). */
	z.object({kind: z.literal('wrongType'), path: z.string().min(1)}),
	/** A word that no client knows, at a path, or in every status field. */
	z.object({kind: z.literal('unknownEnum'), path: z.string().min(1).optional()}),
	/** Fields that no client knows, in every object. */
	z.object({kind: z.literal('extraFields')}),
	/** The body trickles. */
	z.object({kind: z.literal('slowBody'), bytesPerSecond: positive}),
	/** No answer, ever. Nothing is done. */
	z.object({kind: z.literal('hang')}),
	/** The `Date` header is off by so many seconds. */
	z.object({kind: z.literal('clockSkew'), seconds: z.number()}),
	/** Revisions go back by so many, as from a replica that lags. */
	z.object({kind: z.literal('staleRevision'), by: positive.default(10)}),
	/**
	Escapes, direction marks, invisible characters and 10,000 letters at the end of every free text, or `text` instead of them; and
	`word` for every word of an open list.
	*/
	z.object({
		kind: z.literal('hostileText'),
		text: z.string().optional(),
		word: z.string().optional(),
	}),
]);

export type WireFault = z.output<typeof wireFault>;

/** A fault with whom it is for: the next requests of some routes, or of all. */
export const armedFault = z.object({
	fault: wireFault,
	routes: z
		.array(
			z.string().refine((name): name is RouteName => Object.hasOwn(routes, name), 'no such route'),
		)
		.optional(),
	times: z.int().positive().max(1_000_000).default(1),
});

export type ArmedFault = z.output<typeof armedFault>;

/** The faults that wait for their requests. */
export type Armory = {
	readonly arm: (armed: ArmedFault) => void;
	/** The fault for a request, used up by one; the first that was armed goes first. */
	readonly take: (route: RouteName | undefined) => WireFault | undefined;
	readonly list: () => readonly ArmedFault[];
	readonly clear: () => void;
};

export function createArmory(): Armory {
	let waiting: readonly ArmedFault[] = [];
	return {
		arm(armed) {
			waiting = [...waiting, armed];
		},
		take(route) {
			const found = waiting.find(
				({routes: wanted}) =>
					wanted === undefined || (route !== undefined && wanted.includes(route)),
			);
			if (found === undefined) {
				return undefined;
			}

			const left = {...found, times: found.times - 1};
			waiting = waiting.flatMap((armed) =>
				armed === found ? (left.times > 0 ? [left] : []) : [armed],
			);
			return found.fault;
		},
		list: () => waiting,
		clear() {
			waiting = [];
		},
	};
}
