import {expect, test} from 'vitest';
import {seconds} from '../../source/contract/time.ts';
import {batchOf, batchOn, userOf} from '../support/build.ts';
import {openLinear} from './open-linear.ts';

const failure = {
	code: 'EX-401',
	category: 'authorization',
	source: 'mailServer',
	message: 'The client secret is not valid',
} as const;

const held = ['u-10', 'u-11', 'u-12', 'u-13'].map((id) =>
	userOf(id, {hold: 'authorization', batch: batchOn('suspended', id, {error: failure})}),
);

async function prove(state: string, fields: Parameters<typeof batchOf>[2]) {
	const linear = await openLinear({users: held});
	await linear.hear('users', 'r 1', 'yes');
	await linear.listen(seconds(6));
	const current = linear.service.world.user('u-10')?.batch;
	linear.service.world.change('u-10', {
		batch: batchOf(state, 'u-10', {id: current?.id ?? '', kind: 'forced', ...fields}),
	});
	return {linear, told: await linear.listen(seconds(6))};
}

test('a repair is proved on one user, and rolled out to the others, by lines alone', async () => {
	const {linear, told} = await prove('finished', {changes: 3});
	expect(told).toContain('PROVED, u-10@example.com: the batch finished: 3 changes, no issues.');
	expect(told).toContain('3 others are stopped by the same cause: EX-401');
	expect(told).toContain('"roll out" (r)');
	expect(await linear.hear('roll out enable')).toContain('Enable sync, 3 users');
	await linear.hear('yes');
	const end = await linear.listen(seconds(4));
	expect(`${linear.text()}${end}`).toContain('Enabled 3 users, verified');
	expect(linear.service.count('changeUser')).toBe(4);
});

test('a repair that repaired nothing is told as that, and offers nothing', async () => {
	const {linear, told} = await prove('suspended', {error: failure});
	expect(told).toContain('FAILED AGAIN, u-10@example.com');
	expect(told).toContain('The cause is still there');
	expect(told).not.toContain('roll out');
	expect(await linear.hear('roll out')).toContain('nothing is proved yet');
});

test('the way to a Delete that is refused ticks itself, step by step', async () => {
	const {hear, listen, service} = await openLinear();
	await hear('users');
	expect(await hear('delete 1')).toContain('Step 1. Next: disable synchronization');
	expect(await hear('next')).toContain('Disable sync, 1 user');
	const told = `${await hear('yes')}${await listen(seconds(6))}`;
	expect(told).toContain('Step 1. Done: disable synchronization');
	expect(told).toContain('Step 2. Next: un-initialize the mailbox');
	expect(await hear('next')).toContain('type exactly: u-1@example.com');
	await hear('cancel', 'close');
	expect(service.changes().map(({about}) => about)).toEqual(['u-1 disabled']);
});

test('changes are collected, dropped and applied by their numbers', async () => {
	const {hear, listen, service} = await openLinear();
	await hear('users', 'disable 1', 'collect', 'disable 2', 'collect');
	expect(await hear('change set')).toContain('Change set: 2 changes collected.');
	expect(await hear('drop 1')).toContain('Change set: 1 change collected.');
	expect(await hear('apply')).toContain('Apply the change set, 1 change');
	await hear('yes');
	await listen(seconds(6));
	expect(service.changes().map(({about}) => about)).toEqual(['u-2 disabled']);
});
