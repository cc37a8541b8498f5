import * as z from 'zod';
import {problem, type ProblemCode} from '../../../contract/problem.ts';
import {type ReplyOf, type Route} from '../../../contract/route.ts';
import {describe} from '../../../contract/rows.ts';
import {type SafeText, safe} from '../../../contract/text.ts';
import {wordText} from '../../../contract/word.ts';
import {about, notAnswered, type Verdict} from '../finding.ts';
import {type Answer, type Exchange, isThrottled, read} from './exchange.ts';
import {type Transcript} from './transcript.ts';

/** One thing that the contract asks of a server. */
export type Clause = {
	/** Stable: scripts and tickets name it. */
	readonly id: string;
	/** What the server has to do. */
	readonly says: SafeText;
	/** Where it is written. */
	readonly where: SafeText;
	/** Whether it takes a change to find out. */
	readonly needs: 'reading' | 'changing';
	/** A server that keeps nothing, such as one made of examples, cannot do it. */
	readonly isStateful: boolean;
	readonly look: (transcript: Transcript) => Verdict;
};

/** A clause that was broken, with what was found. What to do is what the clause says. */
export const broken = (found: SafeText, who?: readonly SafeText[]): Verdict => ({
	state: 'fail',
	found,
	...(who !== undefined && {who}),
});

/** Looks at what an exchange says by its route; not answered where it says nothing, since another clause tells that. */
export function saying<R extends Route>(
	route: R,
	exchange: Exchange | undefined,
	look: (reply: ReplyOf<R>) => Verdict,
): Verdict {
	return about<ReplyOf<R>>(read(route, exchange), look);
}

/** Looks at an answer, whatever its status; not answered where there was none or where the server had no time. */
export function answered(
	exchange: Exchange | undefined,
	look: (answer: Answer, asked: SafeText) => Verdict,
): Verdict {
	if (exchange === undefined) {
		return notAnswered(safe`there was nothing to ask about`);
	}

	const {answer, asked} = exchange;
	return about(answer, (value) =>
		isThrottled(value)
			? notAnswered(safe`${asked} was answered with ${value.status}: come back later`)
			: look(value, asked),
	);
}

/** The shape of a reply: its status, and its body by the schema of the route. */
export function shape(route: Route, exchange: Exchange | undefined): Verdict {
	return answered(exchange, (answer, asked) => {
		const {status, json} = answer;
		if (status === 401 || status === 403) {
			return notAnswered(safe`${asked} was answered with ${status}: credentials are missing`);
		}

		if (status !== route.status) {
			return broken(safe`${asked} was answered with ${status} instead of ${route.status}`);
		}

		if (json === undefined) {
			return notAnswered(safe`${asked}: the body is not JSON`);
		}

		const parsed = z.safeParse(route.reply, json);
		if (parsed.success) {
			return {state: 'ok', found: safe`as agreed`};
		}

		const {path, expected} = describe(parsed.error);
		return broken(safe`${asked}: at "${path}": ${expected}`);
	});
}

/** A refusal with a status and a code. */
export function refusedWith(
	exchange: Exchange | undefined,
	{statuses, code}: {readonly statuses: readonly number[]; readonly code?: ProblemCode},
): Verdict {
	return answered(exchange, ({status, json}, asked) => {
		const found = problemOf(json);
		if (!statuses.includes(status)) {
			return broken(safe`${asked} was answered with ${status}`);
		}

		return code === undefined || found?.code === code
			? {
					state: 'ok',
					found: safe`${status}${found === undefined ? safe`` : safe` ${wordText(found.code)}`}`,
				}
			: broken(
					safe`${asked} was answered with ${status}, but with the code ${found === undefined ? safe`of no problem document` : safe`"${wordText(found.code)}"`}`,
				);
	});
}

/** The problem that a body tells, if it does. */
export function problemOf(json: unknown) {
	return problem.safeParse(json).data;
}

export const any4xx: readonly number[] = [400, 404, 409, 412, 415, 422, 428];

/** Looks at rows one by one, and tells those that something is wrong with. */
export function each<Row>(
	rows: readonly Row[],
	wrong: (row: Row, index: number) => SafeText | undefined,
): Verdict {
	const who = rows.flatMap((row, index) => wrong(row, index) ?? []);
	return who.length === 0
		? {state: 'ok', found: safe`as agreed, in ${rows.length} rows`}
		: broken(safe`not so in ${who.length} of ${rows.length} rows`, who);
}
