import * as z from 'zod';
import {parseJson} from '../../contract/json.ts';
import {type Failure, type Outcome} from '../../contract/outcome.ts';
import {type ReplyOf, type Route} from '../../contract/route.ts';
import {routes} from '../../contract/routes.ts';
import {describe} from '../../contract/rows.ts';
import {type SafeText, safe, toSafe} from '../../contract/text.ts';
import {failureText} from '../../core/failure-text.ts';
import {type Knowledge} from '../../knowledge/cause.ts';
import {
	employee,
	type Employee,
	employeeFields,
	loginConfig,
	type LoginConfig,
} from './employee.ts';
import {type Known, known, unknown} from './finding.ts';
import {type Found, type PlaceFound} from './found.ts';
import {type Connected, type Place, type RawAnswer} from './ports.ts';
import {survey, type Survey, type Surveyed} from './survey.ts';

const pageSize = 1000;
// More than that would take memory for nothing: what is wrong with the first of them is wrong with the rest.
const mostUsers = 200_000;
const employeesInPage = 500;
const mostPages = 400;

type OfService = Pick<Found, 'service' | 'session' | 'sessionFailure' | 'overview' | 'users'>;

/** Looks at the service: from outside, by signing in, and at what it tells. Nothing is changed. */
export async function gatherService(
	{service}: Connected,
	knowledge: Knowledge,
): Promise<OfService> {
	if (!service.ok) {
		return {
			service,
			session: service,
			sessionFailure: undefined,
			overview: service,
			users: service,
		};
	}

	const place = service.value;
	const found = await look(place, routes.session.path);
	if (!found.signedIn.ok) {
		const reason = reasonOf(found.signedIn.failure);
		const none = unknown(safe`signing in failed: ${reason}`);
		const {failure: sessionFailure} = found.signedIn;
		return {service: known(found), session: none, sessionFailure, overview: none, users: none};
	}

	const session = await ask(place, routes.session, routes.session.path);
	const why = session.known.ok ? undefined : unknown(session.known.reason);
	return {
		service: known(found),
		session: session.known,
		sessionFailure: session.failure,
		overview: why ?? (await ask(place, routes.overview, routes.overview.path)).known,
		users: why ?? (await readUsers(place, knowledge)),
	};
}

async function look(place: Place, path: string): Promise<PlaceFound> {
	const knocked = await place.knock(path);
	return {place, knocked, signedIn: await place.signIn()};
}

type Asked<Value> = {readonly known: Known<Value>; readonly failure: Failure | undefined};

async function ask<R extends Route>(
	place: Place,
	route: R,
	path: string,
): Promise<Asked<ReplyOf<R>>> {
	const json = jsonOf(await place.send({method: 'GET', path}));
	if (!json.known.ok) {
		return {known: json.known, failure: json.failure};
	}

	const parsed = z.safeParse<R['reply']>(route.reply, json.known.value);
	if (parsed.success) {
		return {known: known(parsed.data), failure: undefined};
	}

	const failure: Failure = {kind: 'malformed', ...describe(parsed.error)};
	return {known: unknown(reasonOf(failure)), failure};
}

/** The body of an answer, or why there is none. */
function jsonOf(sent: Outcome<RawAnswer>): Asked<unknown> {
	if (!sent.ok) {
		return {known: unknown(reasonOf(sent.failure)), failure: sent.failure};
	}

	const {failure, body} = sent.value;
	if (failure !== undefined) {
		return {known: unknown(reasonOf(failure)), failure};
	}

	const json = parseJson(body);
	return json === undefined
		? {
				known: unknown(safe`the answer is not JSON`),
				failure: {kind: 'malformed', path: safe`body`, expected: safe`JSON`},
			}
		: {known: known(json), failure: undefined};
}

function reasonOf(failure: Failure): SafeText {
	const {what, why} = failureText(failure);
	return safe`${what}: ${why}`;
}

async function readUsers(place: Place, knowledge: Knowledge): Promise<Known<Survey>> {
	const users: Surveyed[] = [];
	let unreadable = 0;
	let after: string | undefined;
	const seen = new Set<string>();
	for (;;) {
		const more = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
		const page = (
			await ask(place, routes.listUsers, `${routes.listUsers.path}?limit=${pageSize}${more}`)
		).known;
		if (!page.ok) {
			return page;
		}

		const {rows, total, next} = page.value;
		users.push(...survey(page.value, knowledge));
		unreadable += rows.unreadable.length;
		// A service that leads round in a circle is not followed.
		if (next === undefined || seen.has(next) || users.length >= mostUsers) {
			return known({users, total, unreadable});
		}

		seen.add(next);
		after = next;
	}
}

type OfVantagepoint = Pick<Found, 'vantagepoint' | 'loginConfig' | 'employees'>;

/** Looks at Vantagepoint by its documented REST API. Nothing is changed. */
export async function gatherVantagepoint({vantagepoint}: Connected): Promise<OfVantagepoint> {
	if (!vantagepoint.ok) {
		return {vantagepoint, loginConfig: vantagepoint, employees: vantagepoint};
	}

	const place = vantagepoint.value;
	const found = await look(place, '/employee?limit=1');
	if (place.credentials === 'none') {
		const none = unknown(
			safe`no credentials for Vantagepoint were given (--vantagepoint-credentials-file); those of the service are not sent to it`,
		);
		return {vantagepoint: known(found), loginConfig: none, employees: none};
	}

	if (!found.signedIn.ok) {
		const none = unknown(
			safe`signing in to Vantagepoint failed: ${reasonOf(found.signedIn.failure)}`,
		);
		return {vantagepoint: known(found), loginConfig: none, employees: none};
	}

	return {
		vantagepoint: known(found),
		loginConfig: await readLoginConfig(place),
		employees: await readEmployees(place),
	};
}

async function readLoginConfig(place: Place): Promise<Known<LoginConfig>> {
	const json = jsonOf(await place.send({method: 'GET', path: '/LoginConfig'})).known;
	if (!json.ok) {
		return json;
	}

	// What reads one record may answer with a list of one.
	const list: readonly unknown[] = Array.isArray(json.value) ? json.value : [json.value];
	const parsed = loginConfig.safeParse(list[0]);
	return parsed.success
		? known(parsed.data)
		: unknown(safe`LoginConfig has another shape: ${toSafe(describe(parsed.error).path)}`);
}

async function readEmployees(place: Place): Promise<Known<readonly Employee[]>> {
	const all = new Map<string, Employee>();
	for (let page = 1; page <= mostPages; page++) {
		const path = `/employee?fieldFilter=${employeeFields}&limit=${employeesInPage}&page=${page}`;
		const json = jsonOf(await place.send({method: 'GET', path})).known;
		if (!json.ok) {
			return unknown(safe`employees: ${json.reason}`);
		}

		if (!Array.isArray(json.value)) {
			return unknown(safe`employees: the answer is not a list`);
		}

		const list: readonly unknown[] = json.value;
		const before = all.size;
		for (const item of list) {
			const parsed = employee.safeParse(item);
			if (parsed.success) {
				all.set(parsed.data.Employee, parsed.data);
			}
		}

		// No number of all is told. An end shows by fewer rows than asked for; a server that knows no pages, by the same rows again.
		if (list.length < employeesInPage || all.size === before) {
			return known([...all.values()]);
		}
	}

	return known([...all.values()]);
}
