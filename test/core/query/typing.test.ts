import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {minutes, seconds} from '../../../source/contract/time.ts';
import {candidatesOf} from '../../../source/core/query/complete.ts';
import {facetsOf} from '../../../source/core/query/facets.ts';
import {filterLines} from '../../../source/core/select/filter-lines.ts';
import {listTitle} from '../../../source/core/select/list-title.ts';
import {toSafe} from '../../../source/contract/text.ts';
import {shapeOf} from '../../../source/core/lists.ts';
import {userList} from '../../../source/core/user-lists.ts';
import {batchOn, groupOf, userOf} from '../../support/build.ts';
import {type OpenedEngine} from '../../support/open-engine.ts';
import {openUsers} from '../../support/open-users.ts';
import {startOfTime} from '../../support/manual-clock.ts';
import {epochMs, formatTime} from '../../../source/contract/time.ts';
import {sampleGroups, sampleUsers} from './sample-users.ts';

const openSample = async () => openUsers({users: sampleUsers, groups: sampleGroups});

const filterOf = ({state}: OpenedEngine) => state().view.lists.users.filter;
const shown = ({state}: OpenedEngine) => userList(state()).slots.length;

/** The lines of the filter as they are seen, 80 cells wide. */
function seen({state}: OpenedEngine, width = 80): readonly string[] {
	return filterLines(state(), 'users', width).map((line) =>
		line
			.map(({text}) => text)
			.join('')
			.trimEnd(),
	);
}

function titleOf({state}: OpenedEngine): string {
	const numbers = {title: toSafe('Users'), shown: 1, total: 4};
	return listTitle(state(), 'users', numbers)
		.map(({text}) => text)
		.join('');
}

test('Tab completes fields, values, names and words, and the line below tells what to', async () => {
	const opened = await openSample();
	const {press, type} = opened;
	await press('/');
	expect(seen(opened)[1]).toMatch(/^ {3}batch: {2}status: {2}effective: .*…$/);
	await type('ba');
	expect(seen(opened)[1]).toBe('   batch:');
	await press('tab');
	expect(filterOf(opened)).toBe('batch:');
	expect(shown(opened)).toBe(4);
	expect(seen(opened)[1]).toContain('queued  running  finished  with-issues  suspended');
	await type('s');
	await press('tab');
	expect(filterOf(opened)).toBe('batch:suspended ');
	await type('group:fi');
	expect(seen(opened)[1]).toBe('   "Field Sales"  "Field Sales EMEA"  "Paris Office"');
	await press('tab');
	expect(filterOf(opened)).toBe('batch:suspended group:"Field Sales" ');
	await type('!with');
	await press('tab');
	expect(filterOf(opened)).toBe('batch:suspended group:"Field Sales" !batch:with-issues ');
	expect(shown(opened)).toBe(1);
	await press('ctrl+u');
	await type('code:');
	expect(seen(opened)[1]).toBe('   "EX-401"  "EX-4010"');
	await type('"EX-4010');
	await press('tab');
	expect(filterOf(opened)).toBe('code:"EX-4010" ');
	await type('nothing like it');
	await press('tab');
	expect(filterOf(opened)).toBe('code:"EX-4010" nothing like it');
});

test('what is wrong is pointed at, left out, and not kept', async () => {
	const opened = await openSample();
	const {press, type, state} = opened;
	await press('/');
	await type('anna bacth:x');
	expect(seen(opened)).toEqual([
		expect.stringMatching(/^ \/ anna bacth:x▏/),
		'        ^^^^^ no field "bacth": batch?',
	]);
	expect(titleOf(opened)).toContain('what is wrong in the filter is left out');
	expect(shown(opened)).toBe(1);
	await press('enter');
	expect(state().view.isFiltering).toBe(true);
	expect(opened.notice()).toBe('The filter is not kept yet: no field "bacth": batch?');
	await press('ctrl+u');
	expect(opened.notice()).toBe('');
	await type('batch:');
	await press('enter');
	expect(state().view.isFiltering).toBe(true);
	await press('tab', 'enter');
	expect(state().view.isFiltering).toBe(false);
	expect(filterOf(opened)).toBe('batch:queued');
});

