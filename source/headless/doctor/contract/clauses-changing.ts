import {routes} from '../../../contract/routes.ts';
import {safe} from '../../../contract/text.ts';
import {wordText} from '../../../contract/word.ts';
import {about, fine, notAnswered, type Verdict} from '../finding.ts';
import {
	answered,
	any4xx,
	broken,
	type Clause,
	problemOf,
	refusedWith,
	saying,
	shape,
} from './clause.ts';
import {read} from './exchange.ts';
import {type ChangeTranscript, type Transcript} from './transcript.ts';

const where = safe`docs/openapi.json, PATCH /users/{userId}`;

type Part = Pick<Clause, 'id' | 'says' | 'where'> & {
	readonly look: (changing: ChangeTranscript) => Verdict;
	readonly isStateful?: false;
};

const clause = ({look, ...part}: Part): Clause => ({
	needs: 'changing',
	isStateful: true,
	...part,
	look: ({changing}: Transcript) =>
		changing === undefined
			? notAnswered(safe`it takes a change: --changes --user NAME --yes`)
			: look(changing),
});

/** What can only be found out by a change. */
export const changingClauses: readonly Clause[] = [
	clause({
		id: 'connectivity.shape',
		isStateful: false,
		says: safe`POST /users/{userId}/connectivity-check tells whether mailbox and CRM can be reached, and changes nothing.`,
		where: safe`docs/openapi.json, POST /users/{userId}/connectivity-check`,
		look: ({connectivity}) => shape(routes.checkConnectivity, connectivity),
	}),
	clause({
		id: 'guard.key-required',
		isStateful: false,
		says: safe`A change without Idempotency-Key is refused with 428 or another 4xx.`,
		where,
		look: ({withoutKey}) => refusedBare(withoutKey),
	}),
	clause({
		id: 'guard.version-required',
		isStateful: false,
		says: safe`A change without If-Match is refused with 428 or another 4xx.`,
		where,
		look: ({withoutVersion}) => refusedBare(withoutVersion),
	}),
	clause({
		id: 'change.applies',
		says: safe`A change with the version of now is made, and answered with the user as it is then.`,
		where,
		look: ({change, wanted}) => {
			const found = shape(routes.changeUser, change);
			return found.state === 'ok'
				? saying(routes.changeUser, change, ({user}) =>
						user.syncStatus === wanted
							? fine(safe`${user.id} is ${wordText(user.syncStatus)}`)
							: broken(
									safe`${user.id} was to be ${safeWord(wanted)} and is ${wordText(user.syncStatus)}`,
								),
					)
				: found;
		},
	}),
	clause({
		id: 'change.version-moves',
		says: safe`With a change that a decision could rest on, the version of the user moves, and its revision grows.`,
		where: safe`docs/openapi.json, components.schemas.User`,
		look: ({change, version, since}) =>
			saying(routes.changeUser, change, ({user}) =>
				user.version > version && user.revision > since
					? fine(safe`version ${version} -> ${user.version}, revision ${since} -> ${user.revision}`)
					: broken(
							safe`version ${version} -> ${user.version}, revision ${since} -> ${user.revision}`,
						),
			),
	}),
	clause({
		id: 'idempotency.repeat',
		says: safe`A repeat with the same Idempotency-Key is answered with the first answer.`,
		where,
		look: ({change, repeat}) =>
			about(read(routes.changeUser, change), () =>
				answered(repeat, (answer, asked) => {
					const first = change?.answer.ok === true ? change.answer.value : undefined;
					return answer.status === first?.status &&
						JSON.stringify(answer.json) === JSON.stringify(first.json)
						? fine(safe`the same`)
						: broken(
								safe`${asked} was answered with ${answer.status}${answer.status === first?.status ? safe`, but with another body` : safe``}`,
							);
				}),
			),
	}),
	clause({
		id: 'idempotency.once',
		says: safe`A repeat does nothing twice: the user is as the first answer said.`,
		where,
		look: ({change, readBack}) =>
			saying(routes.changeUser, change, ({user}) =>
				saying(routes.getUser, readBack, ({user: now}) =>
					now.version === user.version && now.syncStatus === user.syncStatus
						? fine(safe`version ${now.version}`)
						: broken(
								safe`version ${user.version} was told, then ${now.version}; ${wordText(user.syncStatus)}, then ${wordText(now.syncStatus)}`,
							),
				),
			),
	}),
	clause({
		id: 'idempotency.reused',
		says: safe`A key that was used for another request is refused with 409 and the code idempotency-key-reused.`,
		where,
		look: ({reuse, change}) =>
			about(read(routes.changeUser, change), () =>
				refusedWith(reuse, {statuses: [409], code: 'idempotency-key-reused'}),
			),
	}),
	clause({
		id: 'guard.version-conflict',
		says: safe`A change that rests on a version that holds no more is refused with 412 and the code version-mismatch; the problem carries the user as it is.`,
		where,
		look: ({stale, change, userId}) =>
			about(read(routes.changeUser, change), () => {
				const refused = refusedWith(stale, {statuses: [412], code: 'version-mismatch'});
				return refused.state === 'ok'
					? answered(stale, ({json}, asked) => {
							const current = problemOf(json)?.currentUser;
							return current?.id === userId
								? refused
								: broken(safe`${asked}: the problem does not carry currentUser`);
						})
					: refused;
			}),
	}),
	clause({
		id: 'rule.already-so',
		says: safe`What is so already is refused with 422 and the code already-so.`,
		where: safe`docs/openapi.json, PATCH /users/{userId}, response 422`,
		look: ({again, change}) =>
			about(read(routes.changeUser, change), () =>
				refusedWith(again, {statuses: [422], code: 'already-so'}),
			),
	}),
	clause({
		id: 'changes.told',
		says: safe`GET /changes since the revision before tells the user as it was changed.`,
		where: safe`docs/openapi.json, GET /changes`,
		look: ({told, change, userId}) =>
			saying(routes.changeUser, change, ({user}) =>
				saying(routes.changes, told, ({users, revision}) => {
					const row = users.rows.find(({id}) => id === userId);
					return row !== undefined && row.version >= user.version
						? fine(safe`at revision ${revision}`)
						: broken(
								safe`it tells ${row === undefined ? safe`nothing of ${user.id}` : safe`version ${row.version}`}`,
							);
				}),
			),
	}),
	clause({
		id: 'changes.activity',
		says: safe`GET /changes tells by its activity what was done to whom.`,
		where: safe`docs/openapi.json, components.schemas.Activity`,
		look: ({told, change, userId}) =>
			saying(routes.changeUser, change, () =>
				saying(routes.changes, told, ({activity}) =>
					activity.rows.some(({target}) => target.id === userId)
						? fine(safe`${activity.rows.length} rows`)
						: broken(
								safe`no row is about ${activity.rows.length === 0 ? safe`anybody` : safe`this user`}`,
							),
				),
			),
	}),
	clause({
		id: 'change.put-back',
		says: safe`What was changed can be changed back.`,
		where,
		look: ({after, original}) =>
			saying(routes.getUser, after, ({user}) =>
				user.syncStatus === original
					? fine(safe`${user.id} is ${wordText(user.syncStatus)}, as before`)
					: broken(
							safe`${user.id} is still ${wordText(user.syncStatus)}; it was ${safeWord(original)}`,
						),
			),
	}),
];

function refusedBare(exchange: ChangeTranscript['withoutKey']): Verdict {
	const refused = refusedWith(exchange, {statuses: any4xx});
	return refused.state === 'ok'
		? answered(exchange, ({json}, asked) =>
				problemOf(json)?.code === 'already-so'
					? broken(safe`${asked} was let through to the rules`)
					: refused,
			)
		: refused;
}

const safeWord = (status: 'enabled' | 'disabled') =>
	status === 'enabled' ? safe`enabled` : safe`disabled`;
