import * as z from 'zod';
import {parseJson} from '../../../contract/json.ts';
import {type ReplyOf, type Route} from '../../../contract/route.ts';
import {describe} from '../../../contract/rows.ts';
import {type SafeText, safe, toSafe} from '../../../contract/text.ts';
import {type Milliseconds, seconds} from '../../../contract/time.ts';
import {failureText} from '../../../core/failure-text.ts';
import {type Known, known, unknown} from '../finding.ts';
import {type Ask, type Place, type RawAnswer} from '../ports.ts';

/** A question with what came of it. */
export type Exchange = {
	readonly ask: Ask;
	/** As it is told: `GET /changes?since=12`. */
	readonly asked: SafeText;
	readonly answer: Known<Answer>;
};

export type Answer = {
	readonly status: number;
	readonly headers: RawAnswer['headers'];
	/** Without its parameters, in small letters. */
	readonly type: string;
	/** Nothing where the body is not JSON. */
	readonly json: unknown;
	readonly isEmpty: boolean;
};

/** Puts questions, and keeps all that was said. */
export type Asker = {
	readonly put: (ask: Ask) => Promise<Exchange>;
	readonly all: () => readonly Exchange[];
};

const longestWait = seconds(30);

/** A service that asks to be left alone for a moment is asked once more after it. */
export function createAsker(place: Place, sleep: (delay: Milliseconds) => Promise<void>): Asker {
	const all: Exchange[] = [];
	const once = async (ask: Ask): Promise<Exchange> => {
		const sent = await place.send(ask);
		const exchange: Exchange = {
			ask,
			asked: toSafe(`${ask.method} ${ask.path}`),
			answer: sent.ok
				? known(answerOf(sent.value))
				: unknown(safe`no answer: ${failureText(sent.failure).what}`),
		};
		all.push(exchange);
		return exchange;
	};

	return {
		async put(ask) {
			const first = await once(ask);
			const wait = first.answer.ok ? waitOf(first.answer.value) : undefined;
			if (wait === undefined || wait > longestWait) {
				return first;
			}

			await sleep(wait);
			return once(ask);
		},
		all: () => all,
	};
}

function answerOf({status, headers, body}: RawAnswer): Answer {
	return {
		status,
		headers,
		type: headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '',
		json: parseJson(body),
		isEmpty: body === '',
	};
}

export const isThrottled = ({status}: Answer): boolean => status === 429 || status === 503;

function waitOf(answer: Answer): Milliseconds | undefined {
	const text = answer.headers['retry-after'] ?? '';
	return isThrottled(answer) && /^\d{1,4}$/.test(text) ? seconds(Number(text)) : undefined;
}

/** What an exchange says by a route of the contract; or why it says nothing. */
export function read<R extends Route>(route: R, exchange: Exchange | undefined): Known<ReplyOf<R>> {
	if (exchange === undefined) {
		return unknown(safe`there was nothing to ask about`);
	}

	const {asked, answer} = exchange;
	if (!answer.ok) {
		return unknown(safe`${asked}: ${answer.reason}`);
	}

	const {status, json} = answer.value;
	if (status !== route.status) {
		return unknown(safe`${asked} was answered with ${status}`);
	}

	const parsed = z.safeParse<R['reply']>(route.reply, json);
	return parsed.success
		? known(parsed.data)
		: unknown(
				safe`${asked}: at "${describe(parsed.error).path}": ${describe(parsed.error).expected}`,
			);
}
