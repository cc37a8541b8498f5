import {type Dashboard} from '../../source/contract/dashboard.ts';
import {type SyncOptions} from '../../source/contract/sync-options.ts';
import {epochMs, milliseconds, seconds} from '../../source/contract/time.ts';
import {readable} from '../../source/contract/rows.ts';
import {baseInterval, type World} from '../world/state.ts';
import {raw} from './subject.ts';

export function toDashboard(world: World): Dashboard {
	const {tally, notProvisioned} = world;
	return {
		users: tally.users,
		counts: {
			active: tally.active,
			withIssues: tally.withIssues,
			suspended: tally.suspended,
			notConfigured: tally.notConfigured,
		},
		provisioning: {provisioned: tally.users, notProvisioned: notProvisioned.all},
		newProvisioning: {provisioned: tally.newUsers, notProvisioned: notProvisioned.recent},
		addInUsers: tally.addInUsers,
	};
}

export function toSyncOptions(world: World): SyncOptions {
	const {tally, now} = world;
	const passEndedAt = Math.floor(now / baseInterval) * baseInterval;
	return {
		status: 'running',
		since: epochMs(world.startAt - 5 * 86_400_000),
		intervalSeconds: baseInterval,
		isAdaptive: true,
		queue: {depth: tally.queued, running: tally.running, oldestSeconds: oldestWait(world)},
		batchesPerMinute: endedWithinMinute(world),
		lastFullPass: {
			endedAt: epochMs(passEndedAt),
			durationSeconds: seconds(600 + (Math.floor(passEndedAt / 1000) % 97) * 4),
		},
		mailServers: readable(
			world.servers.map((server) => ({
				id: server.id,
				name: raw(server.name),
				platform: server.platform,
				state: server.state,
				since: server.since,
				checkedAt: server.checkedAt,
				latencyMs: server.latency,
				users: tally.byServer[server.index] ?? 0,
			})),
		),
		statistics: readable(world.statistics),
	};
}

function oldestWait(world: World) {
	for (const {user, batch} of world.waiting) {
		const current = world.users[user]?.batch;
		if (current?.state === 'queued' && current.number === batch) {
			return milliseconds(world.now - current.queuedAt);
		}
	}

	return milliseconds(0);
}

function endedWithinMinute(world: World): number {
	const second = Math.floor(world.now / 1000);
	return world.endings.reduce(
		(sum, slot) => (slot.second > second - 60 && slot.second <= second ? sum + slot.count : sum),
		0,
	);
}
