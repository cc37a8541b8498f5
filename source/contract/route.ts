import type * as z from 'zod';

/** One question that can be put to the service: everything that client, embedded service and OpenAPI need to know of it. */
export type Route<
	Params extends z.ZodObject = z.ZodObject,
	Query extends z.ZodObject = z.ZodObject,
	Body extends z.ZodType = z.ZodType,
	Reply extends z.ZodType = z.ZodType,
> = {
	readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	/** Below the base URL; parameters in braces. */
	readonly path: `/${string}`;
	readonly summary: string;
	readonly params: Params;
	readonly query: Query;
	/** `z.undefined()` where there is none. */
	readonly body: Body;
	readonly bodyType: 'none' | 'json' | 'form';
	readonly reply: Reply;
	readonly status: 200 | 202;
	/**
	How a change is guarded. `versioned`: `If-Match` and `Idempotency-Key` are required. `keyed`: only the key.
	*/
	readonly guard: 'none' | 'keyed' | 'versioned';
	/** A reply may be `304 Not Modified` when `If-None-Match` names the revision that still holds. */
	readonly isCacheable: boolean;
	readonly needsToken: boolean;
};

export type ParamsOf<R extends Route> = z.output<R['params']>;
export type QueryOf<R extends Route> = z.output<R['query']>;
export type BodyOf<R extends Route> = z.output<R['body']>;
export type ReplyOf<R extends Route> = z.output<R['reply']>;

/** Fills the braces of a path, percent-encoded. */
export function fillPath(path: string, params: Readonly<Record<string, unknown>>): string {
	return path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
		encodeURIComponent(String(params[name])),
	);
}
