import {expect, test} from 'vitest';
import {batchId, groupId, userId} from '../../source/contract/id.ts';
import {fillPath} from '../../source/contract/route.ts';
import {toSafe} from '../../source/contract/text.ts';
import {minutes} from '../../source/contract/time.ts';
import {type Rows} from '../../source/contract/rows.ts';
import {openService} from '../mocks/open-service.ts';
import {guardFor, idleId, openClient, patience, someId, valueOf} from './open-client.ts';

function allOf<Row>(list: Rows<Row>): readonly Row[] {
	expect(list.unreadable).toEqual([]);
	return list.rows;
}

test('everything that is read arrives whole: who, overview, users, batches, issues, activity', async () => {
	await using service = await openService({scenario: 'corrupted-files'});
	using client = openClient(service);
	const who = valueOf((await client.session(patience)).outcome);
	expect([who.mayChange, who.service.contract]).toEqual([true, 'sync-service/1']);

	const overview = valueOf((await client.overview(patience)).outcome);
	const [someGroup] = allOf(overview.groups);
	expect(allOf(overview.groups)).toHaveLength(8);
	expect(allOf(overview.syncOptions.mailServers).length).toBeGreaterThan(0);
	expect(allOf(overview.syncOptions.statistics)).toHaveLength(8);
	allOf(overview.activity);

	const page = valueOf((await client.listUsers({limit: 1000}, patience)).outcome);
	expect([allOf(page.rows).length, page.total, page.next]).toEqual([60, 60, undefined]);

	const withIssues = page.rows.rows.find(({batch}) => (batch?.issues ?? 0) > 0);
	const {batch} = withIssues ?? {};
	const read = valueOf((await client.getBatch(batchId.parse(batch?.id ?? ''), patience)).outcome);
	expect(allOf(read.issues)).toHaveLength(read.batch.issues);
	const id = userId.parse(withIssues?.id);
	expect(valueOf((await client.getUser(id, patience)).outcome).user).toEqual(withIssues);
	expect(allOf(valueOf((await client.listBatches(id, patience)).outcome).batches)[0]).toEqual(
		batch,
	);
	allOf(valueOf((await client.listUserActivity(id, patience)).outcome).activity);
	const groupRead = await client.getGroup(groupId.parse(someGroup?.id), patience);
	expect(valueOf(groupRead.outcome).group).toEqual(someGroup);
	expect(valueOf((await client.checkConnectivity(id, patience)).outcome).crm.isReachable).toBe(
		true,
	);
});

test('pages follow each other without a gap or a repeat', async () => {
	await using service = await openService();
	using client = openClient(service);
	const ids: string[] = [];
	let after: ReturnType<typeof userId.parse> | undefined;
	do {
		const page = valueOf(
			(await client.listUsers({limit: 25, ...(after && {after})}, patience)).outcome,
		);
		ids.push(...allOf(page.rows).map(({id}) => id));
		after = page.next;
	} while (after !== undefined);

	expect([ids.length, new Set(ids).size]).toEqual([60, 60]);
	expect(ids).toEqual(ids.toSorted());
});

test('every change is done and answered with the user or group as it is afterwards', async () => {
	await using service = await openService();
	using client = openClient(service);
	const id = idleId(service);
	const disabled = valueOf(
		(await client.changeUser(id, 'disabled', await guardFor(service, id, 'a'))).outcome,
	);
	expect(disabled.user.syncStatus).toBe('disabled');
	const enabled = valueOf(
		(await client.changeUser(id, 'enabled', await guardFor(service, id, 'b'))).outcome,
	);
	expect(enabled.user.syncStatus).toBe('enabled');

	service.advance(minutes(60));
	const reset = valueOf(
		(await client.uninitializeUser(id, await guardFor(service, id, 'd'))).outcome,
	);
	expect([reset.user.mailboxStatus, reset.user.syncStatus]).toEqual(['notInitialized', 'disabled']);
	const removed = valueOf((await client.deleteUser(id, await guardFor(service, id, 'e'))).outcome);
	expect(removed).toMatchObject({id});

	const other = idleId(service);
	const reason = toSafe('left the company');
	await client.forceDeleteUser(other, reason, await guardFor(service, other, 'f'));
	expect((await client.getUser(other, patience)).outcome).toMatchObject({
		failure: {kind: 'missing'},
	});
});

test('force synchronization queues a batch, and a group is switched off as a whole', async () => {
	await using service = await openService();
	using client = openClient(service);
	const id = someId(
		service,
		({syncStatus, hold, mailboxStatus, batch, groupIndex}) =>
			syncStatus === 'enabled' &&
			hold === 'none' &&
			mailboxStatus === 'initialized' &&
			batch?.endedAt !== undefined &&
			service.world.now - batch.endedAt > 120_000 &&
			service.world.groups[groupIndex]?.syncStatus === 'enabled',
	);
	const forced = valueOf((await client.synchronizeUser(id, {key: 'k', version: 0})).outcome);
	expect(forced.user.batch?.state).toMatch(/queued|running/);

	const [first] = valueOf((await client.overview(patience)).outcome).groups.rows;
	const group = groupId.parse(first?.id);
	const answer = await client.changeGroup(group, 'disabled', {
		key: 'g',
		version: first?.version ?? 0,
	});
	expect(valueOf(answer.outcome).group.syncStatus).toBe('disabled');
});

test('a poll brings what changed, and "unchanged" when nothing did', async () => {
	await using service = await openService();
	using client = openClient(service);
	const {revision} = valueOf((await client.overview(patience)).outcome);
	expect(valueOf((await client.changes(revision, patience)).outcome)).toBe('unchanged');
	const id = idleId(service);
	await client.changeUser(id, 'disabled', await guardFor(service, id));
	const news = valueOf((await client.changes(revision, patience)).outcome);
	const changed = news === 'unchanged' ? [] : allOf(news.users).map((user) => user.id);
	expect(changed).toEqual([id]);
});

test('the service says its own time, and how long it took is measured', async () => {
	await using service = await openService();
	using client = openClient(service);
	const {serviceTime, roundTrip} = await client.session(patience);
	expect(new Date(serviceTime ?? 0).toISOString()).toBe('2026-11-23T09:00:00.000Z');
	expect(roundTrip).toBeGreaterThan(0);
});

test('an id with a percent sign or a slash stays inside its part of the path', async () => {
	await using service = await openService();
	using client = openClient(service);
	await client.getUser(userId.parse('a:b'), patience);
	expect(service.requests.list().map(({path}) => path)).toEqual(['/users/a%3Ab']);
	expect(fillPath('/users/{id}', {id: '../x?y=%2F'})).toBe('/users/..%2Fx%3Fy%3D%252F');
});
