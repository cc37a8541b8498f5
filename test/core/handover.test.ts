import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {scenarios} from '../../mocks/scenarios/catalog.ts';
import {activity} from '../../source/contract/activity.ts';
import {toSafe} from '../../source/contract/text.ts';
import {minutes, seconds} from '../../source/contract/time.ts';
import {userKey} from '../../source/core/acknowledge.ts';
import {handoverText} from '../../source/core/handover/handover-text.ts';
import {type State} from '../../source/core/state.ts';
import {userAt, usersOf} from '../../source/core/users/user-table.ts';
import {catalogue} from '../../source/knowledge/catalogue.ts';
import {batchOn, groupOf, overviewOf, sessionOf, userOf} from '../support/build.ts';
import {lost} from '../support/fake-service.ts';
import {
	memoryOfNotes,
	openEngine,
	type OpenedEngine,
	type OpenOptions,
} from '../support/open-engine.ts';
import {openApp} from '../tui/open-app.ts';

function textOf(state: State, isMasked = false): string {
	return handoverText(state, {isMasked}).join('\n');
}

/** Whatever of the tenant must not be in a text that is masked. */
function secretsOf({
	entities,
	syncOptions,
	session,
	connection,
	activity: rows,
}: State): Set<string> {
	const secrets = [...usersOf(entities.users)].flatMap(({name, email}) => [
		name,
		email,
		email.split('@')[0] ?? '',
		email.split('@')[1] ?? '',
	]);
	return new Set([
		...secrets,
		...[...entities.groups.values()].flatMap(({name, externalId}) => [name, externalId]),
		...(syncOptions?.mailServers.rows ?? []).map(({name}) => name),
		...rows.map(({actor}) => actor),
		session?.actor ?? '',
		session?.tenant ?? '',
		connection.name,
	]);
}

test.each(scenarios)(
	'$name, ten seconds after a cold start: what the next shift reads, in full and masked [S21]',
	async ({name: scenario}) => {
		await using app = await openApp({scenario, users: 180, speed: 60});
		app.service.setScenario(scenario);
		await app.pass(seconds(10));
		const state = app.state();
		const masked = textOf(state, true);
		await expect(`${textOf(state)}\n`).toMatchFileSnapshot(`golden/handover-${scenario}.txt`);
		await expect(`${masked}\n`).toMatchFileSnapshot(`golden/handover-${scenario}-masked.txt`);
		// A mail server may be called "Exchange Online", as the product is.
		const ours = JSON.stringify(catalogue);
		const told = [...secretsOf(state)].filter(
			(secret) => secret !== '' && masked.includes(secret) && !ours.includes(secret),
		);
		expect(told).toEqual([]);
		expect(masked).not.toMatch(/[\w.]@\w|contoso|\d+\.\d+\.\d+\.\d+/);
	},
);

const failed = (message: string, code = 'X-1') =>
	batchOn('suspended', 'u-1', {
		error: {code, category: 'other', source: 'unknown', message},
	});

test.each([
	['the mailbox of Anna Miller is away'],
	['the mailbox of Miller, Anna is away'],
	['MILLER has no licence'],
	['CN=anna.miller,OU=Field Sales'],
	['no grant for anna.miller@contoso.example by pat.admin of contoso'],
	['\\\\EX-LON\\anna.miller is not there, ask (anna miller)'],
	['https://mail.contoso.example/owa/anna.miller: 404'],
	['Exchange 2019, London did not answer as 山田 太郎'],
])('masked, no name is left in a text of the service: %s [S21]', async (message) => {
	const opened = await openEngine({
		users: [
			userOf('u-1', {
				name: 'Anna Miller',
				email: 'anna.miller@contoso.example',
				batch: failed(message),
			}),
			userOf('u-2', {name: '山田 太郎', email: 'taro@contoso.example'}),
		],
		groups: [groupOf('g-1', {name: 'Field Sales', externalId: 'ou-field'})],
	});
	const state = withServer(opened.state(), 'Exchange 2019, London');
	const masked = textOf(state, true);
	expect(masked).not.toMatch(/anna|miller|field sales|contoso|pat\.admin|EX-LON|London|太郎/i);
	expect(masked).toContain('As it came: X-1 ');
});

function withServer(state: State, name: string): State {
	const {syncOptions} = overviewOf({
		syncOptions: {
			status: 'running',
			mailServers: [{id: 'mail.contoso.example', name, state: 'lost'}],
			statistics: [],
		},
	});
	return {...state, syncOptions};
}