test('the pointer stays under its place however long the filter and however narrow the screen', async () => {
	const opened = await openSample();
	await opened.press('/');
	await opened.type(`${'a'.repeat(60)} group:"Feild Sales"`);
	const [field, aid] = seen(opened, 70);
	expect(field).toMatch(/^ \/ a+ group:"Feild Sales"▏$/);
	expect(field).toHaveLength(70);
	expect(aid).toMatch(/called "Feild Sales": Field Sales\? \^{13}$/);
	expect(aid?.indexOf('^')).toBe(field?.indexOf('"'));
	await opened.press('ctrl+u');
	await opened.type('hold:none group:"Feild Sales"');
	expect(seen(opened, 80)[1]).toBe(
		`${' '.repeat(19)}^^^^^^^^^^^^^ no group is called "Feild Sales": Field Sales?`,
	);
});

test('a name that nobody has is told while it is typed; when its group goes, the kept filter shows nobody', async () => {
	const opened = await openSample();
	await opened.press('/');
	await opened.type('group:parsi');
	expect(shown(opened)).toBe(4);
	await opened.press('ctrl+u');
	await opened.type('group:"Paris Office"');
	await opened.press('enter');
	expect(shown(opened)).toBe(1);
	opened.service.world.changeGroup('g-off', {name: toSafe('Lyon Office')});
	await opened.pass(seconds(5));
	expect(shown(opened)).toBe(0);
});

test('Up and Down walk the filters that were kept, and come back to what was typed', async () => {
	const opened = await openSample();
	const {press, type, state} = opened;
	for (const text of ['anna', 'bo', 'anna', '  cy ']) {
		await press('/', 'ctrl+u');
		await type(text);
		await press('enter');
	}

	expect(state().notebook.filterHistory).toEqual(['cy', 'anna', 'bo']);
	await press('/', 'ctrl+u');
	await type('di');
	const walked: string[] = [];
	for (const key of ['up', 'up', 'up', 'up', 'down', 'down', 'down', 'down']) {
		await press(key);
		walked.push(filterOf(opened));
	}

	expect(walked).toEqual(['cy', 'anna', 'bo', 'bo', 'anna', 'cy', 'di', 'di']);
	await press('up', 'backspace', 'up');
	expect(filterOf(opened)).toBe('cy');
	await press('down');
	expect(filterOf(opened)).toBe('c');
	expect(seen(opened)[0]).toContain('↑↓ earlier');
});

test('at most fifty filters are remembered', async () => {
	const opened = await openSample();
	for (let index = 0; index < 60; index += 1) {
		await opened.press('/', 'ctrl+u');
		await opened.paste(`name:${index}`);
		await opened.press('enter');
	}

	const {filterHistory} = opened.state().notebook;
	expect(filterHistory).toHaveLength(50);
	expect(filterHistory.at(-1)).toBe('name:10');
});

test('rows come and go as their age does, and the cursor stays on its row', async () => {
	const ended = (ago: number) =>
		batchOn('finished', 'x', {endedAt: formatTime(epochMs(startOfTime - ago))});
	const opened = await openUsers({
		users: [
			userOf('u-1', {batch: ended(minutes(29))}),
			userOf('u-2', {batch: ended(minutes(31))}),
			userOf('u-3', {batch: ended(minutes(32))}),
		],
	});
	const {press, type, pass, state} = opened;
	await press('/');
	await type('age:>30m');
	await press('enter', 'j');
	expect(shown(opened)).toBe(2);
	expect(state().view.lists.users).toMatchObject({cursor: 'u-3', position: 1});
	await pass(minutes(1));
	await pass(seconds(10));
	expect(shown(opened)).toBe(3);
	expect(state().view.lists.users).toMatchObject({cursor: 'u-3', position: 2});
	expect(shapeOf(state(), 'users').idAt(2)).toBe('u-3');
});

