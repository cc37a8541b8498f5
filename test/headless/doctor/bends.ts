import * as z from 'zod';
import {type Bend, type Passed, type Passing} from '../../support/open-bent.ts';

/** The token that the service of these tests takes. */
export const token = 'a-token-of-the-test';

const json = z.record(z.string(), z.unknown());
export const list = z.array(json);

/** Changes the body of the answers of a path. */
export function body(
	path: RegExp,
	change: (body: Record<string, unknown>, passing: Passing) => unknown,
): Bend {
	return {
		after: (passed, passing) =>
			path.test(`${passing.method} ${passing.path}`) && passed.status < 300
				? {...passed, body: JSON.stringify(change(json.parse(JSON.parse(passed.body)), passing))}
				: passed,
	};
}

function answer(path: RegExp, change: (passed: Passed, passing: Passing) => Passed | 'cut'): Bend {
	return {
		after: (passed, passing) =>
			path.test(`${passing.method} ${passing.path}`) ? change(passed, passing) : passed,
	};
}

function without<Value>(
	record: Readonly<Record<string, Value>>,
	name: string,
): Record<string, Value> {
	return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}

const number = (value: unknown): number => z.number().parse(value);
const oldRow = {
	id: 'u-000001',
	version: 1,
	revision: 1,
	name: 'Ada',
	email: 'ada@contoso.example',
	groupId: 'g-001',
	syncStatus: 'enabled',
	mailboxStatus: 'initialized',
	hold: 'none',
};
const page = /^GET \/users\?/;
/** A refusal as a problem document. */
export const problem = (status: number, code: string): Passed => ({
	status,
	headers: {'content-type': 'application/problem+json', date: new Date().toUTCString()},
	body: JSON.stringify({code, status}),
});

/** Servers that break one clause, found out by reading. */
export const reading: ReadonlyArray<readonly [clause: string, bend: Bend]> = [
	['http.answers', answer(/activity/, () => 'cut')],
	[
		'http.date',
		answer(/GET \/groups/, ({headers, ...rest}) => ({...rest, headers: without(headers, 'date')})),
	],
	[
		'http.json',
		answer(/GET \/session/, ({headers, ...rest}) =>
			rest.status === 200
				? {...rest, headers: {...headers, 'content-type': 'text/html'}}
				: {...rest, headers},
		),
	],
	[
		'problem.document',
		answer(/limit=0/, ({headers, ...rest}) => ({
			...rest,
			headers: {...headers, 'content-type': 'application/json'},
		})),
	],
	[
		'problem.retry-after',
		answer(/GET \/groups/, ({headers}) => ({status: 503, headers, body: ''})),
	],
	[
		'token.refusal',
		answer(/POST \/token/, (passed) => ({
			...passed,
			status: 200,
			body: '{}',
			headers: {...passed.headers, 'content-type': 'application/json'},
		})),
	],
	[
		'session.required',
		{
			before: (passing) => ({
				...passing,
				headers: {...passing.headers, authorization: `Bearer ${token}`},
			}),
		},
	],
	['session.shape', body(/session/, (found) => without(found, 'tenant'))],
	[
		'session.shape',
		body(/session/, (session) => ({
			...session,
			service: {...json.parse(session['service']), contract: 'sync-service/9'},
		})),
	],
	['overview.shape', body(/overview/, (found) => without(found, 'dashboard'))],
	[
		'overview.activity-order',
		body(/overview/, (overview) => ({
			...overview,
			activity: list.parse(overview['activity']).toReversed(),
		})),
	],
	['users.shape', body(page, ({total, ...rest}) => ({...rest, total: String(total)}))],
	[
		'users.limit',
		{
			before: (passing) => ({...passing, path: passing.path.replace('limit=2', 'limit=3')}),
		},
	],
	[
		'users.bad-limit',
		{before: (passing) => ({...passing, path: passing.path.replace('limit=0', 'limit=1')})},
	],
	[
		'users.once',
		{
			before: (passing) => ({
				...passing,
				path: passing.path.replace(/limit=2&after=.*/, 'limit=2'),
			}),
		},
	],
	['users.total', body(page, ({total, ...rest}) => ({...rest, total: number(total) + 1}))],
	[
		'rows.readable',
		body(/overview/, (overview) => ({
			...overview,
			groups: [...list.parse(overview['groups']), {id: 'g-x', name: 'without a version'}],
		})),
	],
	[
		'rows.revision',
		body(/limit=1000/, (found) => ({
			...found,
			rows: list
				.parse(found['rows'])
				.map((row) => ({...row, revision: number(found['revision']) + 1})),
		})),
	],
	[
		'rows.group',
		body(/limit=1000/, (found) => ({
			...found,
			rows: list.parse(found['rows']).with(3, {...list.parse(found['rows'])[3], groupId: 'g-gone'}),
		})),
	],
	[
		'overview.counts',
		body(/overview/, (overview) => {
			const dashboard = json.parse(overview['dashboard']);
			const counts = json.parse(dashboard['counts']);
			return {
				...overview,
				dashboard: {...dashboard, counts: {...counts, suspended: number(counts['suspended']) + 1}},
			};
		}),
	],
	['changes.shape', body(/changes/, (found) => without(found, 'revision'))],
	[
		'changes.revision-monotonic',
		body(/changes/, ({revision, ...rest}) => ({...rest, revision: number(revision) - 3})),
	],
	['changes.only-newer', body(/changes/, (reply) => ({...reply, users: [oldRow]}))],
	[
		'changes.not-modified',
		{
			before: (passing) => ({
				...passing,
				headers: without(passing.headers, 'if-none-match'),
			}),
		},
	],
	['changes.start-over', answer(/since=9000/, () => problem(400, 'invalid-request'))],
	['user.shape', body(/^GET \/users\/u-\d+$/, () => ({person: 'somebody'}))],
	[
		'user.agrees',
		{before: (passing) => ({...passing, path: passing.path.replace(/u-\d+$/, 'u-000009')})},
	],
	['user.missing', answer(/no-such-user/, () => problem(404, 'gone'))],
	['group.shape', body(/groups/, () => ({}))],
	[
		'group.agrees',
		{before: (passing) => ({...passing, path: passing.path.replace(/g-\d+$/, 'g-002')})},
	],
	['batches.shape', body(/batches\?/, () => ({batches: 'none'}))],
	[
		'batches.order',
		body(/batches\?/, ({batches}) => {
			const [first, ...rest] = list.parse(batches);
			return {batches: [first, ...rest.toReversed()]};
		}),
	],
	[
		'batches.owner',
		body(/batches\?/, ({batches}) => ({
			batches: list.parse(batches).map((batch) => ({...batch, userId: 'u-000009'})),
		})),
	],
	['batch.shape', body(/^GET \/batches/, ({batch}) => ({batch}))],
	[
		'batch.agrees',
		body(/^GET \/batches/, ({batch, issues}) => ({
			batch: {...json.parse(batch), id: 'b-x'},
			issues,
		})),
	],
	['activity.shape', body(/activity/, () => ({}))],
	[
		'activity.order',
		body(/activity/, ({activity}) => ({activity: list.parse(activity).toReversed()})),
	],
];

