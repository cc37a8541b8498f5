import {type MailServer, type SyncOptions} from '../../contract/sync-options.ts';
import {type SafeText, safe, toSafe} from '../../contract/text.ts';
import {type Metric, one, type Sample, states} from './family.ts';
import {labelsOf, otherName} from './names.ts';
import {mostNamed} from './slots.ts';
import {type View} from './view.ts';

/** What the service tells of itself: the page Sync Options. Missing until it was read. */
export const serviceMetrics: ReadonlyArray<Metric<View>> = [
	{
		name: 'synctop_service_status',
		type: 'gauge',
		help: 'What the service says of itself: one of these is 1.',
		labels: ['status'],
		read: ofOptions(({status}) =>
			states('status', serviceStatuses, known(serviceStatuses, status)),
		),
	},
	{
		name: 'synctop_mail_servers',
		type: 'gauge',
		help: 'Mail servers by the state of the connection to them.',
		labels: ['state'],
		read: ofOptions(({mailServers: {rows}}) =>
			serverStates.map((state) => ({
				labels: {state},
				value: rows.filter((server) => known(serverStates, server.state) === state).length,
			})),
		),
	},
	{
		name: 'synctop_mail_server_state',
		type: 'gauge',
		help: `The state of the connection to a mail server: one of these is 1. At most ${mostNamed} are told apart; of the rest, "other", it is how many.`,
		labels: ['server', 'state'],
		read: ({state, named}) => servers(state.syncOptions?.mailServers.rows ?? [], named),
	},
	{
		name: 'synctop_queue_depth',
		type: 'gauge',
		help: 'Batches that wait in the queue.',
		labels: [],
		read: ofOptions(({queue}) => one(queue?.depth)),
	},
	{
		name: 'synctop_queue_running',
		type: 'gauge',
		help: 'Batches that run.',
		labels: [],
		read: ofOptions(({queue}) => one(queue?.running)),
	},
	{
		name: 'synctop_queue_oldest_age_seconds',
		type: 'gauge',
		unit: 'seconds',
		help: 'How long the batch that waits the longest has waited.',
		labels: [],
		read: ofOptions(({queue}) => one(secondsOf(queue?.oldestSeconds))),
	},
	{
		name: 'synctop_batches_per_minute',
		type: 'gauge',
		help: 'Batches that ended within the last minute, as the service counts them.',
		labels: [],
		read: ofOptions(({batchesPerMinute}) => one(batchesPerMinute)),
	},
	{
		name: 'synctop_last_full_pass_timestamp_seconds',
		type: 'gauge',
		unit: 'seconds',
		help: 'When the last pass over all users ended, by the clock of the service.',
		labels: [],
		read: ofOptions(({lastFullPass}) => one(secondsOf(lastFullPass?.endedAt))),
	},
	{
		name: 'synctop_last_full_pass_duration_seconds',
		type: 'gauge',
		unit: 'seconds',
		help: 'How long that pass took.',
		labels: [],
		read: ofOptions(({lastFullPass}) => one(secondsOf(lastFullPass?.durationSeconds))),
	},
];

const unrecognized = safe`unrecognized`;
const serviceStatuses = [safe`running`, safe`paused`, safe`stopped`, unrecognized];
const serverStates = [safe`connected`, safe`throttled`, safe`lost`, unrecognized];

// A word from a newer service has no series of its own.
function known(all: readonly SafeText[], word: string): SafeText {
	return all.find((name) => name === word) ?? unrecognized;
}

function secondsOf(value: number | undefined): number | undefined {
	return value === undefined ? undefined : value / 1000;
}

function ofOptions(read: (options: SyncOptions) => readonly Sample[]): Metric<View>['read'] {
	return ({state: {syncOptions}}) => (syncOptions === undefined ? [] : read(syncOptions));
}

function servers(rows: readonly MailServer[], named: View['named']): readonly Sample[] {
	const labels = labelsOf(rows.map(({id, name}) => ({id, name, besides: toSafe(id)})));
	const chosen = named.servers.choose(new Map(rows.map(({id, users = 0}) => [id, users])));
	const nameOf = ({id}: MailServer): SafeText =>
		(chosen.has(id) ? labels.get(id) : undefined) ?? otherName;
	return [...Map.groupBy(rows, nameOf)].flatMap(([server, members]) =>
		serverStates.map((state) => ({
			labels: {server, state},
			value: members.filter((row) => known(serverStates, row.state) === state).length,
		})),
	);
}
