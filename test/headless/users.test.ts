import {expect, test} from 'vitest';
import {errorSchema} from '../../source/headless/records.ts';
import {openService} from '../e2e/open-service.ts';
import {runLine} from './run-line.ts';

test('a table shows the columns of the screen, in its order, for those whom the filter leaves', async () => {
	await using service = await openService({scenario: 'secret-regenerated'});
	const {code, output, errors} = await runLine([
		'users',
		'--url',
		service.url,
		'--where',
		'batch:suspended',
	]);
	const [head, ...rows] = output.trimEnd().split('\n');
	expect([code, errors]).toEqual([0, '']);
	expect(head).toMatch(/^NAME +E-MAIL +GROUP .*NEXT$/);
	expect(rows.length).toBeGreaterThan(1);
	expect(rows.every((row) => row.includes('‖ suspended'))).toBe(true);
});

test('the same users are told in every format, and nothing is coloured in a pipe', async () => {
	await using service = await openService();
	const line = (...more: readonly string[]) =>
		runLine(['users', '--url', service.url, '--where', 'group:Architecture', ...more]);
	const names = (await line('--output', 'name')).output.trimEnd().split('\n');
	const json: unknown = JSON.parse((await line('--output', 'json')).output);
	const lines = (await line('--output', 'ndjson')).output.trimEnd().split('\n');
	const csv = (await line('--output', 'csv', '--columns', 'email,group')).output.trimEnd();
	expect(names.length).toBeGreaterThan(2);
	expect(json).toEqual(lines.map((text): unknown => JSON.parse(text)));
	expect(json).toEqual(names.map((email) => expect.objectContaining({email})));
	expect(csv.split('\n')).toEqual([
		'email,group',
		...names.map((email) => `${email},Architecture`),
	]);
	expect((await line()).output).not.toContain('\u001B');
});

test('an order that is asked for holds in every format', async () => {
	await using service = await openService();
	const {output} = await runLine([
		'users',
		'--url',
		service.url,
		'--sort',
		'-email',
		'--output',
		'name',
	]);
	const names = output.trimEnd().split('\n');
	expect(names).toHaveLength(60);
	expect(names).toEqual(names.toSorted().toReversed());
});

test.each([
	[
		['--where', 'batch:suspended grp:x'],
		/no field "grp"[^]*\n {2}batch:suspended grp:x\n {18}\^\^\^\n/,
	],
	[['--where', 'group:"Field Sle"'], /--where is not understood/],
	[['--sort', 'height'], /--sort knows no "height"; there are: name, email/],
	[['--columns', 'name,height'], /--columns knows no "height"; there are: name, email/],
	[['--output', 'xml'], /--output is "xml", but must be one of: table, wide/],
	[['stray'], /"stray" is too much: users takes no names/],
	[['--frob'], /Unknown option '--frob'. "synctop users --help"/],
])('%j is refused with a sentence that points at it', async (argv, sentence) => {
	await using service = await openService();
	const {code, output, errors} = await runLine(['users', '--url', service.url, ...argv]);
	expect([code, output]).toEqual([2, '']);
	expect(errors).toMatch(sentence);
});

test('for a script an error is one line of JSON, with the code that the program ends with', async () => {
	const {code, output, errors} = await runLine([
		'users',
		'--url',
		'http://127.0.0.1:9',
		'--output',
		'json',
	]);
	expect([code, output]).toEqual([3, '']);
	expect(errorSchema.parse(JSON.parse(errors))).toEqual({
		error: {
			kind: 'unreachable',
			message: expect.stringMatching(/ECONNREFUSED.*the firewall\.$/),
			exit: 3,
		},
	});
});

test('a command that there is not is refused, and the nearest one is named', async () => {
	expect(await runLine(['usrs'])).toEqual({
		code: 2,
		output: '',
		errors: 'synctop: "usrs" is no command; did you mean "users"? "synctop --help" lists them.\n',
	});
});

test.each(['table', 'csv', 'ndjson'])(
	'a list (%s) without users that could not be read says so and ends with 5, also when it is to be quiet',
	async (format) => {
		await using service = await openService();
		service.arm('listUsers', {kind: 'wrongType', path: 'rows.*.version'}, 20);
		const line = ['users', '--url', service.url, '--output', format, '--quiet'];
		const {code, errors} = await runLine(line);
		expect(code).toBe(5);
		expect(errors).toMatch(/\d+ users could not be read and are not among these/);
		if (format === 'ndjson') {
			expect(errorSchema.parse(JSON.parse(errors)).error.exit).toBe(5);
		}
	},
);

test.each(['groups', 'causes', 'facets'])(
	'%s without users that could not be read say so and end with 5, too',
	async (name) => {
		await using service = await openService();
		service.arm('listUsers', {kind: 'wrongType', path: 'rows.*.version'}, 20);
		const {code, errors} = await runLine([name, '--url', service.url]);
		expect([code, errors]).toEqual([5, expect.stringMatching(/\d+ users could not be read/)]);
	},
);

test('a service that fails by itself is as one that cannot be reached: a script may try again', async () => {
	await using service = await openService();
	service.arm('listUsers', {kind: 'status', status: 503}, 20);
	const {code, errors} = await runLine(['users', '--url', service.url, '--output', 'name']);
	expect(code).toBe(3);
	expect(errors).toContain('503');
});
