import {type SafeText, safe} from '../../contract/text.ts';
import {type EpochMs, milliseconds} from '../../contract/time.ts';
import {calendarDate, clockTime, duration, timeOrDate} from '../../format/duration.ts';
import {count, plural, signed} from '../../format/number.ts';
import {joinSafe} from '../../contract/text.ts';
import {failureText} from '../failure-text.ts';
import {freshnessOf, serviceNow, type Freshness} from '../feed.ts';
import {movedSinceStart} from '../history.ts';
import {countsOf} from '../select/overview.ts';
import {type State} from '../state.ts';
import {countNames} from '../tally.ts';
import {countText, mailServerStateText, serviceStatusText} from '../words.ts';
import {item, nameOf, section, tableRow, textOf} from './markdown.ts';
import {type Words} from './words.ts';

/** What, when, by whom, and how far it can be trusted. */
export function headPart(state: State, words: Words): readonly SafeText[] {
	const {connection, session, feed} = state;
	const now = serviceNow(feed, state.now);
	return [
		words.isMasked ? safe`# Handover (MASKED)` : safe`# Handover: ${nameOf(connection.name)}`,
		safe``,
		item(
			safe`Written ${momentText(now)} (${feed.last === undefined ? safe`clock of this machine` : safe`clock of the service`}, UTC)${words.by(session?.actor)}`,
		),
		item(freshnessLine(state, words)),
		...(connection.isDemo ? [item(safe`DEMO: a simulated service, nothing of it is real`)] : []),
		...(state.isComplete
			? []
			: [item(safe`**Not all users were read yet**: what follows is not complete`)]),
		...(words.isMasked
			? [
					item(
						safe`Masked: people and groups by their ids, addresses and hosts taken out. Memos and reasons are free text and are left out. In texts of the service, names are looked for; read it through before it leaves`,
					),
				]
			: []),
	];
}

/** `2026-11-22 03:00:07Z`. */
export function momentText(moment: EpochMs): SafeText {
	return safe`${calendarDate(moment)} ${clockTime(moment)}`;
}

/** The moment, and for how long it was so when this was written. */
export function sinceText(state: State, moment: EpochMs): SafeText {
	const now = serviceNow(state.feed, state.now);
	return safe`${timeOrDate(moment, now)}, for ${duration(milliseconds(now - moment))}`;
}

const freshnessWords: Readonly<Record<Freshness, SafeText>> = {
	connecting: safe`connecting`,
	live: safe`live`,
	paused: safe`PAUSED`,
	stale: safe`STALE`,
	offline: safe`OFFLINE`,
	signedOut: safe`SIGNED OUT`,
};

function freshnessLine({feed, now}: State, words: Words): SafeText {
	const freshness = freshnessOf(feed, now);
	const why =
		feed.failure === undefined ? safe`` : safe`, ${words.foreign(failureText(feed.failure).what)}`;
	if (feed.last === undefined) {
		return safe`**Nothing was read yet** (${freshnessWords[freshness]}${why})`;
	}

	return freshness === 'live'
		? safe`Data: live, asked every ${duration(feed.interval)}`
		: safe`**AS OF ${momentText(feed.last.service)}** (${freshnessWords[freshness]}${why}): what follows may be old`;
}

/** The four counts and the health of the service. */
export function statePart(state: State, words: Words): readonly SafeText[] {
	const counts = countsOf(state);
	const {start} = state.history;
	const watched =
		start === undefined
			? safe`Since the start`
			: safe`In ${duration(milliseconds(state.now.elapsed - start.at))}, since the start`;
	return section(safe`State`, [
		tableRow([safe`Users`, safe`Now`, watched]),
		tableRow([safe`---`, safe`---:`, safe`---:`]),
		...countNames.map((name) => {
			const value = counts?.[name];
			return tableRow([
				countText(name),
				value === undefined ? safe`not read` : count(value),
				value === undefined ? safe`-` : signed(movedSinceStart(state.history, name, value)),
			]);
		}),
		safe``,
		item(
			safe`${plural(state.entities.users.size, safe`user`, safe`users`)} in ${plural(state.entities.groups.size, safe`group`, safe`groups`)}`,
		),
		...healthLines(state, words),
		...missingLines(state, words),
	]);
}

function healthLines(state: State, words: Words): readonly SafeText[] {
	const {syncOptions} = state;
	if (syncOptions === undefined) {
		return [item(safe`Service and mail servers: not read`)];
	}

	const {status, since} = syncOptions;
	const {rows} = syncOptions.mailServers;
	const bad = rows.filter(({state: how}) => how !== 'connected');
	const isRunning = status === 'running';
	return [
		item(
			isRunning
				? safe`Service: running`
				: safe`**Service: ${textOf(serviceStatusText(status))}**${since === undefined ? safe`` : safe` since ${sinceText(state, since)}`}`,
		),
		item(
			safe`Mail servers: ${count(rows.length - bad.length)} of ${count(rows.length)} connected${
				bad.length === 0
					? safe``
					: safe`; not well: ${joinSafe(
							bad.map(
								(server) =>
									safe`**${words.named(server.id, server.name)} ${textOf(mailServerStateText(server.state))}**${server.since === undefined ? safe`` : safe` since ${sinceText(state, server.since)}`}`,
							),
							', ',
						)}`
			}`,
		),
	];
}

/** What is not in it, and that nothing can be changed from here. */
function missingLines(state: State, words: Words): readonly SafeText[] {
	const unreadable = state.unreadable.size;
	return [
		...Object.entries(state.feed.refused).map(([name, failure]) =>
			item(
				safe`Not read, ${textOf(partNames.get(name) ?? safe`a part`)}: ${words.foreign(failureText(failure).what)}`,
			),
		),
		...(unreadable === 0
			? []
			: [
					item(
						safe`${plural(unreadable, safe`row`, safe`rows`)} of the service could not be read: not counted here`,
					),
				]),
		...(state.journalFailure === undefined
			? []
			: [item(safe`**Changes are off**: the audit journal cannot be written`)]),
	];
}

const partNames: ReadonlyMap<string, SafeText> = new Map([
	['session', safe`the rights`],
	['overview', safe`groups and service`],
	['users', safe`the users`],
]);