/** A small tenant that says `text` wherever it can say something, after somebody has done and noted something there. */
async function openSaying(text: string): Promise<State> {
	const opened = await openEngine({
		users: [
			userOf('u-1', {name: text, email: text, batch: failed(text, 'X-1'), hold: 'other'}),
			userOf('u-2', {name: text, email: text}),
		],
		groups: [groupOf('g-1', {name: text, syncStatus: 'disabled'})],
		session: sessionOf({actor: text, tenant: text}),
	});
	const state = withServer(opened.state(), text);
	const row = activity.parse({
		id: 'a-1',
		at: '2026-11-22T02:00:00.000Z',
		actor: text,
		kind: 'somethingNew',
		target: {type: 'user', id: 'u-1', name: text},
		detail: text,
	});
	const target = userAt(state.entities.users, 0);
	if (target === undefined) {
		throw new Error('There is no user.');
	}

	const note = {at: row.at, text: toSafe(text), by: toSafe(text)};
	const cause = [...state.entities.causes.byKey.keys()][0] ?? '';
	return {
		...state,
		connection: {...state.connection, name: toSafe(text)},
		activity: [row],
		notebook: {
			...state.notebook,
			acknowledged: new Map([
				[userKey('u-1'), note],
				[`cause:${cause}`, note],
			]),
			memos: new Map([
				[userKey('u-1'), note],
				[`cause:${cause}`, note],
			]),
		},
		runs: [
			{
				id: 'test-1',
				verb: 'forceDelete',
				startedAt: row.at,
				isStopped: false,
				streak: 0,
				isUndone: false,
				reason: toSafe(text),
				items: [
					{
						target: {kind: 'user', user: target, group: undefined, isHidden: false},
						steps: ['forceDelete'],
						version: 1,
						phase: {kind: 'untold', at: row.at, reason: toSafe(text)},
					},
				],
			},
		],
	};
}

