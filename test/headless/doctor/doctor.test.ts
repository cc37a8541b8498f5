import fs from 'node:fs';
import {type ServerResponse} from 'node:http';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {openService} from '../../e2e/open-service.ts';
import {openFolder} from '../../platform/temp-folder.ts';
import {openServer} from '../../client/open-client.ts';
import {type FakeEmployee, openVantagepoint} from '../../support/open-vantagepoint.ts';
import {runLine} from '../run-line.ts';
import {diagnose} from './told.ts';

const secrets = {
	username: 'ops',
	password: 'canary-password',
	clientId: 'client',
	clientSecret: 'canary-secret',
};
const named = {
	SYNCTOP_USERNAME: secrets.username,
	SYNCTOP_PASSWORD: secrets.password,
	SYNCTOP_CLIENT_ID: secrets.clientId,
	SYNCTOP_CLIENT_SECRET: secrets.clientSecret,
};
const ofVantagepoint = {
	SYNCTOP_VANTAGEPOINT_USERNAME: 'vp-user',
	SYNCTOP_VANTAGEPOINT_PASSWORD: 'vp-password',
	SYNCTOP_VANTAGEPOINT_CLIENT_ID: 'vp-client',
	SYNCTOP_VANTAGEPOINT_CLIENT_SECRET: 'vp-secret',
};

test('a service in good order ends with 0, and what cannot be told says why', async () => {
	await using service = await openService({credentials: secrets});
	const {code, failed, ok, check} = await diagnose(['--url', service.url], {environment: named});
	expect([code, failed]).toEqual([0, []]);
	expect(ok).toEqual(
		expect.arrayContaining([
			'service.reachable',
			'service.client',
			'service.grant',
			'service.login',
			'service.token',
			'session.rights',
			'users.email',
			'users.duplicates',
		]),
	);
	expect(check('notifications')).toMatchObject({
		state: 'notAnswered',
		todo: expect.stringContaining('settings of Connect'),
	});
	expect(check('service.token').found).toBe('30m');
});

test('a service that cannot be reached ends with 1, and the checks that need it say so', async () => {
	const {code, failed, ok, check, errors} = await diagnose(['--url', 'https://127.0.0.1:9/api']);
	expect([code, failed, errors]).toEqual([1, ['service.reachable'], '']);
	expect(check('service.reachable').found).toContain('ECONNREFUSED');
	for (const id of ['service.tls.dates', 'session.rights', 'users.email', 'groups.ews']) {
		expect(check(id).state).toBe('notAnswered');
	}

	expect(ok).toContain('machine.node');
});

test.each([
	['hangs up', (response: ServerResponse) => response.destroy()],
	[
		'answers with pages',
		(response: ServerResponse) => response.setHeader('content-type', 'text/html').end('<html>'),
	],
	[
		'answers with something else',
		(response: ServerResponse) =>
			response.setHeader('content-type', 'application/json').end('[1,2]'),
	],
])('a server that %s ends with 1 and never with a crash', async (_, answer) => {
	await using server = await openServer((_, response) => {
		answer(response);
	});
	const {code, errors, check} = await diagnose(['--url', server.url]);
	expect([code, errors]).toEqual([1, '']);
	expect(check('users.email').state).toBe('notAnswered');
});

test.each([
	['the secret', {SYNCTOP_CLIENT_SECRET: 'old'}, 'service.client'],
	['the password', {SYNCTOP_PASSWORD: 'wrong-canary'}, 'service.login'],
])('when %s is wrong that check fails, and it was tried once', async (_, wrong, id) => {
	await using service = await openService({credentials: secrets});
	const {code, failed, output} = await diagnose(['--url', service.url], {
		environment: {...named, ...wrong},
	});
	expect([code, failed]).toEqual([1, [id, 'session.signedIn']]);
	expect(service.asked('token')).toHaveLength(1);
	expect(output).not.toContain('canary');
});

test('a token that is refused fails, and says what to do', async () => {
	await using service = await openService({bearerToken: 'good'});
	const {code, check} = await diagnose(['--url', service.url], {
		environment: {SYNCTOP_TOKEN: 'ended'},
	});
	expect(code).toBe(1);
	expect(check('session.signedIn')).toMatchObject({
		state: 'fail',
		todo: expect.stringContaining('renew the token'),
	});
});

test('a token file that others can read fails with the command that mends it; the address is looked at all the same', async () => {
	using folder = openFolder();
	await using service = await openService();
	const file = path.join(folder.path, 'token');
	fs.writeFileSync(file, 'abc', {mode: 0o644});
	fs.chmodSync(file, 0o644);
	const {code, failed, check} = await diagnose(['--url', service.url, '--token-file', file]);
	expect(code).toBe(1);
	expect(failed).toEqual(expect.arrayContaining(['connection', 'machine.files']));
	expect(check('machine.files').todo).toContain(`chmod 600 ${file}`);
	expect(check('service.reachable').state).toBe('ok');
});

