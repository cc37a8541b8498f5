import * as z from 'zod';
import {
	type BodyOf,
	type ParamsOf,
	type QueryOf,
	type ReplyOf,
	type Route,
} from '../../source/contract/route.ts';
import {type Answer, refuse, type Refusal} from './answer.ts';

/** A request after the wire: parts as they came, not yet decoded. */
export type RawRequest = {
	readonly params: Readonly<Record<string, string>>;
	readonly query: Readonly<Record<string, string>>;
	readonly body: unknown;
	readonly actor: string;
	/** The version in `If-Match`; `any` for a star. */
	readonly ifMatch: number | 'any' | undefined;
};

/** A request as its handler gets it. */
export type Request<R extends Route> = {
	readonly params: ParamsOf<R>;
	readonly query: QueryOf<R>;
	readonly body: BodyOf<R>;
	readonly actor: string;
	readonly ifMatch: number | 'any' | undefined;
};

export type EncodedAnswer =
	| {readonly kind: 'done'; readonly wire: unknown; readonly etag?: number}
	| Refusal;

/** A route with its handler: decodes, answers, encodes. */
export type Endpoint = {
	readonly route: Route;
	readonly answer: (request: RawRequest) => EncodedAnswer;
};

/** Joins a route and its handler. What is not what the contract says is refused before the handler sees it. */
export function endpoint<R extends Route>(
	route: R,
	handle: (request: Request<R>) => Answer<ReplyOf<R>>,
): Endpoint {
	return {
		route,
		answer(request) {
			const params = z.safeParse<R['params']>(route.params, request.params);
			if (!params.success) {
				return invalid('the path', params.error);
			}

			const query = z.safeParse<R['query']>(route.query, request.query);
			if (!query.success) {
				return invalid('the query', query.error);
			}

			const body = z.safeParse<R['body']>(route.body, request.body);
			if (!body.success) {
				return invalid('the body', body.error);
			}

			const answer = handle({
				params: params.data,
				query: query.data,
				body: body.data,
				actor: request.actor,
				ifMatch: request.ifMatch,
			});
			if (answer.kind === 'refused') {
				return answer;
			}

			const wire: unknown = z.encode(route.reply, answer.value);
			return answer.etag === undefined
				? {kind: 'done', wire}
				: {kind: 'done', wire, etag: answer.etag};
		},
	};
}

function invalid(where: string, error: z.core.$ZodError): Refusal {
	const [issue] = error.issues;
	const path = issue?.path.join('.') ?? '';
	return refuse('invalid-request', {
		title: 'The request is not what the contract says',
		detail: `In ${where}${path === '' ? '' : ` at "${path}"`}: ${issue?.message ?? 'not readable'}.`,
	});
}
