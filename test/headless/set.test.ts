import fs from 'node:fs';
import {expect, test} from 'vitest';
import {applyEdit} from '../../mocks/edit.ts';
import {openChanging} from './open-changing.ts';

const name = 'Emily Kowalski';
const email = 'emily.kowalski@contoso.example';
const group = 'Architecture';

test('one user is disabled: one request, written down before and after, told on standard output', async () => {
	await using opened = await openChanging();
	const {code, output, errors} = await opened.run(['set', 'user', email, 'disabled', '--yes']);
	expect([code, output.split('\n').length]).toEqual([0, 3]);
	expect(output).toMatch(
		/^NAME +CHANGE +RESULT +DETAIL\nemily\.kowalski\S+ +Disable sync +done +verified/,
	);
	expect(errors).toMatch(/^Disable sync {3}1 user[^]*soft stop: a user can resume it[^]*Preview/);
	expect(opened.changes()).toHaveLength(1);
	expect(opened.journal()).toEqual(['intent', 'result done']);
	expect(opened.user(name).syncStatus).toBe('disabled');
});

test.each([
	['by nobody', [], undefined, /nobody is here to be asked. It takes --yes. Nothing was sent/],
	['by a no', [], 'n\n', /What you typed differs; nothing was sent/],
	['by an empty line', [], '\n', /Not confirmed; nothing was sent/],
	['by the end of the input', [], '', /Not confirmed; nothing was sent/],
	[
		'by another phrase',
		['--confirm=frank'],
		undefined,
		/--confirm says something else. It takes --yes/,
	],
])('%s nothing is confirmed, and nothing is sent', async (_by, words, typed, says) => {
	await using opened = await openChanging();
	const {code, output, errors} = await opened.run(['set', 'user', email, 'disabled', ...words], {
		...(typed !== undefined && {typed}),
	});
	expect([code, output]).toEqual([2, '']);
	expect(errors).toMatch(says);
	expect([opened.changes(), opened.journal()]).toEqual([[], []]);
});

test.each([
	['a y at the terminal', [], 'y\n'],
	['--yes', ['--yes'], undefined],
	['the e-mail with --confirm', [`--confirm=${email}`], undefined],
])('%s confirms one user', async (_by, words, typed) => {
	await using opened = await openChanging();
	const {code} = await opened.run(['set', 'user', name, 'disabled', ...words], {
		...(typed !== undefined && {typed}),
	});
	expect([code, opened.changes().length]).toEqual([0, 1]);
});

test('a group takes its name, at the terminal or on the line, and --yes is not enough', async () => {
	await using opened = await openChanging();
	const line = ['set', 'group', group.toLowerCase(), 'disabled'];
	const refused = await opened.run([...line, '--yes']);
	expect(refused).toMatchObject({code: 2, output: ''});
	expect(refused.errors).toContain(
		'--yes is not enough for that. It takes --confirm=Architecture. Nothing was sent.',
	);
	expect(refused.errors).toMatch(/members? stops? synchronizing; hard stop: they cannot resume it/);
	expect(opened.changes()).toEqual([]);
	expect(await opened.run([...line, '--quiet'], {typed: `${group}\n`})).toMatchObject({
		code: 0,
		errors: expect.stringContaining('Type Architecture to do it'),
	});
	expect(opened.changes()).toHaveLength(1);
});

test('several take their number, and each is told', async () => {
	await using opened = await openChanging();
	const line = ['set', 'user', '--where', `group:${group} status:enabled`, 'disabled'];
	const preview = await opened.run([...line, '--dry-run']);
	const [, number = ''] = /It takes --confirm=(\d+)\./.exec(preview.output) ?? [];
	expect([preview.code, preview.errors]).toEqual([0, '']);
	expect(preview.output).toContain(`Frozen list of ${number}`);
	expect([Number(number) > 5, opened.changes()]).toEqual([true, []]);
	expect(await opened.run([...line, '--confirm', String(Number(number) + 1)])).toMatchObject({
		code: 2,
	});
	const {code, output, errors} = await opened.run([
		...line,
		'--confirm',
		number,
		'--output',
		'json',
	]);
	const rows: unknown = JSON.parse(output);
	expect([code, opened.changes().length]).toEqual([0, Number(number)]);
	expect(rows).toEqual(
		Array.from({length: Number(number)}, () =>
			expect.objectContaining({type: 'user', change: 'disable', outcome: 'done'}),
		),
	);
	expect(errors).toContain(`disabling ${number} targets: ${number} of ${number}`);
});

