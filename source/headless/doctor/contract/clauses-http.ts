import {safe, toSafe} from '../../../contract/text.ts';
import {parseHttpDate} from '../../../contract/time.ts';
import {fine, notAnswered, type Verdict} from '../finding.ts';
import {broken, type Clause, problemOf} from './clause.ts';
import {type Answer, type Exchange, isThrottled} from './exchange.ts';
import {type Transcript} from './transcript.ts';

const reading = {needs: 'reading', isStateful: false} as const;

/** What holds of every answer. */
export const httpClauses: readonly Clause[] = [
	{
		...reading,
		id: 'http.answers',
		says: safe`Each question is answered: no connection is cut, no answer takes longer than 10 s to begin.`,
		where: safe`docs/openapi.json, all paths`,
		look: ({all}) =>
			verdictOf(all, ({answer, asked}) =>
				answer.ok ? undefined : safe`${asked}: ${answer.reason}`,
			),
	},
	{
		...reading,
		id: 'http.date',
		says: safe`Each answer has a Date header: ages are told by the clock of the service.`,
		where: safe`RFC 9110, 6.6.1; docs/contract.md`,
		look: (transcript) =>
			eachAnswer(transcript, ({headers}, asked) =>
				parseHttpDate(headers['date']) === undefined
					? safe`${asked}: ${headers['date'] === undefined ? safe`none` : toSafe(headers['date'])}`
					: undefined,
			),
	},
	{
		...reading,
		id: 'http.json',
		says: safe`A success is JSON, and says so: application/json.`,
		where: safe`docs/openapi.json, content of all responses`,
		look: (transcript) =>
			eachAnswer(transcript, ({status, type, json}, asked) =>
				status < 200 || status > 299 || (type === 'application/json' && json !== undefined)
					? undefined
					: safe`${asked}: ${toSafe(type === '' ? 'no type' : type)}${json === undefined ? safe`, not JSON` : safe``}`,
			),
	},
	{
		...reading,
		id: 'http.no-redirect',
		says: safe`No question is answered with a redirect: credentials are not carried elsewhere.`,
		where: safe`docs/openapi.json, which names none`,
		look: (transcript) =>
			eachAnswer(transcript, ({status, headers}, asked) =>
				status >= 300 && status < 400 && status !== 304
					? safe`${asked}: ${status} to ${toSafe(headers['location'] ?? 'nowhere')}`
					: undefined,
			),
	},
	{
		...reading,
		id: 'problem.document',
		says: safe`A refusal is a problem document (RFC 9457), application/problem+json, with a stable code.`,
		where: safe`docs/openapi.json, components.schemas.Problem`,
		look: ({all, token}) => problems(all.filter((exchange) => exchange !== token)),
	},
	{
		...reading,
		id: 'problem.retry-after',
		says: safe`429 and 503 say by Retry-After when to come back.`,
		where: safe`docs/openapi.json, responses 429 and 503`,
		look: retryAfter,
	},
];

function verdictOf(
	all: readonly Exchange[],
	wrong: (exchange: Exchange) => ReturnType<typeof toSafe> | undefined,
): Verdict {
	const who = all.flatMap((exchange) => wrong(exchange) ?? []);
	return who.length === 0
		? fine(safe`in ${all.length} answers`)
		: broken(safe`not so in ${who.length} of ${all.length} answers`, who);
}

function eachAnswer(
	{all}: Transcript,
	wrong: (answer: Answer, asked: Exchange['asked']) => ReturnType<typeof toSafe> | undefined,
): Verdict {
	const some = all.filter(({answer}) => answer.ok);
	return some.length === 0
		? notAnswered(safe`there was no answer`)
		: verdictOf(some, ({answer, asked}) => (answer.ok ? wrong(answer.value, asked) : undefined));
}

// What a gateway says before the service (401), and a server that is too busy to say more, may be bare.
function problems(all: readonly Exchange[]): Verdict {
	const some = all.filter(
		({answer}) =>
			answer.ok &&
			answer.value.status >= 400 &&
			answer.value.status !== 401 &&
			!isThrottled(answer.value),
	);
	return some.length === 0
		? notAnswered(safe`nothing was refused`)
		: verdictOf(some, ({answer, asked}) => {
				if (!answer.ok) {
					return undefined;
				}

				const {type, json, status} = answer.value;
				return type === 'application/problem+json' && problemOf(json) !== undefined
					? undefined
					: safe`${asked}: ${status}, ${toSafe(type === '' ? 'no type' : type)}${problemOf(json) === undefined ? safe`, no code` : safe``}`;
			});
}

function retryAfter({all}: Transcript): Verdict {
	const some = all.filter(({answer}) => answer.ok && isThrottled(answer.value));
	return some.length === 0
		? notAnswered(safe`no question was put off`)
		: verdictOf(some, ({answer, asked}) =>
				answer.ok && (answer.value.headers['retry-after'] ?? '') === '' ? asked : undefined,
			);
}
