import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {seconds} from '../../../source/contract/time.ts';
import {effectiveStatus} from '../../../source/core/effective-status.ts';
import {createSlots, mostNamed, mostSeries} from '../../../source/headless/exporter/slots.ts';
import {metrics} from '../../../source/headless/exporter/metrics.ts';
import {readPlainText} from '../../support/open-metrics.ts';
import {batchOn, groupOf, overviewOf, userOf} from '../../support/build.ts';
import {openEngine} from '../../support/open-engine.ts';
import {hostilePayloads} from '../../support/hostile.ts';
import {lookAt} from './look.ts';

const failed = (id: string, code: string, message = 'it broke') =>
	userOf(id, {
		hold: 'authorization',
		batch: batchOn('suspended', id, {
			error: {code, category: 'authorization', source: 'mailServer', message},
		}),
	});

test('users are told by what really happens to them, batches by what became of them', async () => {
	const opened = await openEngine({
		users: [
			userOf('u-1'),
			failed('u-2', 'EX-401'),
			userOf('u-3', {syncStatus: 'disabled', hold: 'other'}),
			userOf('u-4', {groupId: 'g-2', hold: 'other'}),
			userOf('u-5', {syncStatus: 'frozen'}),
			userOf('u-6', {mailboxStatus: 'notInitialized', batch: batchOn('queued', 'u-6')}),
			userOf('u-7', {
				consecutiveFailures: 8,
				batch: batchOn('finishedWithIssues', 'u-7', {issues: 3}),
			}),
		],
		groups: [groupOf('g-1'), groupOf('g-2', {syncStatus: 'disabled'})],
	});
	const {values} = lookAt(opened);
	expect(values('synctop_users')).toEqual({
		enabled: 3,
		suspended: 1,
		disabled: 1,
		disabled_by_group: 1,
		unrecognized: 1,
	});
	expect(values('synctop_batches')).toEqual({active: 1, with_issues: 1, suspended: 1});
	expect(values('synctop_users_not_configured')).toEqual({'': 1});
	expect(values('synctop_users_near_suspension')).toEqual({'': 1});
	expect(values('synctop_issues')).toEqual({'': 3});
	expect(values('synctop_groups')).toEqual({enabled: 1, disabled: 1, unrecognized: 0});
	expect(values('synctop_group_batches')).toMatchObject({'Group g-1 suspended': 1});
});

const anyUser = fc.record({
	syncStatus: fc.constantFrom('enabled', 'disabled', 'frozen'),
	hold: fc.constantFrom('none', 'authorization', 'other'),
	groupId: fc.constantFrom('g-1', 'g-2', 'g-3', 'not-read'),
	consecutiveFailures: fc.nat(10),
	state: fc.constantFrom('queued', 'running', 'finished', 'finishedWithIssues', 'suspended'),
});

test('sums by status are those of a count of the rows, and groups add up to all, after changes too', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(anyUser, {minLength: 1, maxLength: 12}),
			fc.array(anyUser, {maxLength: 12}),
			async (first, then) => {
				const made = (fields: (typeof first)[number], index: number) =>
					userOf(`u-${index}`, {
						...fields,
						batch: batchOn(fields.state, `u-${index}`),
					});
				const opened = await openEngine({
					users: first.map(made),
					groups: [groupOf('g-1'), groupOf('g-2', {syncStatus: 'disabled'}), groupOf('g-3')],
				});
				for (const user of then.map(made)) {
					opened.service.world.add(user);
				}

				await opened.pass(seconds(5));
				const {values, samples} = lookAt(opened);
				const {entities} = opened.state();
				const rows = [...opened.service.world.users.values()];
				const counted = rows.map((user) =>
					effectiveStatus(user, entities.groups.get(user.groupId)),
				);
				expect(values('synctop_users')).toEqual({
					enabled: counted.filter((status) => status === 'enabled').length,
					suspended: counted.filter((status) => status === 'suspendedByError').length,
					disabled: counted.filter((status) => status === 'disabled').length,
					disabled_by_group: counted.filter((status) => status === 'disabledByGroup').length,
					unrecognized: counted.filter((status) => status === 'unrecognized').length,
				});
				for (const [one, other, label] of [
					['synctop_users', 'synctop_group_users', 'status'],
					['synctop_batches', 'synctop_group_batches', 'state'],
					['synctop_users_near_suspension', 'synctop_group_users_near_suspension', ''],
				] as const) {
					const of = (name: string) =>
						Object.groupBy(
							samples().filter((sample) => sample.name === name),
							({labels}) => labels[label] ?? '',
						);
					const sum = (all: ReturnType<typeof of>) =>
						Object.fromEntries(
							Object.entries(all).map(([key, list = []]) => [
								key,
								list.reduce((total, {value}) => total + value, 0),
							]),
						);
					expect(sum(of(other))).toEqual(sum(of(one)));
				}
			},
		),
		{numRuns: 40},
	);
});