test('a dry run prints what the dialog says, and leaves no trace', async () => {
	await using opened = await openChanging();
	const {code, output} = await opened.run(['set', 'user', email, 'disabled', '--dry-run']);
	expect(code).toBe(0);
	for (const text of [
		/Sync status +● Enabled {2}-> {2}○ Disabled/,
		/What happens/,
		/Preview/,
		/Undo: "synctop undo" within 10 min/,
		/Nothing was sent. It takes --yes.\n$/,
	]) {
		expect(output).toMatch(text);
	}

	expect([opened.changes(), opened.journal()]).toEqual([[], []]);
});

test.each([
	[['user', 'Emily Kowalsky', 'disabled'], /No user is called "Emily Kowalsky"[^]*Emily Kowalski/],
	[['user', 'kowalski', 'nobody', 'disabled'], /"kowalski"[^]*"nobody"/],
	[
		['group', 'Architectur', 'disabled'],
		/No group is called "Architectur". Did you mean "Architecture"/,
	],
	[['user', email, 'disable'], /"disable" is no status of a user; did you mean "disabled"/],
	[['group', group, 'deleted'], /"deleted" is no status of a group/],
	[[], /set needs to know whom: synctop set user\|group NAME\.\.\. STATUS/],
	[['batch', '1', 'disabled'], /"batch" can have no status; there are: user, group/],
	[['user', 'disabled'], /set needs a name, --where or --cause/],
	[
		['user', email, '--where', 'status:enabled', 'disabled'],
		/Either names, or --where and --cause/,
	],
	[['user', '--where', 'stats:enabled', 'disabled'], /no field "stats"/],
	[['user', '--cause', 'no-such', 'enabled'], /No cause is called "no-such"/],
	[
		['user', '--cause', 'grant-revokd', 'enabled'],
		/"grant-revokd"; perhaps "grant-revoked"\. There are/,
	],
	[
		['user', '--where', 'group:Architecture', 'force-deleted'],
		/Force Delete works on one user at a time/,
	],
])('set %j is refused with a sentence, and nothing is sent', async (words, says) => {
	await using opened = await openChanging();
	const {code, output, errors} = await opened.run(['set', ...words, '--yes']);
	expect([code, output]).toEqual([2, '']);
	expect(errors).toMatch(says);
	expect(opened.changes()).toEqual([]);
});

test('of several who have one name each is listed with e-mail and id, and none is changed', async () => {
	await using opened = await openChanging();
	const other = opened.world.users.find((user) => user.name !== name && !user.isRemoved);
	applyEdit(opened.world, {type: 'user', id: other?.id ?? '', actor: 'dana.ops', set: {name}});
	const {code, errors} = await opened.run(['set', 'user', name, 'disabled', '--yes']);
	expect(code).toBe(2);
	for (const text of [email, other?.email ?? '', opened.user(email).id, other?.id ?? '']) {
		expect(errors).toContain(text);
	}

	expect(opened.changes()).toEqual([]);
});

test('who is so already is told and not asked for; what a rule forbids is told with the reason', async () => {
	await using opened = await openChanging();
	const set = async (...words: readonly string[]) =>
		opened.run(['set', 'user', email, ...words, '--output', 'json']);
	await set('disabled', '--yes');
	const again = await set('disabled', '--yes');
	expect([again.code, JSON.parse(again.output)]).toEqual([
		0,
		[expect.objectContaining({outcome: 'already'})],
	]);
	const blocked = await set('deleted', '--confirm', email);
	expect([blocked.code, JSON.parse(blocked.output)]).toEqual([
		6,
		[
			expect.objectContaining({
				outcome: 'leftOut',
				detail: 'data remains in the mailbox: un-initialize it first',
			}),
		],
	]);
	expect(blocked.errors).toContain('--clean-up');
	const chain = await set('deleted', '--clean-up', '--dry-run');
	expect(chain.output).toMatch(/un-initializing, then deleting[^]*It takes --confirm=emily/);
	expect(opened.changes()).toHaveLength(1);
});

