import * as z from 'zod';
import {problem} from '../../source/contract/problem.ts';
import {type EncodedAnswer} from './endpoint.ts';
import {type Refusal} from './answer.ts';
import {type TokenRefusal} from './token-refusal.ts';

/** A reply before it becomes bytes. */
export type Reply = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
};

const jsonHeaders = {'content-type': 'application/json; charset=utf-8'} as const;
const problemHeaders = {'content-type': 'application/problem+json; charset=utf-8'} as const;

export function toReply(answer: EncodedAnswer, status: number): Reply {
	if (answer.kind === 'refused') {
		return toProblemReply(answer);
	}

	return {
		status,
		headers: answer.etag === undefined ? jsonHeaders : {...jsonHeaders, etag: `"${answer.etag}"`},
		body: JSON.stringify(answer.wire),
	};
}

export function toProblemReply(refusal: Refusal): Reply {
	const retryAfter =
		refusal.retryAfterSeconds === undefined
			? {}
			: {'retry-after': String(refusal.retryAfterSeconds)};
	if (isTokenRefusal(refusal)) {
		return {status: refusal.status, headers: jsonHeaders, body: JSON.stringify(refusal.oauth)};
	}

	const challenge = refusal.status === 401 ? {'www-authenticate': 'Bearer'} : {};
	return {
		status: refusal.status,
		headers: {...problemHeaders, ...retryAfter, ...challenge},
		body: JSON.stringify(z.encode(problem, refusal.problem)),
	};
}

function isTokenRefusal(refusal: Refusal): refusal is TokenRefusal {
	return 'oauth' in refusal;
}