/** What of a text is markup: the marks that no backslash takes their meaning from. */
function markupOf(text: string): readonly string[] {
	return text
		.split('\n')
		.map((line) => line.replaceAll(/\\[!-/:-@[-`{-~]/g, '').replaceAll(/[^`*_[\]<>|#&~]/g, ''));
}

const pieces = [
	'<script>alert(1)</script>',
	'<img src=x onerror=alert(1)>',
	'&lt;b&gt;',
	'](javascript:alert(1))',
	'![x](https://evil.example/x.png)',
	'https://evil.example',
	'www.evil.example',
	'| a | b |',
	'\\',
	'\\|',
	'`code`',
	'```',
	'**bold**',
	'_x_',
	'~~gone~~',
	'\n# title',
	'\n- item',
	'# title',
	'- item',
	'+ item',
	'1. one',
	'12) two',
	'=====',
	'-----',
	'> quote',
	'<!--',
	'    code',
	'x',
	' ',
];

test('names with HTML, scripts and Markdown in them are words and nothing else, and bend no table [S7]', async () => {
	const plain = await openSaying('x');
	const wanted = {full: markupOf(textOf(plain)), masked: markupOf(textOf(plain, true))};
	const hostile = fc
		.array(fc.oneof(fc.constantFrom(...pieces), fc.string({unit: 'binary', maxLength: 8})), {
			minLength: 1,
			maxLength: 5,
		})
		.map((parts) => parts.join(''))
		.filter((text) => text.trim() !== '');
	await fc.assert(
		fc.asyncProperty(hostile, async (text) => {
			const state = await openSaying(text);
			const [full, masked] = [textOf(state), textOf(state, true)];
			expect(markupOf(full)).toEqual(wanted.full);
			expect(markupOf(masked)).toHaveLength(wanted.masked.length);
			for (const line of `${full}\n${masked}`.split('\n')) {
				const bare = line.replaceAll(/\\[!-/:-@[-`{-~]/g, '');
				expect(bare).not.toMatch(/<|&|:\/\/|\bwww\./i);
				expect(line).not.toMatch(/^ *- +(?:[-+*>#=]|\d+[.)])(?: |$)/);
			}
		}),
		{numRuns: 40},
	);
});

const noted = async (options: Partial<OpenOptions> = {}): Promise<OpenedEngine> => {
	const opened = await openEngine({
		users: [
			userOf('u-1', {batch: failed('it broke'), hold: 'other'}),
			userOf('u-2'),
			userOf('u-3'),
		],
		...options,
	});
	await opened.press('2', 'a', 'M', ...Array.from('ask Dana'), 'enter');
	return opened;
};

test('what was done from here, with what came of each, and what is open', async () => {
	const opened = await noted();
	opened.service.next('changeUser', {}, {failure: lost, isApplied: false});
	await opened.press('*');
	await opened.ask('x');
	await opened.press('y');
	await opened.pass(seconds(2));
	await opened.press('escape', 'U');
	const text = textOf(opened.state());
	expect(text).toMatch(
		/\*\*Disable sync\*\*, 3 targets, 2 done, change test-\d+\n {2}- u-2@example\.com: UNKNOWN since \d\d:\d\d:\d\dZ/,
	);
	expect(text).toMatch(/ {2}- u-1@example\.com: verified \d\d:\d\d:\d\dZ/);
	const [, open = ''] = text.split('## Open');
	expect(open).toMatch(/- \*\*disabling\*\* u-2@example\.com: UNKNOWN .*, change test-\d+/);
	expect(open).toContain('- u-1@example.com\n  - Acknowledged');
	expect(open).toContain('  - Memo: ask Dana');
	const masked = textOf(opened.state(), true);
	expect(masked).toMatch(/ {2}- u-2: UNKNOWN since/);
	expect(masked).toContain('Memo: (left out)');
	expect(masked).not.toContain('Dana');
});

test('many targets are told by their number, those that went wrong first', async () => {
	const users = Array.from({length: 30}, (_, index) => userOf(`u-${index + 1}`));
	const opened = await openEngine({users});
	await opened.press('2', '*');
	await opened.ask('x');
	await opened.type('30');
	await opened.press('tab', 'enter');
	await opened.pass(seconds(3));
	expect(textOf(opened.state())).toMatch(/30 targets, 30 done[^]*\n {2}- and 10 more\n/);
});

test('what is old says so, and what is not there says nothing', async () => {
	const opened = await openEngine({users: []});
	const calm = textOf(opened.state());
	expect(calm).toContain('- Data: live');
	expect(calm).toContain('## Causes\n\nNothing.');
	expect(calm).toContain('## What was done from here\n\nNothing.');
	expect(calm).toContain('## Open\n\nNothing.');
	opened.service.always('changes', {failure: lost});
	opened.service.always('overview', {failure: lost});
	await opened.pass(seconds(60));
	expect(textOf(opened.state())).toMatch(
		/\*\*AS OF \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ\*\* \(OFFLINE, no answer in time/,
	);
});

test('what changed is told since the last look, where there was one', async () => {
	const notes = memoryOfNotes();
	const first = await openEngine({
		notes,
		users: [userOf('u-1', {name: 'Ada'}), userOf('u-2', {name: 'Bo'})],
	});
	await first.press('2', 'j');
	first.engine.stop();
	await first.engine.drained();
	const broken = userOf('u-1', {name: 'Ada', batch: failed('it broke')});
	const next = await openEngine({
		notes,
		users: [broken, userOf('u-2', {name: 'Bo', syncStatus: 'disabled'})],
	});
	await next.pass(minutes(20));
	const state = {
		...next.state(),
		notebook: {...next.state().notebook, lastLooked: notes.kept().glance},
	};
	expect(textOf(state)).toMatch(/## What changed since the last look, \d{4}-\d\d-\d\d /);
	expect(textOf(state)).toMatch(/- 1 suspended, X-1 it broke: Ada\n- 1 disabled: Bo\n/);
	expect(textOf(state, true)).toMatch(/- 1 suspended, X-1 it broke: u-1\n- 1 disabled: u-2\n/);
});

const askedOf = ({asked}: OpenedEngine, what: string) =>
	asked.filter((text) => text.startsWith(`${what} `)).map((text) => text.slice(what.length + 1));

test('H shows it; y copies, w writes a file, m masks, and it stays as it was when it was opened', async () => {
	const opened = await noted();
	await opened.press('H');
	const before = textOf(opened.state());
	await opened.pass(seconds(30));
	await opened.press('y');
	expect(opened.notice()).toContain('Copied the handover (');
	await opened.press('w');
	expect(opened.notice()).toBe('Written to /state/handover.md');
	await opened.press('m', 'enter', 'w');
	const [copied, masked] = askedOf(opened, 'copy');
	expect(copied).toContain('# Handover: contoso');
	expect(copied).toBe(before);
	expect(masked).toContain('# Handover (MASKED)');
	expect(masked).not.toContain('u-1@example.com');
	expect(askedOf(opened, 'handover')).toEqual([`${copied}\n`, `${masked}\n`]);
	await opened.press('m', 'y');
	expect(askedOf(opened, 'copy').at(-1)).toBe(copied);
});

test('p keeps it for the end, and takes that back', async () => {
	const opened = await noted();
	await opened.press('H', 'p');
	expect(opened.state().farewell?.[0]).toBe('# Handover: contoso');
	await opened.press('p');
	expect(opened.state().farewell).toBeUndefined();
	await opened.press('m', 'p', 'escape');
	expect(opened.state().dialog).toBeUndefined();
	expect(opened.state().farewell?.[0]).toBe('# Handover (MASKED)');
});

test('it scrolls to its last row and no further', async () => {
	const opened = await noted();
	const top = () => {
		const {dialog} = opened.state();
		return dialog?.kind === 'handover' ? dialog.top : -1;
	};
	await opened.press('H', 'G');
	const last = top();
	await opened.press('j', 'pagedown', 'k');
	expect(top()).toBe(Math.max(0, last - 1));
	await opened.press('g', 'k');
	expect(top()).toBe(0);
});
