import process from 'node:process';
import {keepSafe, type SafeText, safe, toSafe} from '../../contract/text.ts';
import {type Failure} from '../../contract/outcome.ts';
import {ageOf, type Freshness, freshnessOf, type Resource} from '../../core/feed.ts';
import {version} from '../../version.ts';
import {type Metric, one, type Sample, states} from './family.ts';
import {labelOf} from './names.ts';
import {pollBounds, type PollCounts} from './poll-log.ts';
import {type View} from './view.ts';

/** About this program and its polls. */
export const pollMetrics: ReadonlyArray<Metric<View>> = [
	{
		name: 'synctop_build_info',
		type: 'info',
		help: 'The version of synctop and of Node.',
		labels: ['version', 'node'],
		read: () => [
			{labels: {version: toSafe(version), node: toSafe(process.versions.node)}, value: 1},
		],
	},
	{
		name: 'synctop_connection_info',
		type: 'info',
		help: 'What is watched, by the name of the connection.',
		labels: ['connection'],
		read: ({state}) => [{labels: {connection: labelOf(state.connection.name)}, value: 1}],
	},
	{
		name: 'synctop_up',
		type: 'gauge',
		help: 'Whether the service answered the last poll: 1 or 0.',
		labels: [],
		read: ({state: {feed}}) =>
			one(feed.last !== undefined && feed.failures === 0 && feed.doing.kind !== 'stopped' ? 1 : 0),
	},
	{
		name: 'synctop_connection_state',
		type: 'gauge',
		help: 'How far the numbers can be trusted, as the header of the screen says it: one of these is 1. signed_out: the credentials were refused, and are not tried again before a reload.',
		labels: ['state'],
		read: ({state, now}) =>
			states('state', Object.values(freshnessNames), freshnessNames[freshnessOf(state.feed, now)]),
	},
	{
		name: 'synctop_data_age_seconds',
		type: 'gauge',
		unit: 'seconds',
		help: 'How long ago the last answer was made. Missing until there is one.',
		labels: [],
		read: ({state: {feed}, now}) =>
			one(feed.last === undefined ? undefined : ageOf(feed.last, now) / 1000),
	},
	{
		name: 'synctop_data_complete',
		type: 'gauge',
		help: 'Whether every user was read: 1 or 0. Before that, metrics by status, group and cause are missing.',
		labels: [],
		read: ({state}) => one(state.isComplete ? 1 : 0),
	},
	{
		name: 'synctop_part_refused',
		type: 'gauge',
		help: 'Whether the service refuses one part while it answers the others: 1 or 0.',
		labels: ['part'],
		read: ({state: {feed}}) =>
			parts.map((part) => ({
				labels: {part: safe`${keepSafe(part)}`},
				value: feed.refused[part] === undefined ? 0 : 1,
			})),
	},
	{
		name: 'synctop_unreadable_rows',
		type: 'gauge',
		help: 'Rows of the service that could not be read; they are in no other metric.',
		labels: [],
		read: ({state}) => one(state.unreadable.size),
	},
	{
		name: 'synctop_polls_total',
		type: 'counter',
		help: 'Polls that came to an end, well or not. A page of a full read is a poll.',
		labels: [],
		read: ({polls}) => one(polls.polls),
	},
	{
		name: 'synctop_poll_errors_total',
		type: 'counter',
		help: 'Polls that failed, by how.',
		labels: ['kind'],
		read: ({polls}) =>
			failureKinds.map(([kind, name]) => ({
				labels: {kind: name},
				value: polls.errors.get(kind) ?? 0,
			})),
	},
	{
		name: 'synctop_poll_duration_seconds',
		type: 'histogram',
		unit: 'seconds',
		help: 'How long polls took, from the question to the last answer.',
		labels: ['le'],
		read: ({polls}) => histogram(polls),
	},
	{
		name: 'synctop_config_last_reload_successful',
		type: 'gauge',
		help: 'Whether the last reload (SIGHUP) could be used: 1 or 0. If not, the connection before it goes on.',
		labels: [],
		read: ({reload}) => one(reload.isGood ? 1 : 0),
	},
	{
		name: 'synctop_config_last_reload_success_timestamp_seconds',
		type: 'gauge',
		unit: 'seconds',
		help: 'When the settings that hold were read.',
		labels: [],
		read: ({reload}) => one(reload.at / 1000),
	},
	{
		name: 'process_cpu_seconds_total',
		type: 'counter',
		unit: 'seconds',
		help: 'Processor time that the exporter has used.',
		labels: [],
		read: ({usage}) => one(usage.cpuSeconds),
	},
	{
		name: 'process_resident_memory_bytes',
		type: 'gauge',
		unit: 'bytes',
		help: 'Memory that the exporter holds.',
		labels: [],
		read: ({usage}) => one(usage.residentBytes),
	},
	{
		name: 'process_start_time_seconds',
		type: 'gauge',
		unit: 'seconds',
		help: 'When the exporter was started.',
		labels: [],
		read: ({usage}) => one(usage.startedAt),
	},
];

const parts: readonly Resource[] = ['session', 'overview', 'users'];

const freshnessNames: Readonly<Record<Freshness, SafeText>> = {
	connecting: safe`connecting`,
	live: safe`live`,
	paused: safe`paused`,
	stale: safe`stale`,
	offline: safe`offline`,
	signedOut: safe`signed_out`,
};

const failureNames: Readonly<Record<Failure['kind'], SafeText>> = {
	unreachable: safe`unreachable`,
	timeout: safe`timeout`,
	unauthorized: safe`unauthorized`,
	forbidden: safe`forbidden`,
	missing: safe`missing`,
	conflict: safe`conflict`,
	startOver: safe`start_over`,
	refused: safe`refused`,
	throttled: safe`throttled`,
	broken: safe`broken`,
	malformed: safe`malformed`,
	redirected: safe`redirected`,
	tooLarge: safe`too_large`,
	tooMany: safe`too_many`,
	notRecorded: safe`not_recorded`,
	cancelled: safe`cancelled`,
};

// Each from the first scrape on: an error that comes for the first time is an increase.
const failureKinds: ReadonlyArray<readonly [string, SafeText]> = Object.entries(failureNames);

function histogram({polls, within, seconds}: PollCounts): readonly Sample[] {
	return [
		...pollBounds.map((bound, index) => ({
			suffix: '_bucket' as const,
			labels: {le: boundText(bound)},
			value: within[index] ?? 0,
		})),
		{suffix: '_bucket', labels: {le: safe`+Inf`}, value: polls},
		{suffix: '_sum', value: seconds},
		{suffix: '_count', value: polls},
	];
}

// OpenMetrics wants whole numbers with a point; both formats say the same, else each would make series of its own.
function boundText(bound: number): SafeText {
	return Number.isInteger(bound) ? safe`${bound}.0` : safe`${bound}`;
}