test('settings and journals that others can read are told, in folders of their own', async () => {
	using folder = openFolder();
	const [settings, state] = ['settings', 'state'].map((name) => path.join(folder.path, name));
	for (const place of [settings, state]) {
		fs.mkdirSync(place ?? '', {mode: 0o700});
	}

	fs.writeFileSync(path.join(settings ?? '', 'config.json'), '{}', {mode: 0o600});
	fs.writeFileSync(path.join(state ?? '', 'audit-2026-11.jsonl'), '', {mode: 0o600});
	const where = {settings: settings ?? '', state: state ?? ''};
	expect((await diagnose([], where)).check('machine.files').state).toBe('ok');
	fs.chmodSync(path.join(state ?? '', 'audit-2026-11.jsonl'), 0o640);
	fs.chmodSync(settings ?? '', 0o755);
	const {check} = await diagnose([], where);
	expect(check('machine.files')).toMatchObject({
		state: 'fail',
		who: [
			expect.stringContaining('mode 0755'),
			expect.stringContaining('audit-2026-11.jsonl, mode 0640'),
		],
	});
});

test('which of flag, environment, settings and default won is told', async () => {
	using folder = openFolder();
	fs.writeFileSync(
		path.join(folder.path, 'config.json'),
		JSON.stringify({
			intervalSeconds: 7,
			connection: {url: 'http://127.0.0.1:9/api', name: 'Acme', tokenFile: '/nowhere'},
		}),
	);
	const {settings} = await diagnose(['--name', 'Other'], {
		settings: folder.path,
		environment: {SYNCTOP_TOKEN: 'secret-canary', HTTPS_PROXY: 'http://user:canary@proxy:1'},
	});
	const by = Object.fromEntries(
		settings.map(({name, value, from, by: source}) => [name, `${value} | ${from} | ${source}`]),
	);
	expect(by).toMatchObject({
		service: 'http://127.0.0.1:9/api | settings | connection in config.json',
		name: 'Other | flag | --name',
		credentials: 'a token | environment | SYNCTOP_TOKEN',
		interval: '7 | settings | config.json',
		'ca-file': "the system's | default | built in",
		proxy: 'set | environment | HTTPS_PROXY',
	});
	expect(JSON.stringify(settings)).not.toContain('canary');
});

