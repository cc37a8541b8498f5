import {type MailServer, type SyncOptions} from '../../contract/sync-options.ts';
import {type SafeText, safe} from '../../contract/text.ts';
import {duration} from '../../format/duration.ts';
import {count, plural} from '../../format/number.ts';
import {type State} from '../state.ts';
import {directionText, mailServerStateText, objectTypeText, serviceStatusText} from '../words.ts';
import {type Column} from './column.ts';
import {notSent, span, type Tone} from './line.ts';
import {ago, agoLong, presentOf} from './status-cells.ts';
import {type Fact} from './user-detail.ts';

const fact = (label: SafeText, ...value: Fact['value']): Fact => ({label, value});

/** The service's own state. */
export function selectServiceFacts(state: State): readonly Fact[] {
	const {syncOptions} = state;
	return syncOptions === undefined
		? [fact(safe`Service`, span(safe`not read yet`, 'dim'))]
		: [...scheduleFacts(state, syncOptions), ...loadFacts(state, syncOptions)];
}

function scheduleFacts(state: State, options: SyncOptions): readonly Fact[] {
	const {status, since, intervalSeconds, isAdaptive} = options;
	const isRunning = status === 'running';
	return [
		fact(
			safe`Synchronization`,
			span(
				safe`${isRunning ? safe`●` : safe`‖`} ${serviceStatusText(status)}`,
				isRunning ? 'ok' : 'error',
			),
			span(safe`  since ${agoLong(since, presentOf(state))}`, 'dim'),
		),
		fact(
			safe`Schedule`,
			intervalSeconds === undefined ? notSent : span(safe`every ${duration(intervalSeconds)}`),
			span(isAdaptive === true ? safe`, up to four times that when idle` : safe``, 'dim'),
		),
	];
}

function loadFacts(state: State, options: SyncOptions): readonly Fact[] {
	const {queue, lastFullPass, batchesPerMinute} = options;
	const {all} = state.entities.tally;
	const oldest = queue?.oldestSeconds;
	return [
		fact(
			safe`Queue`,
			queue === undefined
				? notSent
				: span(safe`${count(queue.depth)} waiting, ${count(queue.running)} running`),
			span(oldest === undefined ? safe`` : safe`, oldest ${duration(oldest)}`, 'dim'),
		),
		fact(
			safe`Throughput`,
			batchesPerMinute === undefined
				? notSent
				: span(safe`${plural(Math.round(batchesPerMinute), safe`batch`, safe`batches`)}/min`),
		),
		fact(
			safe`Last full pass`,
			lastFullPass === undefined
				? notSent
				: span(
						safe`${agoLong(lastFullPass.endedAt, presentOf(state))}, took ${duration(lastFullPass.durationSeconds)}`,
					),
		),
		fact(
			safe`Configured`,
			span(safe`${count(all.users - all.notConfigured)} of ${count(all.users)} users`),
		),
	];
}

const serverTone: ReadonlyMap<string, readonly [mark: SafeText, tone: Tone]> = new Map([
	['connected', [safe`●`, 'ok']],
	['throttled', [safe`!`, 'warn']],
	['lost', [safe`○`, 'error']],
]);

/** The columns of the mail servers. */
export function serverColumns(state: State): ReadonlyArray<Column<MailServer>> {
	const present = presentOf(state);
	return [
		{id: 'name', title: safe`SERVER`, width: [14, 26], priority: 1, cell: ({name}) => span(name)},
		{
			id: 'state',
			title: safe`STATE`,
			width: [11, 11],
			priority: 1,
			cell(server) {
				const look = serverTone.get(server.state);
				return look === undefined
					? span(safe`? ${mailServerStateText(server.state)}`, 'unknown')
					: span(safe`${look[0]} ${mailServerStateText(server.state)}`, look[1]);
			},
		},
		{
			id: 'latency',
			title: safe`LATENCY`,
			width: [7, 8],
			priority: 3,
			align: 'right',
			cell: ({latencyMs}) =>
				latencyMs === undefined ? span(safe`-`, 'none') : span(safe`${Math.round(latencyMs)}ms`),
		},
		{
			id: 'checked',
			title: safe`CHECKED`,
			width: [7, 8],
			priority: 4,
			align: 'right',
			cell: ({checkedAt}) => ago(checkedAt, present),
		},
		{
			id: 'since',
			title: safe`SINCE`,
			width: [6, 7],
			priority: 5,
			align: 'right',
			cell: ({since}) => ago(since, present),
		},
		{
			id: 'users',
			title: safe`USERS`,
			width: [6, 7],
			priority: 2,
			align: 'right',
			cell: ({users}) => (users === undefined ? notSent : span(count(users))),
		},
	];
}

/** A row of the statistics table, as plain values: our own words and numbers only. */
export type StatisticsRow = {
	readonly Object: string;
	readonly Direction: string;
	readonly Created: string;
	readonly Updated: string;
	readonly Deleted: string;
	readonly Failed: string;
};

/** The statistics by kind of object and direction, since midnight UTC. */
export function selectStatistics(state: State): readonly StatisticsRow[] {
	const rows = state.syncOptions?.statistics.rows ?? [];
	return rows.map((row) => ({
		Object: objectTypeText(row.objectType),
		Direction: directionText(row.direction),
		Created: count(row.created),
		Updated: count(row.updated),
		Deleted: count(row.deleted),
		Failed: count(row.failed),
	}));
}