test('who is acknowledged leaves a list of those who are not, and the cursor goes to the next', async () => {
	const opened = await openSample();
	const {press, type, state} = opened;
	await press('/');
	await type('!ack');
	await press('enter', 'g', 'a');
	expect(shown(opened)).toBe(3);
	expect(state().view.lists.users).toMatchObject({cursor: 'bo', position: 0});
	await press('/', 'ctrl+u');
	await type('ack');
	await press('enter');
	expect(state().view.lists.users.cursor).toBe('anna');
	await press('a');
	expect(shown(opened)).toBe(0);
});

test('a filter that is refused is not remembered', async () => {
	const opened = await openSample();
	await opened.press('/');
	await opened.type('bacth:x');
	await opened.press('enter');
	expect(opened.state().notebook.filterHistory).toEqual([]);
});

test('a line that names a filter which is not understood leaves it open in its field', async () => {
	const opened = await openSample();
	const {press, type, state} = opened;
	await press(':');
	await type('users batch:suspended');
	await press('enter');
	expect([state().view.isFiltering, shown(opened)]).toEqual([false, 1]);
	await press(':');
	await type('users bacth:x');
	await press('enter');
	expect(state().view.isFiltering).toBe(true);
	expect(seen(opened)[1]).toContain('batch?');
	expect(state().notebook.filterHistory).toEqual(['batch:suspended']);
});

/** What the facets say, a value a line. */
const facetLines = ({state}: OpenedEngine) =>
	facetsOf(state(), 'users').map(
		({field, label, users, isAsked}) => `${isAsked ? '* ' : ''}${field} ${label} ${users}`,
	);

test('facets count what is shown, filter by a value, and take it back', async () => {
	const opened = await openSample();
	const {press, state} = opened;
	await press('f');
	expect(facetLines(opened)).toEqual([
		'batch none 1',
		'batch suspended 1',
		'batch unknown 1',
		'batch with-issues 1',
		'effective by-group 1',
		'effective disabled 1',
		'effective enabled 1',
		'effective suspended 1',
		'mailbox initialized 3',
		'mailbox not-initialized 1',
		'hold none 3',
		'hold authorization 1',
		'cause EX-401 The token expired 1',
		'cause Issues that the service does not tell apart 1',
		'code EX-401 1',
		'code EX-4010 1',
		'group Field Sales 1',
		'group Field Sales EMEA 1',
		'group Paris Office 1',
	]);
	await press('tab', 'tab', 'enter');
	expect(filterOf(opened)).toBe('mailbox:initialized');
	await press('tab', 'tab', 'tab', 'tab', 'j', 'enter');
	expect(filterOf(opened)).toBe('mailbox:initialized group:"Paris Office"');
	expect(facetLines(opened)).toContain('* group Paris Office 1');
	await press('enter', 'shift+tab', 'shift+tab', 'shift+tab', 'shift+tab', 'enter');
	expect(filterOf(opened)).toBe('');
	await press('j', 'enter', 'escape');
	expect(state().dialog).toBeUndefined();
	expect(state().notebook.filterHistory).toEqual(['mailbox:not-initialized']);
	expect(shown(opened)).toBe(1);
});

test.each([
	['batch:susp,queued anna', 'batch:suspended anna'],
	['!batch:queued anna', '!batch:queued anna batch:suspended'],
	['anna OR bo', '(anna OR bo) batch:suspended'],
	['(anna OR bo)', '(anna OR bo) batch:suspended'],
	['anna batch:susp "kow"', 'anna "kow"'],
	['batch:none anna', 'anna'],
])('the first facet on top of %j makes %j', async (before, after) => {
	const opened = await openSample();
	await opened.press('/');
	await opened.type(before);
	await opened.press('enter', 'f', 'enter');
	expect(filterOf(opened)).toBe(after);
});

test('facets are counted as a plain count would, whatever is asked', async () => {
	const {state, dispatch} = await openSample();
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom('', 'anna', 'group:sales', '!batch:none', 'issues:>0', 'nobody'),
			async (text) => {
				await dispatch({type: 'filter.emptied'});
				await dispatch({type: 'filter.typed', text});
				const facets = facetsOf(state(), 'users');
				for (const {field, value, users} of facets.filter(({isAsked}) => !isAsked)) {
					await dispatch({type: 'filter.emptied'});
					await dispatch({type: 'filter.typed', text: `${text} ${field}:${value}`});
					expect(userList(state()).slots).toHaveLength(users);
				}
			},
		),
		{numRuns: 12},
	);
});