describe('with Vantagepoint', () => {
	test('employees are compared with users, page by page, and nothing but reading is asked', async () => {
		await using service = await openService({users: 600});
		const users = service.world.users.filter(({isRemoved}) => !isRemoved);
		const employees = users.map(({employeeNumber, email}) => ({
			Employee: employeeNumber,
			EMail: email.toUpperCase(),
			Status: 'A',
		}));
		await using vantagepoint = await openVantagepoint({employees});
		const {code, failed, check} = await diagnose(
			['--url', service.url, '--vantagepoint', vantagepoint.url],
			{environment: ofVantagepoint},
		);
		expect([code, failed]).toEqual([0, []]);
		expect(check('users.employee').found).toContain('600');
		expect(check('admin.email').state).toBe('ok');
		expect(vantagepoint.seen.filter(({method}) => method !== 'GET')).toHaveLength(1);
	});

	test('who lacks one, has none or another e-mail, or left is told by name', async () => {
		await using service = await openService({users: 30});
		const [one, two, three, four] = service.world.users;
		const employees = service.world.users.map(({employeeNumber, email}) => ({
			Employee: employeeNumber,
			EMail: email,
			Status: 'A',
		}));
		const changed = employees.flatMap((employee): readonly FakeEmployee[] => {
			switch (employee.Employee) {
				case one?.employeeNumber: {
					return [];
				}

				case two?.employeeNumber: {
					return [{...employee, EMail: null}];
				}

				case three?.employeeNumber: {
					return [{...employee, EMail: 'other@contoso.example'}];
				}

				case four?.employeeNumber: {
					return [{...employee, Status: 'T'}];
				}

				default: {
					return [employee];
				}
			}
		});
		await using vantagepoint = await openVantagepoint({employees: changed});
		const {code, check} = await diagnose(
			['--url', service.url, '--vantagepoint', vantagepoint.url],
			{environment: ofVantagepoint},
		);
		expect(code).toBe(1);
		expect(check('users.employee')).toMatchObject({
			state: 'fail',
			who: [
				`${one?.email}: no employee`,
				`${two?.email}: employee ${two?.employeeNumber} has no e-mail`,
				`${three?.email}: employee ${three?.employeeNumber} has other@contoso.example`,
			],
		});
		expect(check('users.active')).toMatchObject({state: 'warn', who: [`${four?.email}: T`]});
		// The first two of the simulation are its administrators.
		expect(check('admin.email').state).toBe('fail');
	});

	test.each([
		['invalid_client', 'vantagepoint.client'],
		['unsupported_grant_type', 'vantagepoint.grant'],
		['invalid_grant', 'vantagepoint.login'],
	])(
		'the token endpoint refuses with %s: %s fails, and its body is not repeated',
		async (refusal, id) => {
			await using vantagepoint = await openVantagepoint({refusal});
			const {code, failed, output} = await diagnose(['--vantagepoint', vantagepoint.url], {
				environment: ofVantagepoint,
			});
			expect([code, failed]).toEqual([1, [id]]);
			expect(output).not.toContain('hunter2');
		},
	);

	test('a short token, another kind of login and the application instead of the API are told', async () => {
		await using short = await openVantagepoint({life: 30, loginConfig: {WAADEnabled: 'Y'}});
		const environment = ofVantagepoint;
		const {check} = await diagnose(['--vantagepoint', short.url], {environment});
		expect(check('vantagepoint.token').state).toBe('warn');
		expect(check('vantagepoint.integrated').state).toBe('warn');
		await using application = await openVantagepoint({isApplication: true});
		const found = await diagnose(['--vantagepoint', application.url], {environment});
		expect(found.check('vantagepoint.base')).toMatchObject({
			state: 'fail',
			todo: expect.stringContaining('/api'),
		});
	});

	test('the credentials of the service are not sent to it, nor its own to where it leads [S12]', async () => {
		await using elsewhere = await openVantagepoint();
		await using vantagepoint = await openVantagepoint({redirect: elsewhere.url});
		await using service = await openService({credentials: secrets});
		const argv = ['--url', service.url, '--vantagepoint', vantagepoint.url];
		const without = await diagnose(argv, {environment: named});
		expect(without.check('users.employee')).toMatchObject({
			state: 'notAnswered',
			found: expect.stringContaining('those of the service are not sent'),
		});
		expect(JSON.stringify(vantagepoint.seen)).not.toMatch(/canary|Bearer|grant_type/);
		const own = await diagnose(argv, {environment: {...named, ...ofVantagepoint}});
		expect(own.check('users.employee').state).toBe('notAnswered');
		expect(vantagepoint.seen.some(({authorization}) => authorization !== undefined)).toBe(true);
		expect(elsewhere.seen).toEqual([]);
	});
});

test('an allow list is compared with the ranges of a file', async () => {
	using folder = openFolder();
	const file = (name: string, text: string): string => {
		const full = path.join(folder.path, name);
		fs.writeFileSync(full, text);
		return full;
	};
	const ranges = file('ranges.txt', '# as of 2026-11-01\n192.0.2.0/24\n198.51.100.0/28 # office\n');
	const allowed = file('allow.txt', '192.0.2.0/25\n192.0.2.128/25\n');
	const {check, code} = await diagnose(['--allow-list', allowed, '--connect-ranges', ranges]);
	expect([code, check('allowList').who]).toEqual([1, ['198.51.100.0/28']]);
	const broken = file('broken.txt', '192.0.2.0/24\nexample\n');
	const other = await diagnose(['--allow-list', broken, '--connect-ranges', ranges]);
	expect(other.check('allowList')).toMatchObject({
		state: 'notAnswered',
		found: expect.stringContaining('line 2 is "example"'),
	});
});

test('for a person: one line a check, what fails with why and what to do, the settings at the end', async () => {
	const {code, output} = await runLine(['doctor', '--url', 'http://127.0.0.1:9/api']);
	expect(code).toBe(1);
	expect(output).toMatch(/^FAIL {2}service answers .*ECONNREFUSED.*\n {8}why: .*\n {8}do: {2}/m);
	expect(output).toMatch(/^Not answered, because:$/m);
	expect(output).toMatch(/^Settings, and which of flag/m);
	expect(output).not.toContain('\u001B');
});

test.each([
	[['--changes', '--yes', '--user', 'x'], '--changes belongs to --contract'],
	[['--vantagepoint-credentials-file', 'x'], 'belongs to --vantagepoint'],
	[['--output', 'csv'], '--output is "csv"'],
])('%j is refused with a sentence', async (argv, sentence) => {
	const {code, errors} = await runLine(['doctor', ...argv]);
	expect(code).toBe(2);
	expect(errors).toContain(sentence);
});