/** A server that leads elsewhere. */
export const redirect: Bend = answer(/GET \/groups/, ({headers}) => ({
	status: 302,
	headers: {...headers, location: 'https://elsewhere.example/'},
	body: '',
}));

export const isPatch = ({method}: Passing): boolean => method === 'PATCH';
const withHeaders = (passing: Passing, headers: Passing['headers']): Passing => ({
	...passing,
	headers: {...headers, ...passing.headers},
});
/** The answer to the request of this number, of those that change the user. */
function nthPatch(wanted: number, change: (passed: Passed) => Passed): Bend {
	let many = 0;
	return {
		after(passed, passing) {
			many += isPatch(passing) ? 1 : 0;
			return isPatch(passing) && many === wanted ? change(passed) : passed;
		},
	};
}

const inUser = (change: (user: Record<string, unknown>) => unknown) => (passed: Passed) => {
	const reply = json.parse(JSON.parse(passed.body));
	return {...passed, body: JSON.stringify({...reply, user: change(json.parse(reply['user']))})};
};

// In the order in which the user is changed: without a key, without a version, the change, the repeat, the key again, the rule, the race.
export const changes: ReadonlyArray<readonly [clause: string, bend: Bend]> = [
	['connectivity.shape', body(/connectivity/, () => ({isReachable: true}))],
	[
		'guard.key-required',
		{
			before: (passing) =>
				isPatch(passing) ? withHeaders(passing, {'idempotency-key': 'made-up'}) : passing,
		},
	],
	[
		'guard.version-required',
		{before: (passing) => (isPatch(passing) ? withHeaders(passing, {'if-match': '*'}) : passing)},
	],
	[
		'change.version-moves',
		body(/^PATCH/, ({user}) => ({user: {...json.parse(user), revision: 1}})),
	],
	[
		'idempotency.repeat',
		nthPatch(
			4,
			inUser((user) => ({...user, notes: 'another answer'})),
		),
	],
	[
		'idempotency.once',
		(() => {
			let many = 0;
			return body(/^GET \/users\/u-\d+$/, ({user}) => {
				many += 1;
				const one = json.parse(user);
				// The first of them is asked while reading.
				return {user: many === 2 ? {...one, version: number(one['version']) + 1} : one};
			});
		})(),
	],
	['idempotency.reused', nthPatch(5, () => problem(412, 'version-mismatch'))],
	['rule.already-so', nthPatch(6, () => problem(400, 'invalid-request'))],
	['guard.version-conflict', nthPatch(7, () => problem(409, 'version-mismatch'))],
	['guard.version-conflict', nthPatch(7, () => problem(412, 'version-mismatch'))],
	['changes.told', body(/changes/, (reply) => ({...reply, users: []}))],
	['changes.activity', body(/changes/, (reply) => ({...reply, activity: []}))],
];