test('however many groups and causes there are, there are no more series than stated', async () => {
	const many = 4 * mostNamed;
	const count = async (size: number) => {
		const opened = await openEngine({
			isIdle: true,
			groups: Array.from({length: size}, (_, index) => groupOf(`g-${index}`, {name: 'Twin'})),
			users: Array.from({length: size * 2}, (_, index) => ({
				...failed(`u-${index}`, `EX-${1000 + (index % size)}`),
				groupId: groupOf(`g-${index % size}`).id,
			})),
		});
		opened.service.says.overview = {
			syncOptions: overviewOf({
				syncOptions: {
					status: 'running',
					mailServers: Array.from({length: size}, (_, index) => ({
						id: `s-${index}`,
						name: 'Twin',
						state: 'lost',
					})),
					statistics: [],
				},
			}).syncOptions,
		};
		await opened.dispatch({type: 'app.started'});
		const {samples, values} = lookAt(opened);
		return {
			servers: values('synctop_mail_server_state'),
			series: samples().length,
			groups: values('synctop_group_batches'),
			causes: values('synctop_cause_users'),
		};
	};
	const {series, groups, causes, servers} = await count(many);
	expect(series).toBeLessThanOrEqual(mostSeries);
	expect(series).toBe((await count(many * 2)).series);
	expect(groups['other suspended']).toBe(2 * (many - mostNamed));
	expect(causes['other suspended']).toBe(2 * (many - mostNamed));
	expect(servers['other lost']).toBe(many - mostNamed);
	expect(Object.keys(causes)).toHaveLength(3 * (mostNamed + 1));
});

test('a failure without a code has no series of its own: its text may hold a name', async () => {
	const opened = await openEngine({
		users: [
			failed('u-1', '-', 'the widget of Ada broke'),
			failed('u-2', '-', 'no luck for Bob today'),
		],
	});
	const {values, ask} = lookAt(opened);
	expect(values('synctop_cause_users')).toMatchObject({'uncoded suspended': 2});
	expect(ask('/metrics').body).not.toMatch(/widget|luck|Name u-|@example/);
});

test('whatever a group is called, it is read back, and no two are one', async () => {
	const names = [
		...Object.values(hostilePayloads),
		'a "quoted\\ one"',
		'',
		'other',
		'other',
		'x'.repeat(500),
		'x'.repeat(501),
	];
	const opened = await openEngine({
		groups: names.map((name, index) => groupOf(`g-${index}`, {name})),
		users: names.map((_, index) => userOf(`u-${index}`, {groupId: `g-${index}`})),
	});
	const {values, ask} = lookAt(opened);
	expect(Object.keys(values('synctop_group_users_near_suspension'))).toHaveLength(names.length);
	expect(readPlainText(ask('/metrics', {accept: 'text/plain'}).body).length).toBeGreaterThan(10);
});

test('until everybody is read, there are the counts of the service, and nothing that is half counted', async () => {
	const opened = await openEngine({isIdle: true, pageLength: 1});
	const {values, samples} = lookAt(opened);
	expect([values('synctop_up'), values('synctop_data_complete')]).toEqual([{'': 0}, {'': 0}]);
	expect(values('synctop_data_age_seconds')).toEqual({});
	opened.service.next('listUsers', {held: new Promise(() => undefined)});
	await opened.dispatch({type: 'app.started'});
	expect(Object.keys(values('synctop_batches'))).toEqual(['active', 'with_issues', 'suspended']);
	expect(values('synctop_users')).toEqual({});
	expect(samples().some(({name}) => name.startsWith('synctop_group_'))).toBe(false);
});

test('polls are counted, and errors by their kind, from nothing on', async () => {
	const opened = await openEngine();
	const {values} = lookAt(opened);
	expect(values('synctop_poll_errors_total')).toMatchObject({timeout: 0, unauthorized: 0});
	await opened.pass(seconds(10));
	expect(values('synctop_polls_total')).toEqual({'': 2});
	opened.service.next('changes', {failure: {kind: 'timeout', phase: 'response', wasSent: true}});
	await opened.pass(seconds(5));
	expect(values('synctop_up')).toEqual({'': 0});
	opened.service.next('changes', {failure: {kind: 'unauthorized'}});
	await opened.pass(seconds(10));
	expect(values('synctop_poll_errors_total')).toMatchObject({
		timeout: 1,
		unauthorized: 1,
		broken: 0,
	});
	expect(values('synctop_connection_state')).toMatchObject({signed_out: 1, live: 0});
	expect(values('synctop_poll_duration_seconds_bucket')).toMatchObject({'0.01': 4, '+Inf': 4});
});

test('a name is kept as long as there is such a thing, and one that is about many more users gets in', () => {
	const slots = createSlots(2);
	const weights = (all: Readonly<Record<string, number>>) => new Map(Object.entries(all));
	expect([...slots.choose(weights({a: 1, b: 3, c: 2}))]).toEqual(['b', 'c']);
	expect([...slots.choose(weights({a: 4, b: 3, c: 2}))]).toEqual(['b', 'c']);
	expect([...slots.choose(weights({a: 5, b: 3, c: 2}))]).toEqual(['b', 'a']);
	expect([...slots.choose(weights({a: 0, c: 0}))]).toEqual(['a', 'c']);
});

test('names follow the conventions of Prometheus', () => {
	for (const {name, type, unit, help, labels} of metrics) {
		expect(name).toMatch(/^(?:synctop|process)_[a-z_]+$/);
		expect(name.endsWith('_total')).toBe(type === 'counter');
		expect(name.endsWith('_info')).toBe(type === 'info');
		expect(name.replace(/_total$/, '').endsWith(`_${unit ?? ''}`)).toBe(unit !== undefined);
		expect(help).toMatch(/\.$/);
		expect(labels.every((label) => /^[a-z_]+$/.test(label))).toBe(true);
	}

	expect(new Set(metrics.map(({name}) => name)).size).toBe(metrics.length);
});
