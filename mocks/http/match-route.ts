import {type RouteName} from '../../source/contract/routes.ts';
import {type Endpoint} from './endpoint.ts';

export type Matched =
	| {
			readonly kind: 'found';
			readonly name: RouteName;
			readonly endpoint: Endpoint;
			readonly params: Readonly<Record<string, string>>;
	  }
	| {readonly kind: 'otherMethod'; readonly allowed: readonly string[]}
	| {readonly kind: 'unknown'};

export type MatchRoute = (method: string, path: string) => Matched;

/** Finds the route that a method and a path (below the base) belong to. */
export function createMatcher(endpoints: {readonly [Name in RouteName]: Endpoint}): MatchRoute {
	const table = namesOf(endpoints).map((name) => {
		const endpoint = endpoints[name];
		const source = endpoint.route.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
		return {name, endpoint, pattern: new RegExp(`^${source}$`)};
	});
	return (method, path) => {
		const fitting = table.filter(({pattern}) => pattern.test(path));
		if (fitting.length === 0) {
			return {kind: 'unknown'};
		}

		const exact = fitting.find(({endpoint}) => endpoint.route.method === method);
		if (exact === undefined) {
			return {kind: 'otherMethod', allowed: fitting.map(({endpoint}) => endpoint.route.method)};
		}

		const groups = exact.pattern.exec(path)?.groups ?? {};
		const params = Object.fromEntries(
			Object.entries(groups).map(([key, value]) => [key, unescape(value)]),
		);
		return {kind: 'found', name: exact.name, endpoint: exact.endpoint, params};
	};
}

function namesOf(endpoints: {readonly [Name in RouteName]: unknown}): RouteName[] {
	const isName = (name: string): name is RouteName => Object.hasOwn(endpoints, name);
	return Object.keys(endpoints).filter((name) => isName(name));
}

function unescape(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		// A broken escape is no id; the contract's pattern refuses it.
		return text;
	}
}
