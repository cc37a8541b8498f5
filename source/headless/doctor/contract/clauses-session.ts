import {routes} from '../../../contract/routes.ts';
import {safe} from '../../../contract/text.ts';
import {fine, notAnswered} from '../finding.ts';
import {answered, any4xx, broken, type Clause, refusedWith, saying, shape} from './clause.ts';

const reading = {needs: 'reading', isStateful: false} as const;

/** Signing in, and who it is. */
export const sessionClauses: readonly Clause[] = [
	{
		...reading,
		id: 'token.refusal',
		says: safe`The token endpoint refuses a grant that it does not know with 400 or another 4xx.`,
		where: safe`docs/openapi.json, POST /token`,
		look: ({token}) => refusedWith(token, {statuses: [...any4xx, 401]}),
	},
	{
		...reading,
		id: 'session.required',
		says: safe`Without a token nothing is told: 401.`,
		where: safe`docs/openapi.json, security`,
		look: ({unsigned, hasCredentials}) =>
			hasCredentials
				? answered(unsigned, ({status}, asked) =>
						status === 401
							? fine(safe`401`)
							: broken(safe`${asked} without a token was answered with ${status}`),
					)
				: notAnswered(safe`no credentials were given; the server may be open to all`),
	},
	{
		...reading,
		id: 'session.shape',
		says: safe`GET /session tells who is signed in, where, and what they may do; service.contract is sync-service/1.`,
		where: safe`docs/openapi.json, GET /session`,
		look: ({session}) => shape(routes.session, session),
	},
	{
		...reading,
		id: 'overview.shape',
		says: safe`GET /overview tells groups, dashboard, Sync Options and the latest activity at one revision.`,
		where: safe`docs/openapi.json, GET /overview`,
		look: ({overview}) => shape(routes.overview, overview),
	},
	{
		...reading,
		id: 'overview.activity-order',
		says: safe`The activity of the overview is in the order of time, the newest last.`,
		where: safe`docs/contract.md`,
		look: ({overview}) =>
			saying(routes.overview, overview, ({activity: {rows}}) => {
				const index = rows.findIndex((row, at) => row.at < (rows[at - 1]?.at ?? row.at));
				return index < 0
					? fine(safe`as agreed, in ${rows.length} rows`)
					: broken(safe`row ${index} is older than the one before it`);
			}),
	},
];