test('a force delete of a mailbox that answers takes the e-mail and a reason', async () => {
	await using opened = await openChanging();
	const line = ['set', 'user', email, 'force-deleted', '--confirm', email];
	const {code, errors} = await opened.run(line);
	expect(code).toBe(2);
	expect(errors).toMatch(/The mailbox is reachable[^]*--reason must say why not. Nothing was sent/);
	const asked = await opened.run(['set', 'user', email, 'force-deleted'], {
		typed: 'lost for good\nno\n',
	});
	expect(asked).toMatchObject({code: 2});
	expect(asked.errors).toMatch(/Why not Delete\?[^]*Type emily\S+ to do it[^]*nothing was sent/);
	expect(opened.changes()).toEqual([]);
});

test('a request whose answer is lost is sent once, read back, and told as done', async () => {
	await using opened = await openChanging();
	opened.arm('changeUser', {kind: 'resetAfter'});
	const {code, output, errors} = await opened.run(['set', 'user', email, 'disabled', '--yes']);
	expect([code, opened.changes().length]).toEqual([0, 1]);
	expect(output).toMatch(/done +verified/);
	expect(errors).toContain('UNKNOWN: the answer did not arrive');
	expect(opened.journal()).toEqual(['intent', 'result unknown', 'result done']);
});

test('of several some are refused: the code says so, and what was made is listed', async () => {
	await using opened = await openChanging();
	opened.arm('changeUser', {
		kind: 'status',
		status: 409,
		retryAfter: 'none',
		seconds: 5,
		body: 'problem',
	});
	const names = opened.world.users
		.filter((user) => user.syncStatus === 'enabled' && !user.isRemoved)
		.slice(0, 3)
		.map((user) => user.email);
	const line = ['set', 'user', ...names, 'disabled', '--yes', '--output', 'name'];
	const {code, output} = await opened.run(line);
	expect(code).toBe(6);
	expect(output.trimEnd().split('\n')).toHaveLength(2);
	expect(opened.changes()).toHaveLength(3);
});

test('who was changed by somebody in the last moment is not changed: one request, and nobody retries', async () => {
	await using opened = await openChanging();
	opened.arm('changeUser', {
		kind: 'status',
		status: 412,
		retryAfter: 'none',
		seconds: 5,
		body: 'problem',
	});
	const {code, output} = await opened.run(['set', 'user', email, 'disabled', '--yes']);
	expect([code, opened.changes().length]).toEqual([6, 1]);
	expect(output).toMatch(/lost the race +changed by/);
});

test.each([
	['it is read-only', ['--read-only'], /read-only: started with --read-only/],
	['a filter leaves nobody', [], /Nobody is chosen/],
])('where %s nothing is sent', async (why, words, says) => {
	await using opened = await openChanging();
	const isEmpty = why.startsWith('a filter');
	const whom = isEmpty ? ['--where', 'name:nobodyatall'] : [email];
	const {code, errors} = await opened.run(['set', 'user', ...whom, 'disabled', '--yes', ...words]);
	expect(code).toBe(isEmpty ? 0 : 2);
	expect(errors).toMatch(says);
	expect(opened.changes()).toEqual([]);
});

test('without a journal that can be written nothing is sent', async () => {
	await using opened = await openChanging();
	const file = opened.in('file');
	fs.writeFileSync(file, '');
	const {code, output, errors} = await opened.run(['set', 'user', email, 'disabled', '--yes'], {
		state: file,
	});
	expect([code, output, opened.changes()]).toEqual([2, '', []]);
	expect(errors).toMatch(/the audit journal cannot be written: .*Nothing was sent/);
});

test('what an earlier start left open is looked up first, and told', async () => {
	await using opened = await openChanging();
	await opened.run(['set', 'user', email, 'disabled', '--yes', '--quiet']);
	const [file = ''] = fs.globSync('audit-*.jsonl', {cwd: opened.state});
	// The program was killed before it could write down what came of it.
	const [intent = ''] = fs.readFileSync(opened.in(file), 'utf8').split('\n');
	fs.writeFileSync(opened.in(file), `${intent}\n`);
	opened.requests.clear();
	const {code, errors} = await opened.run(['set', 'user', email, 'enabled', '--yes']);
	expect(errors).toMatch(/1 change of an earlier start may or may not[^]*emily\S+: verified/);
	expect([code, opened.changes().length]).toEqual([0, 1]);
	expect(opened.journal()).toEqual(['intent', 'result done', 'intent', 'result done']);
});
