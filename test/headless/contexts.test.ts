import fs from 'node:fs';
import {expect, test} from 'vitest';
import {readSettings} from '../../source/platform/settings.ts';
import {openService} from '../e2e/open-service.ts';
import {openFolder} from '../platform/temp-folder.ts';
import {runLine} from './run-line.ts';

function openLines() {
	const folder = openFolder();
	return {
		line: (...words: readonly string[]) => runLine(words, {settings: folder.path}),
		lineWith: (environment: Readonly<Record<string, string>>, ...words: readonly string[]) =>
			runLine(words, {settings: folder.path, environment}),
		settings: () => readSettings(folder.path).settings,
		write: (text: string) => folder.write('config.json', text),
		[Symbol.dispose]: folder[Symbol.dispose],
	};
}

test('login says who one is there, saves the connection and makes it current; a command opens it', async () => {
	await using service = await openService();
	using lines = openLines();
	const {code, errors} = await lines.line('login', 'contoso', '--url', service.url, '--production');
	expect(code).toBe(0);
	expect(errors).toContain('You are on.call at Contoso Engineering, and may make changes.');
	expect(lines.settings()).toEqual({
		contexts: {contoso: {url: service.url, production: true}},
		current: 'contoso',
	});
	const users = await lines.line('users', '--output', 'name', '--where', 'group:Architecture');
	expect([users.code, users.errors]).toEqual([0, '']);
	expect(users.output).toContain('@');
});

test('a service that does not answer is not saved, unless nobody is to look', async () => {
	using lines = openLines();
	const nowhere = 'http://127.0.0.1:9/api';
	const refused = await lines.line('login', 'dead', '--url', nowhere);
	expect([refused.code, lines.settings()]).toEqual([3, {}]);
	expect(refused.errors).toContain('dead was not saved');
	expect((await lines.line('login', 'dead', '--url', nowhere, '--no-check')).code).toBe(0);
	expect(lines.settings().current).toBe('dead');
});

test.each([
	[['login'], 'login takes one name'],
	[['login', 'x'], '--url'],
	[['login', '../x', '--url', 'https://a.example'], 'is no name for a connection'],
	[['login', 'x', '--url', 'http://a.example'], 'in the clear'],
	[['login', 'x', '--url', 'https://a.example', '--token-file', '-'], 'Name a file'],
	[['contexts', 'use'], 'takes one name'],
	[['contexts', 'use', 'acm'], 'did you mean "acme"?'],
	[['contexts', 'remove', 'acm'], 'did you mean "acme"?'],
	[['contexts', 'drop'], 'there are: use, remove'],
	[['contexts', '--timeout', '5s'], 'belongs to --status'],
	[['contexts', '--status', '--timeout', 'soon'], 'must be a time such as'],
	[['users', '--context', 'acm'], 'did you mean "acme"?'],
	[['users', '--context', 'acme', '--demo'], '--context and --demo exclude each other'],
	[['users', '--context', 'acme', '--url', 'https://a.example'], 'exclude each other'],
	[['users', '--context', 'odd'], 'did you mean "production"?'],
])('%j is refused, and nothing is asked', async (words, said) => {
	using lines = openLines();
	lines.write(
		JSON.stringify({
			contexts: {
				acme: {url: 'https://a.example'},
				odd: {producton: true, url: 'https://o.example'},
			},
		}),
	);
	const {code, errors} = await lines.line(...words);
	expect([code, errors]).toEqual([2, expect.stringContaining(said)]);
});

test('with several and none of them current, one has to be named', async () => {
	using lines = openLines();
	lines.write(
		JSON.stringify({contexts: {a: {url: 'https://a.example'}, b: {url: 'https://b.example'}}}),
	);
	const {code, errors} = await lines.line('users');
	expect([code, errors]).toEqual([2, expect.stringContaining('none of them is current: a, b')]);
});

