import {type UserPage} from '../contract/changes.ts';
import {type PageRequest, type Reply} from '../contract/reply.ts';
import {routes} from '../contract/routes.ts';
import {milliseconds} from '../contract/time.ts';
import {type Clock} from '../platform/clock.ts';

/** A request that has left, and what becomes of it. */
export type Asked = {
	/** The body as JSON, as soon as it is here and before it is decoded; nothing when there is none. */
	readonly json: () => Promise<unknown>;
	readonly reply: () => Promise<Reply<UserPage>>;
};

const atOnce = milliseconds(500);

type AskPage = (page: PageRequest, signal: AbortSignal) => Asked;

/**
Reads users page by page, and asks for the page after one while that one is being decoded: the service and this program work at the
same time. At most one page is read ahead; one that nobody asks for is dropped.
*/
export function createUserPages(ask: AskPage, clock: Clock) {
	let handedOver = milliseconds(0);
	let ahead: {readonly page: PageRequest; readonly asked: Asked} | undefined;
	return async (page: PageRequest, signal: AbortSignal): Promise<Reply<UserPage>> => {
		// What waited through a pause or a failure is asked for anew: it may be old, or have failed with the rest.
		const isAhead =
			ahead !== undefined &&
			page.after !== undefined &&
			isSamePage(ahead.page, page) &&
			clock.elapsed() - handedOver < atOnce;
		const asked = ahead !== undefined && isAhead ? ahead.asked : ask(page, signal);
		ahead = undefined;
		const next = nextOf(await asked.json());
		if (next !== undefined && !signal.aborted) {
			const following = {limit: page.limit, after: next};
			ahead = {page: following, asked: ask(following, signal)};
			// Decoding takes the whole of this turn: the request is to leave before.
			await turn(clock);
		}

		const reply = await asked.reply();
		handedOver = clock.elapsed();
		return reply;
	};
}

async function turn(clock: Clock): Promise<void> {
	const passed = Promise.withResolvers<undefined>();
	clock.after(milliseconds(0), () => {
		passed.resolve(undefined);
	});
	await passed.promise;
}

function isSamePage(one: PageRequest, other: PageRequest): boolean {
	return one.after === other.after && one.limit === other.limit;
}

const lookAhead = routes.listUsers.reply.pick({next: true});

function nextOf(json: unknown): UserPage['next'] {
	return lookAhead.safeParse(json).data?.next;
}
