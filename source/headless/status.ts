import {dashboardJson, optionsJson} from '../contract/row-json.ts';
import {formatTime} from '../contract/time.ts';
import {seconds} from '../contract/time.ts';
import {causeList} from '../core/causes/cause-list.ts';
import {freshnessOf, serviceNow} from '../core/feed.ts';
import {momentText} from '../core/handover/state-part.ts';
import {selectAttention, selectCards, selectHealth, countsOf} from '../core/select/overview.ts';
import {type State} from '../core/state.ts';
import {fit} from '../format/width.ts';
import {exitCode} from '../exit-code.ts';
import {type Asked, type ServiceWorld} from './command.ts';
import {usage} from './command-error.ts';
import {causeRecord} from './causes.ts';
import {factLines, heading, paintLine} from './facts.ts';
import {painterOf} from './output.ts';
import {type StatusRecord} from './records.ts';
import {firstOf, readEverything, readOverview} from './wait-for.ts';

/** `synctop status`: the dashboard: the four counts, what needs attention, and the health of the service. */
export async function status(asked: Asked, world: ServiceWorld): Promise<number> {
	const isJson = asked.text('output') === 'json';
	if (asked.isOn('watch') && isJson) {
		throw usage('--watch prints text; for other programs there is "synctop watch --ndjson".');
	}

	const isBrief = asked.isOn('counts');
	let state = await (isBrief ? readOverview(world) : readEverything(world));
	let printed = '';
	do {
		const text = isJson ? statusRecord(state) : statusText(state, isBrief, world);
		// While nothing changes nothing is printed: the moment alone is no news.
		if (withoutMoment(text) !== printed) {
			await world.print.out(`${printed === '' ? '' : '\n'}${text}`);
			printed = withoutMoment(text);
		}

		if (asked.isOn('watch')) {
			state = await nextState(world, state);
		}
	} while (asked.isOn('watch') && !world.signal.aborted && !world.print.isClosed());

	return exitCode.ended;
}

function withoutMoment(text: string): string {
	return text.slice(text.indexOf('\n'));
}

async function nextState(world: ServiceWorld, before: State): Promise<State> {
	const news = (state: State): State | undefined =>
		state.feed.last === before.feed.last &&
		freshnessOf(state.feed, state.now) === freshnessOf(before.feed, before.now)
			? undefined
			: state;
	return (await firstOf(world, news, seconds(60))) ?? world.engine.store.getState();
}

function statusText(state: State, isBrief: boolean, world: ServiceWorld): string {
	const {connection, feed, session} = state;
	const paint = painterOf(world);
	const cards = selectCards(state).map(
		({title, value, note, tone}) =>
			// What is said beside a count comes from the users, which are not read for the counts alone.
			`  ${paint(fit(title, 32), 'dim')} ${paint(fit(value, 14, 'right'), tone)}${isBrief ? '' : `  ${paint(note, 'dim')}`}\n`,
	);
	const attention = selectAttention(state).map(({mark, text, radius, users, since}) => {
		const hits = radius.text === '' ? '' : paint(`  ${radius.text}`, 'dim');
		return `  ${paintLine([mark], world)} ${paint(fit(users.text, 7, 'right'), 'text')}  ${paint(fit(since.text, 6, 'right'), 'dim')}  ${paint(text.text, text.tone)}${hits}\n`;
	});
	const who = session === undefined ? '' : `, as ${session.actor}`;
	return [
		`${paint(connection.name, 'strong')}  ${momentText(serviceNow(feed, state.now))}  ${freshnessOf(feed, state.now)}${who}\n`,
		...cards,
		...(isBrief
			? []
			: [
					'\n',
					heading('Needs attention', world),
					...(attention.length === 0 ? ['  nothing\n'] : attention),
				]),
		'\n',
		heading('Service', world),
		factLines(
			selectHealth(state).map(([label, ...value]) => ({
				label: label?.text ?? connection.name,
				value,
			})),
			world,
		),
	].join('');
}

/** What `status` tells other programs. Its shape is published with the schemas, and only grows. */
function statusRecord(state: State): string {
	const {connection, feed, dashboard, syncOptions, session} = state;
	const parts: StatusRecord = {
		connection: {name: connection.name, url: connection.url, isDemo: connection.isDemo},
		at: formatTime(serviceNow(feed, state.now)),
		freshness: freshnessOf(feed, state.now),
		actor: session?.actor ?? null,
		users: state.isComplete ? state.entities.users.size : (dashboard?.users ?? null),
		counts: countsOf(state) ?? null,
		causes: causeList(state)
			.filter(({users}) => users > 0)
			.map((cause) => causeRecord(state, cause)),
	};
	const own = JSON.stringify(parts).slice(0, -1);
	const dashboardPart = dashboard === undefined ? 'null' : dashboardJson(dashboard);
	const optionsPart = syncOptions === undefined ? 'null' : optionsJson(syncOptions);
	return `${own},"dashboard":${dashboardPart},"syncOptions":${optionsPart}}\n`;
}
