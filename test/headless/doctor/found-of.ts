import {toSafe} from '../../../source/contract/text.ts';
import {epochMs, seconds} from '../../../source/contract/time.ts';
import {failed, success} from '../../../source/contract/outcome.ts';
import {known, unknown} from '../../../source/headless/doctor/finding.ts';
import {type Found, type PlaceFound} from '../../../source/headless/doctor/found.ts';
import {type MachineFound} from '../../../source/headless/doctor/ports.ts';
import {survey} from '../../../source/headless/doctor/survey.ts';
import {builtInKnowledge} from '../../../source/knowledge/cause.ts';
import {groupOf, overviewOf, sessionOf, userOf} from '../../support/build.ts';

export const day = 86_400_000;
/** A night in November 2026. */
export const now = epochMs(Date.UTC(2026, 10, 30, 3));
const days = (many: number) => epochMs(now + many * day);

/** A server in good order, behind TLS. */
export function placeOf(change: Partial<PlaceFound['knocked']> = {}): PlaceFound {
	return {
		place: {
			url: toSafe('https://gateway.example/api'),
			isDemo: false,
			credentials: 'password',
			integrated: undefined,
		},
		knocked: {
			addresses: known([toSafe('192.0.2.7')]),
			isByProxy: false,
			answer: known({status: 401, contentType: toSafe('application/json'), date: now, at: now}),
			tls: tlsOf(),
			...change,
		},
		signedIn: success({life: seconds(1799)}),
	};
}

/** A chain of two, the first of which ends after so many days. */
export function tlsOf(ends = 200, problem?: string): NonNullable<PlaceFound['knocked']['tls']> {
	return {
		protocol: toSafe('TLSv1.3'),
		problem: problem === undefined ? undefined : toSafe(problem),
		chain: [
			{
				subject: toSafe('gateway.example'),
				issuer: toSafe('Authority'),
				from: days(-10),
				until: days(ends),
				bits: 2048,
			},
			{
				subject: toSafe('Authority'),
				issuer: toSafe('Authority'),
				from: days(-1000),
				until: days(2000),
				bits: 4096,
			},
		],
	};
}

export const refusedWith = (reason: string) => ({
	...placeOf(),
	signedIn: failed({kind: 'unauthorized', reason: toSafe(reason)}),
});

export function usersOf(...users: ReadonlyArray<ReturnType<typeof userOf>>) {
	const rows = {rows: users, unreadable: []};
	const page = {revision: 1, total: users.length, rows};
	return known({users: survey(page, builtInKnowledge), total: users.length, unreadable: 0});
}

const machine: MachineFound = {
	node: toSafe('24.0.0 on linux x64'),
	terminal: toSafe('xterm-256color'),
	columns: 120,
	rows: 36,
	color: toSafe('truecolor'),
	isAscii: false,
	hasModes: true,
	files: [],
	journal: {ok: true},
};

export const machineOf = (change: Partial<MachineFound>): MachineFound => ({...machine, ...change});

/** All in good order: one group, one user; Vantagepoint was not named. */
export function foundOf(change: Partial<Found> = {}): Found {
	const none = unknown(toSafe('not named'));
	return {
		now,
		settings: [],
		problem: undefined,
		service: known(placeOf()),
		vantagepoint: none,
		session: known(sessionOf()),
		sessionFailure: undefined,
		overview: known(overviewOf({groups: [groupOf('g-1')]})),
		users: usersOf(userOf('u-1')),
		loginConfig: none,
		employees: none,
		allowList: none,
		ranges: none,
		machine,
		...change,
	};
}