test('groups have the language, and no facets', async () => {
	const opened = await openSample();
	await opened.press('3', 'f');
	expect(opened.notice()).toContain('only lists of users');
	await opened.press('/');
	await opened.type('sus');
	expect(candidatesOf(opened.state(), 'groups').map(({label}) => label)).toEqual(['suspended:']);
	await opened.press('tab');
	await opened.type('>0');
	await opened.press('enter', 'enter');
	expect(opened.state().view.place).toEqual({kind: 'group', id: groupOf('g-sales').id});
});

test('the cursor goes through the filter as through a line of a shell, and typing goes where it stands', async () => {
	const opened = await openSample();
	const {press, type} = opened;
	await press('/');
	await type('batch:suspended anna');
	await press('left', 'left', 'left', 'left', 'left');
	expect(seen(opened)[0]).toContain(' / batch:suspended▏ anna');
	await type(',running');
	expect(filterOf(opened)).toBe('batch:suspended,running anna');
	await press('home');
	await type('!');
	expect(filterOf(opened)).toBe('!batch:suspended,running anna');
	await press('delete', 'end', 'backspace');
	expect(filterOf(opened)).toBe('!atch:suspended,running ann');
	await press('ctrl+w');
	expect(filterOf(opened)).toBe('!atch:suspended,running ');
	await press('ctrl+left', 'ctrl+u');
	expect(seen(opened)[0]).toContain(' / ▏!atch:suspended,running');
	await press('ctrl+right', 'ctrl+u');
	expect(filterOf(opened)).toBe(' ');
});

test('Tab completes what stands before the cursor, and keeps what is behind it', async () => {
	const opened = await openSample();
	const {press, type} = opened;
	await press('/');
	await type('bat anna');
	await press('ctrl+a', 'right', 'right', 'right');
	expect(seen(opened)[1]).toContain('batch:');
	await press('tab');
	expect(filterOf(opened)).toBe('batch: anna');
	await type('susp');
	await press('tab');
	expect(filterOf(opened)).toMatch(/^batch:suspended ? anna$/);
});

test('what is wrong is pointed at also where the cursor stands before it', async () => {
	const opened = await openSample();
	const {press, type} = opened;
	await press('/');
	await type('anna age:>3x');
	await press('home');
	const [field = '', pointer = ''] = seen(opened);
	expect(field.slice(pointer.indexOf('^')).startsWith('>3x')).toBe(true);
});

test('a long filter shows the place of the cursor, however narrow the screen', async () => {
	const opened = await openSample();
	const {press, type} = opened;
	await press('/');
	await type('one two three four five six seven eight nine ten eleven twelve');
	expect(seen(opened, 40)[0]).toContain('twelve▏');
	await press('home');
	expect(seen(opened, 40)[0]).toContain('/ ▏one two');
	await press('ctrl+right', 'ctrl+right', 'ctrl+right');
	expect(seen(opened, 40)[0]).toContain('three▏');
});

test('whatever is pressed, the cursor stands in the text and between whole characters', async () => {
	const opened = await openSample();
	const {press, type, state} = opened;
	const keys = [
		'left',
		'right',
		'ctrl+left',
		'ctrl+right',
		'home',
		'end',
		'backspace',
		'delete',
		'ctrl+w',
	];
	await press('/');
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.constantFrom(...keys, 'a', ' ', '漢', '👩‍👧'), {maxLength: 30}),
			async (pressed) => {
				for (const key of pressed) {
					await (keys.includes(key) ? press(key) : type(key));
				}

				const filter = filterOf(opened);
				const caret = state().view.caret ?? filter.length;
				expect(caret).toBeLessThanOrEqual(filter.length);
				expect(filter.slice(0, caret).endsWith('\u200D')).toBe(false);
				expect(seen(opened)[0]).toContain('▏');
			},
		),
		{numRuns: 40},
	);
});
