import fs from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {parseJson} from '../../source/contract/json.ts';
import {toSafe} from '../../source/contract/text.ts';
import {createKnowledge} from '../../source/knowledge/cause.ts';
import {parseOwnKinds} from '../../source/knowledge/own-kinds.ts';

const proxy = {
	name: 'Proxy lost its route',
	codes: ['EX-407'],
	contains: ['Tunnel connection FAILED'],
};

function titleOf(causes: unknown, code: string, message: string): string {
	const parsed = parseOwnKinds({causes});
	const {causeOf} = createKnowledge(parsed.ok ? parsed.kinds : []);
	return causeOf({code: toSafe(code), message: toSafe(message)}).title;
}

function problemOf(causes: unknown): string | undefined {
	const parsed = parseOwnKinds({causes});
	return parsed.ok ? undefined : parsed.problem;
}

test('an own entry fits by a code and a phrase, in any case', () => {
	expect(titleOf([proxy], 'ex-407', 'the tunnel connection failed')).toBe('Proxy lost its route');
	expect(titleOf([proxy], '', 'EX-407: tunnel connection failed')).toBe('Proxy lost its route');
	expect(titleOf([proxy], 'EX-407', 'something else')).toBe('EX-407 something else');
	expect(titleOf([proxy], 'EX-408', 'tunnel connection failed')).toBe(
		'EX-408 tunnel connection failed',
	);
});

test('an own entry wins over the catalogue', () => {
	const own = {name: 'Call Pat', codes: ['invalid_client']};
	expect(titleOf([own], 'invalid_client', 'whatever')).toBe('Call Pat');
	expect(titleOf([own], 'SD0025', 'whatever')).toBe('Stopped so as not to duplicate');
});

test('steps and the runbook of an own entry are kept', () => {
	const parsed = parseOwnKinds({
		causes: [
			{
				...proxy,
				steps: ['Look at the proxy', {text: 'Enable the others', does: 'rollOut'}, {text: 'Sleep'}],
				runbook: 'https://wiki.contoso.example/proxy',
			},
		],
	});
	expect(parsed).toMatchObject({
		ok: true,
		kinds: [
			{
				id: 'own:proxy-lost-its-route',
				link: 'https://wiki.contoso.example/proxy',
				remedy: [
					{text: 'Look at the proxy'},
					{does: 'rollOut', text: 'Enable the others'},
					{text: 'Sleep'},
				],
			},
		],
	});
});

test.each([
	['no list', 'nothing', 'it must be {"causes": [ … ]}'],
	['nothing to recognize it by', [{name: 'A'}], 'entry 1 ("A"): needs "codes" or "contains"'],
	['no name', [proxy, {codes: ['X']}], 'entry 2: "name"'],
	['a name that does not fit', [{...proxy, name: 'x'.repeat(41)}], '"name"'],
	['an unknown word', [{...proxy, runbok: 'x'}], 'unknown "runbok"; known are name'],
	['a link that is not https', [{...proxy, runbook: 'file:///etc'}], '"runbook"'],
	['a name twice', [proxy, proxy], 'entry 2 ("Proxy lost its route"): another entry has this name'],
	['a step that nobody knows', [{...proxy, steps: [{text: 'x', does: 'dance'}]}], '"steps.0"'],
])('%s is said with its place', (_, causes, words) => {
	expect(problemOf(causes)).toContain(words);
});

test('the example of the README is one that works', () => {
	const readme = fs.readFileSync(path.join(import.meta.dirname, '../../README.md'), 'utf8');
	const [, example = ''] = readme.match(/```json\n(\{\n\t"causes"[\s\S]*?)\n```/) ?? [];
	expect(parseOwnKinds(parseJson(example))).toMatchObject({
		ok: true,
		kinds: [{name: 'Proxy lost its route'}],
	});
});
