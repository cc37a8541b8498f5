import {expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {milliseconds, minutes, seconds} from '../../source/contract/time.ts';
import {activityOf, batchOn, groupOf, userOf} from '../support/build.ts';
import {hostilePayloads} from '../support/hostile.ts';
import {away, lost} from '../support/fake-service.ts';
import {forbidden, openLinear} from './open-linear.ts';

const ids = Array.from({length: 12}, (_, index) => `u-${String(index + 1).padStart(2, '0')}`);
const twelve = ids.map((id) => userOf(id, {name: `Name ${id}`}));

function linesOf(text: string): readonly string[] {
	return text.split('\n').filter((line) => line !== '' && line !== '> ');
}

test('lists are numbered rows, page by page, and numbers mean the rows as they were said', async () => {
	const {hear, service, listen} = await openLinear({users: twelve});
	const first = await hear('users');
	expect(first).toContain('Users 12 of 12, sort: name.');
	expect(first).toContain('10. Name u-10');
	expect(first).toContain('2 more rows: "more".');
	expect(first).not.toContain('11. ');
	expect(await hear('more')).toContain('12. Name u-12');
	// Somebody comes in front of all: row 2 is who was said with the number, not who stands there now.
	service.world.add(userOf('u-00', {name: 'Aaron'}));
	await listen(seconds(6));
	expect(await hear('open 2')).toContain('E-mail: u-02@example.com');
	await hear('users');
	service.world.remove('u-03');
	await listen(seconds(6));
	expect(await hear('open 4')).toContain('Row 4 is not in the list any more');
});

test('what is done with rows: marks, an order, a filter, and what is wrong with one', async () => {
	const {hear, state} = await openLinear({users: twelve});
	await hear('users');
	expect(await hear('mark 2 4-6')).toContain('4 rows marked.');
	expect(await hear('mark 2')).toContain('They are marked already.');
	expect(await hear('unmark 4-5')).toContain('2 rows marked.');
	expect(await hear('sort name down')).toContain('1. Name u-12');
	expect(await hear('sort name down')).not.toContain('1. Name u-01');
	expect(await hear('sort nonsense')).toContain('There is no column "nonsense"');
	expect(await hear('filter u-0')).toContain('Users 9 of 12');
	const wrong = await hear('filter bacth:x');
	expect(wrong).toMatch(/Not filtered, because of "bacth": .+batch/);
	expect(state().view.lists.users.filter).toBe('u-0');
	expect(await hear('/', 'u-1')).toContain('Users 3 of 12');
	expect(await hear('open 9')).toContain('There is no row 9');
	expect(await hear('frobnicate')).toContain('"frobnicate" is not understood here');
	expect(await hear('next step')).toContain('is for an open cause');
});

test('a name opens who has it, finds who is near, and stands for a row', async () => {
	const {hear, service} = await openLinear({
		users: twelve,
		groups: [groupOf('g-1', {name: 'Sales'})],
	});
	expect(await hear('open u-07@example.com')).toContain('Name: Name u-07');
	expect(await hear('open sales')).toContain('Group Sales.');
	const near = await hear('open name u-1');
	expect(near).toContain('Found for name u-1:');
	expect(near).toContain('1. Name u-1');
	expect(await hear('1')).toContain('E-mail: u-1');
	expect(await hear('disable Name u-03')).toContain('u-03@example.com, Name u-03');
	expect(await hear('no', 'disable nobody')).toContain('There is no one user or group "nobody".');
	expect(service.changes()).toEqual([]);
});

test('rows of a long list get numbers when they are those that were asked for', async () => {
	const {hear} = await openLinear({users: twelve, limits: {longList: 5}});
	await hear('users');
	const said = await hear('filter u-1');
	expect(said).toContain('Users 3 of 12');
	expect(said).toContain('1. Name u-10');
	expect(said).not.toContain('Name u-01');
});

test('what is told at the start is said, and what an earlier start left open', async () => {
	const {session, text, listen, dispatch} = await openLinear({isIdle: true});
	await dispatch({type: 'app.told', text: toSafe('The settings are broken'), tone: 'warn'});
	await dispatch({type: 'app.started'});
	await listen(seconds(3));
	expect(text()).toContain('The settings are broken.');
	expect(text()).toContain('"help" says what can be typed');
	session.stop();
});

test('a change of one user takes a yes after the question, and its end is said', async () => {
	const {hear, service, journal, listen} = await openLinear();
	await hear('users');
	const question = await hear('disable 2');
	expect(question).toContain('Disable sync, 1 user, on contoso.');
	expect(question).toContain('Sync status: Enabled to Disabled');
	expect(question).toContain('What happens:');
	expect(question).toContain('type yes.');
	expect(await hear('perhaps')).toContain('That is no answer.');
	expect(await hear('')).toContain('To confirm');
	expect(service.changes()).toEqual([]);
	const done = `${await hear('yes')}${await listen(seconds(2))}`;
	expect(done).toContain('Disabling u-2@example.com');
	expect(done).toContain('Disabled u-2@example.com, verified');
	expect(service.changes().map(({about}) => about)).toEqual(['u-2 disabled']);
	expect(journal.entries.map(({phase}) => phase)).toEqual(['intent', 'result']);
	expect(await hear('undo', 'yes')).toContain('Undo: Enable sync');
});

test('lines that came before the question was said do not answer it', async () => {
	const {session, hear, service, text, listen} = await openLinear();
	await hear('users');
	for (const line of ['disable 1', 'yes', 'yes', 'y']) {
		session.hear(line);
	}

	await listen(milliseconds(100));
	session.hear('yes');
	await listen(seconds(1));
	expect(service.changes()).toEqual([]);
	expect(text().match(/Not taken, since it came before the question could be heard/g)).toHaveLength(
		4,
	);
	// To leave it is never too early.
	await hear('cancel');
	session.hear('disable 1');
	session.hear('cancel');
	await listen(seconds(1));
	expect(await hear('yes')).toContain('Nothing is open');
	expect(service.changes()).toEqual([]);
});

test('from a pipe a yes has to say whom it is about, and lines wait for what was begun', async () => {
	const {session, service, text, listen, hasLeft} = await openLinear({isTyped: false});
	for (const line of ['users', 'disable 1', 'yes', 'yes u-2@example.com', 'status']) {
		session.hear(line);
	}

	await listen(seconds(4));
	expect(service.changes()).toEqual([]);
	expect(text()).toContain('> disable 1\nDisable sync, 1 user');
	expect(text()).toContain('Not confirmed: type yes and u-1@example.com');
	session.hear('yes u-1@example.com');
	session.hear('users');
	session.end();
	await listen(seconds(8));
	expect(service.changes().map(({about}) => about)).toEqual(['u-1 disabled']);
	expect(text().indexOf('Disabled u-1@example.com, verified')).toBeLessThan(
		text().lastIndexOf('> users'),
	);
	expect(hasLeft()).toBe(true);
});

test('when the input ends with a question open, nothing is confirmed', async () => {
	const {session, service, text, listen, hasLeft} = await openLinear({isTyped: false});
	for (const line of ['users', 'disable 1']) {
		session.hear(line);
	}

	session.end();
	await listen(seconds(4));
	expect(text()).toContain('The input has ended: nothing was confirmed');
	expect([service.changes(), hasLeft()]).toEqual([[], true]);
});

test('tier 2: a group by its name, several by their number', async () => {
	const {hear, service, listen} = await openLinear({
		users: twelve,
		groups: [groupOf('g-1', {name: 'Field Sales'})],
	});
	await hear('groups');
	expect(await hear('disable 1')).toContain('type exactly: Field Sales');
	expect(await hear('yes')).toContain('What you typed differs; nothing was sent.');
	expect(await hear('field sales')).toContain('differs');
	expect(service.changes()).toEqual([]);
	await hear('Field Sales');
	expect(service.count('changeGroup')).toBe(1);
	await listen(seconds(8));
	await hear('users', 'enable Field Sales', 'yes');
	await listen(seconds(8));
	await hear('users');
	expect(await hear('disable 1-7')).toContain('type exactly: 7');
	const told = `${await hear('7')}${await listen(seconds(3))}`;
	expect(service.count('changeUser')).toBe(7);
	expect(told).toContain('Disabled 7 users, verified');
});

test('tier 3: the e-mail and a countdown, which any line stops', async () => {
	const clean = {syncStatus: 'disabled', mailboxStatus: 'notInitialized'} as const;
	const {hear, service, listen} = await openLinear({users: [userOf('u-1', clean)]});
	await hear('users');
	const question = await hear('delete 1');
	expect(question).toContain('DELETE, 1 user');
	expect(question).toContain('type exactly: u-1@example.com');
	expect(await hear('u-1@example.com')).toContain(
		'DELETING in 5s. Nothing was sent yet; any line stops it.',
	);
	await listen(seconds(3));
	expect(await hear('users')).toContain('Stopped; nothing was sent.');
	await listen(seconds(10));
	expect(service.changes()).toEqual([]);
	await hear('delete 1', 'u-1@example.com');
	await listen(seconds(6));
	expect(service.changes().map(({name}) => name)).toEqual(['deleteUser']);
});

test('tier 4: only from the menu; a mailbox that answers asks why, then the e-mail, then ten seconds', async () => {
	const {hear, service, listen} = await openLinear({isReachable: true});
	await hear('users');
	const menu = await hear('set status 1');
	expect(menu).toContain('4. Force Delete');
	const question = await hear('4');
	expect(question).toContain('The mailbox is reachable');
	expect(question).toContain('First say why not Delete');
	expect(await hear('the tenant is gone')).toContain('type exactly: u-1@example.com');
	expect(await hear('u-1@example.com')).toContain('FORCE DELETING in 10s');
	await listen(seconds(9));
	expect(service.changes()).toEqual([]);
	await listen(seconds(3));
	expect(service.changes().map(({about}) => about)).toEqual(['u-1: the tenant is gone']);
});

test('what changed while somebody decided stops the change, and a lost answer is told as unknown', async () => {
	const {hear, service, listen} = await openLinear();
	await hear('users');
	await hear('disable 1');
	service.world.change('u-1', {syncStatus: 'disabled'});
	await listen(seconds(6));
	expect(await hear('yes')).toContain('STOP: u-1@example.com changed while you were deciding.');
	expect(service.changes()).toEqual([]);
	await hear('cancel', 'users');
	service.next('changeUser', {failure: lost});
	const told = `${await hear('disable 2', 'yes')}${await listen(seconds(3))}`;
	expect(told).toContain('UNKNOWN: u-2@example.com. It may or may not have been done.');
	expect(await hear('disable 2')).toContain('not settled yet');
});

test('read-only says why, and changes nothing', async () => {
	const {hear, service} = await openLinear({isReadOnly: true});
	await hear('users');
	expect(await hear('disable 1', 'yes')).toContain('read-only');
	expect(service.changes()).toEqual([]);
});

test('while nothing changes, nothing is said', async () => {
	const {listen} = await openLinear({users: twelve});
	expect(await listen(minutes(30))).toBe('');
});

test('what changes is said by itself: sums, names, causes; and no more of it than somebody wants', async () => {
	const {hear, listen, service} = await openLinear({users: twelve});
	const suspended = batchOn('suspended', 'u-01', {
		error: {code: 'EX-401', category: 'authorization', message: 'refused', source: 'mailServer'},
	});
	const suspend = (id: string): void => {
		const user = userOf(id, {batch: {...suspended, id: `b-${id}-2`, userId: id}});
		service.world.change(id, {batch: user.batch, hold: 'authorization'});
	};
	for (const id of ids.slice(0, 5)) {
		suspend(id);
	}

	expect(await listen(seconds(6))).toMatch(
		/^\n5 more users suspended: Name u-01, Name u-02, Name u-03 and 2 more; cause .+\.\n> $/,
	);
	service.world.change('u-09', {syncStatus: 'disabled'});
	expect(await listen(seconds(6))).toContain('1 user set to Disabled: Name u-09.');
	service.world.remove('u-10');
	expect(await listen(seconds(6))).toContain('1 user gone: Name u-10.');
	service.world.changeGroup('g-1', {syncStatus: 'disabled'});
	service.world.change('u-11', {hold: 'none'});
	expect(await listen(seconds(6))).toContain('Group');
	await hear('news off');
	suspend('u-12');
	expect(await listen(seconds(6))).toBe('');
});

test('a storm of a thousand changes makes a few sentences', async () => {
	const many = Array.from({length: 1000}, (_, index) => userOf(`m-${index}`));
	const {listen, service} = await openLinear({users: many});
	for (const [index, {id}] of many.entries()) {
		const code = `EX-${index}`;
		const {batch} = userOf(id, {
			batch: batchOn('suspended', id, {
				id: `b-${id}-2`,
				error: {code, category: 'other', message: `m ${index}`, source: 'connector'},
			}),
		});
		service.world.change(id, {batch});
	}

	const said = linesOf(await listen(seconds(6)));
	expect(said.length).toBeGreaterThan(0);
	expect(said.length).toBeLessThanOrEqual(6);
	let all = 0;
	for (let round = 0; round < 30; round++) {
		for (const {id} of many) {
			service.world.change(id, {syncStatus: round % 2 === 0 ? 'disabled' : 'enabled'});
		}

		all += linesOf(await listen(seconds(5))).length;
	}

	expect(all).toBeLessThanOrEqual(30 * 3);
});

test('a connection that goes and comes back is told once each', async () => {
	const {listen, service} = await openLinear();
	for (const name of ['changes', 'overview', 'session', 'listUsers'] as const) {
		service.always(name, {failure: away});
	}

	const gone = await listen(minutes(5));
	expect(gone.match(/No connection to contoso/g)).toHaveLength(1);
	expect(gone).toContain('What to do');
	for (const name of ['changes', 'overview', 'session', 'listUsers'] as const) {
		service.always(name, undefined);
	}

	expect((await listen(minutes(3))).match(/Connected again\./g)).toHaveLength(1);
});

test.each(
	Object.entries({
		...hostilePayloads,
		'boxes, blocks and braille': '┌─┐ ██▇▆ ⣿⡇ ═║╬',
		'a prompt and an answer': '\n> yes\nDisabled',
	}),
)(
	'%s from a service stays on its line, with nothing that draws or controls',
	async (_name, payload) => {
		const users = [
			userOf('u-1', {
				name: payload,
				email: payload,
				notes: payload,
				hold: 'other',
				batch: batchOn('suspended', 'u-1', {
					error: {code: payload, category: payload, message: payload, source: payload},
				}),
			}),
		];
		const linear = await openLinear({users, groups: [groupOf('g-1', {name: payload})]});
		linear.service.says.activity = {
			rows: [{...activityOf('a-1'), actor: users[0]?.name ?? activityOf('a-1').actor}],
			unreadable: [],
		};
		for (const line of [
			'users',
			'open 1',
			'disable',
			'cancel',
			'set status',
			'4',
			'cancel',
			'groups',
			'open 1',
			'disable',
			'causes',
			'cancel',
			'causes',
			'open 1',
			'batches',
			'open 1',
			'dashboard',
			'options',
			'activity',
			'facets',
			'users',
			'copy as JSON 1',
			'memo 1',
			payload,
			`filter ${payload}`,
			`find ${payload}`,
			'cancel',
			'handover',
			'more',
			'close',
			payload,
		]) {
			const said = await linear.hear(line.replaceAll(/[\r\n]/g, ' '));
			for (const part of said.split('\n')) {
				expect(part).not.toMatch(forbidden);
				// What came from outside begins no line: it would look like one that was typed.
				expect(part).not.toMatch(/^> yes/);
			}
		}
	},
);