test('the list says which is current and which is production; use and remove change that', async () => {
	using lines = openLines();
	const contexts = {
		acme: {url: 'https://a.example'},
		contoso: {url: 'https://c.example', production: true},
		odd: {url: 'https://o.example', prod: true},
	};
	lines.write(JSON.stringify({contexts, current: 'acme', theme: 'light'}));
	const {output} = await lines.line('contexts', '--output', 'csv');
	expect(output.split('\n').slice(0, 4)).toEqual([
		'name,url,current,production,readOnly,problem',
		'acme,https://a.example,yes,no,no,',
		'contoso,https://c.example,no,yes,no,',
		expect.stringMatching(/^odd,,no,no,no,"The connection ""odd"" of the settings is not used/),
	]);
	expect((await lines.line('contexts')).output).toMatch(/contoso +\[PROD\] https:\/\/c\.example/);
	expect((await lines.line('contexts', 'use', 'contoso')).code).toBe(0);
	expect(lines.settings().current).toBe('contoso');
	expect((await lines.line('contexts', 'remove', 'contoso')).code).toBe(0);
	expect((await lines.line('contexts', 'remove', 'odd')).code).toBe(0);
	expect(lines.settings()).toEqual({contexts: {acme: contexts.acme}, theme: 'light'});
});

test('all side by side: one that is dead, one that is silent and one that is odd keep nobody from being told', async () => {
	await using first = await openService({scenario: 'secret-regenerated'});
	await using second = await openService();
	await using silent = await openService();
	silent.arm('overview', {kind: 'hang'}, 100);
	using lines = openLines();
	lines.write(
		JSON.stringify({
			contexts: {
				first: {url: first.url, production: true},
				second: {url: second.url},
				silent: {url: silent.url},
				dead: {url: 'http://127.0.0.1:9/api'},
				odd: {url: 'x'},
			},
		}),
	);
	const {code, output} = await lines.line(
		'contexts',
		'--status',
		'--timeout',
		'2s',
		'--output',
		'json',
	);
	expect(code).toBe(1);
	expect(JSON.parse(output)).toEqual([
		expect.objectContaining({
			name: 'dead',
			answered: false,
			reason: 'no connection (ECONNREFUSED)',
		}),
		expect.objectContaining({
			name: 'first',
			production: true,
			counts: expect.objectContaining({suspended: expect.any(Number)}),
			cause: {title: expect.any(String), users: expect.any(Number)},
		}),
		expect.objectContaining({name: 'odd', answered: false}),
		expect.objectContaining({name: 'second', answered: true}),
		expect.objectContaining({name: 'silent', answered: false, reason: 'no answer within 2s'}),
	]);
});

test('a secret of the environment goes to the one connection that is named, and to no other', async () => {
	await using service = await openService();
	using lines = openLines();
	lines.write(JSON.stringify({contexts: {acme: {url: service.url}}}));
	const environment = {SYNCTOP_TOKEN: 'canary'};
	await lines.lineWith(environment, 'contexts', '--status');
	const tokens = () =>
		service.requests.list().filter((request) => JSON.stringify(request).includes('canary')).length;
	expect(tokens()).toBe(0);
	expect(service.requests.list().length).toBeGreaterThan(0);
});

test('settings that cannot be written are said', async () => {
	using lines = openLines();
	const file = lines.write(JSON.stringify({contexts: {acme: {url: 'https://a.example'}}}));
	fs.rmSync(file);
	fs.mkdirSync(file);
	const {code, errors} = await lines.line('login', 'x', '--url', 'https://a.example', '--no-check');
	expect([code, errors]).toEqual([2, expect.stringContaining('could not be saved')]);
});

test('on production --yes is not enough, the preview says where it is, and a policy holds without a screen', async () => {
	await using service = await openService();
	const email =
		service.world.users.find(({syncStatus, hold}) => syncStatus === 'enabled' && hold === 'none')
			?.email ?? '';
	using lines = openLines();
	const policy = {requireReason: true, largestBulk: 3, protected: '"nobody at all"'};
	lines.write(JSON.stringify({contexts: {contoso: {url: service.url, production: true, policy}}}));
	const preview = await lines.line('set', 'user', email, 'disabled', '--dry-run');
	expect(preview.output).toMatch(/^\[PROD\] Disable sync/);
	expect(preview.output).toContain(`It takes --confirm=${email} --reason=TEXT.`);
	const yes = await lines.line('set', 'user', email, 'disabled', '--yes', '--reason', 'test');
	expect([yes.code, yes.errors]).toEqual([2, expect.stringContaining('--yes is not enough')]);
	const why = await lines.line('set', 'user', email, 'disabled', `--confirm=${email}`);
	expect([why.code, why.errors]).toEqual([2, expect.stringContaining('--reason must say it')]);
	const bulk = await lines.line('set', 'user', '--where', 'mailbox:initialized', 'disabled');
	expect([bulk.code, bulk.errors]).toEqual([2, expect.stringContaining('allows 3 users at once')]);
	expect(service.changes()).toEqual([]);
	const made = await lines.line(
		'set',
		'user',
		email,
		'disabled',
		`--confirm=${email}`,
		'--reason=test',
	);
	expect(made.code).toBe(0);
	expect(service.changes()).toHaveLength(1);
});
