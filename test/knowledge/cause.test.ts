import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {batchFailures} from '../../mocks/world/batch-failures.ts';
import {issueKinds} from '../../mocks/world/issue-kinds.ts';
import {toSafe} from '../../source/contract/text.ts';
import {widthOf} from '../../source/format/width.ts';
import {catalogue} from '../../source/knowledge/catalogue.ts';
import {builtInKnowledge, createKnowledge} from '../../source/knowledge/cause.ts';
import {kindOf} from '../../source/knowledge/kind.ts';
import {golden, type Told} from './golden.ts';

function keyOf(...[code, message, source]: Told): string {
	return builtInKnowledge.causeOf({
		code: toSafe(code),
		message: toSafe(message),
		...(source !== undefined && {source}),
	}).key;
}

const cases = Object.entries(golden).flatMap(([kind, told]) =>
	told.map(([code, message, source]) => [kind, code, message, source] as const),
);

test.each(cases)('takes for %s: %s %s', (kind, code, message, source) => {
	expect(source === undefined ? keyOf(code, message) : keyOf(code, message, source)).toBe(kind);
});

test('has an example for every kind but those that only a code tells', () => {
	const told = new Set(Object.keys(golden));
	const without = catalogue.map(({id}) => id).filter((id) => !told.has(id));
	expect(without).toEqual([
		'entra-app-missing',
		'google-client-refused',
		'mailbox-access-denied',
		'mail-server-certificate',
		'no-connection',
	]);
});

test('is written so that it fits on a screen', () => {
	const ids = catalogue.map(({id}) => id);
	expect(new Set(ids).size).toBe(ids.length);
	expect(ids.filter((id) => !/^[a-z]+(?:-[a-z]+)*$/.test(id))).toEqual([]);
	expect(catalogue.filter(({name}) => widthOf(name) > 40)).toEqual([]);
	expect(catalogue.filter(({remedy}) => remedy.length === 0)).toEqual([]);
});

test('finds a code in any case, beside the text or in it', () => {
	expect(keyOf('sd0025', 'stop')).toBe('duplicate-stop');
	expect(keyOf('', 'stop (sd0025)')).toBe('duplicate-stop');
	expect(keyOf('EX-500', 'outer ---> ErrorFolderNotFound ---> ErrorNonExistentMailbox: x')).toBe(
		'mailbox-not-found',
	);
});

test('keeps failures that nobody knows apart by their code', () => {
	expect(keyOf('EX-401', 'The frobnicator 17 refused.')).toBe('code:EX-401');
	expect(keyOf('', 'EX-401: the frobnicator 17 refused.')).toBe('code:EX-401');
	expect(keyOf('', 'The frobnicator 17 refused (EX-401).')).toBe('code:EX-401');
});

test('keeps those without a code apart by what they say, not by whom it happened to', () => {
	const one = keyOf(
		'',
		'2026-11-22 02:14:07 ERROR the frobnicator 17 of anna@contoso.example jammed',
	);
	const other = keyOf('', 'The frobnicator 3f2a of bob@fabrikam.example jammed');
	expect(one).toBe('text:the frobnicator <id> of <email> jammed');
	expect(other).toBe(one);
	expect(keyOf('500', 'the frobnicator 17 of x@y.example jammed')).toBe(one);
});

test('says so when there is no text', () => {
	const {title} = builtInKnowledge.causeOf({code: toSafe('500'), message: toSafe('')});
	expect(title).toBe('no error text (500)');
});

test('shows the code and the masked text of a failure that nobody knows', () => {
	const {title, kind} = builtInKnowledge.causeOf({
		code: toSafe('EX-401'),
		message: toSafe('The frobnicator 17 refused.'),
	});
	expect(kind).toBeUndefined();
	expect(title).toBe('EX-401 The frobnicator <n> refused.');
});

test('lets own kinds win', () => {
	const [first] = catalogue;
	const own = kindOf({...ownEntry, when: [{codes: ['SD0025']}]});
	const {causeOf, kindOf: byId} = createKnowledge([own]);
	expect(causeOf({code: toSafe('SD0025'), message: toSafe('')}).title).toBe('Ours');
	expect(byId('own-ours')?.name).toBe('Ours');
	expect(byId(first?.id ?? '')).toBe(first);
});

test('answers about any text', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary'}), fc.string(), (message, code) => {
			const {key, title} = builtInKnowledge.causeOf({code: toSafe(code), message: toSafe(message)});
			expect(key).not.toBe('');
			expect(title).not.toBe('');
		}),
	);
});

const ownEntry = {
	id: 'own-ours',
	name: 'Ours',
	severity: 'low',
	means: 'It is ours.',
	likely: 'We made it.',
	remedy: ['Wait'],
	retries: false,
	suspends: 'no',
	reach: 'user',
	repairedBy: 'user',
	source: 'us',
} as const;

const failures = Object.values(batchFailures);
test.each(failures)('knows $code of the embedded service, by its text alone, too', (failure) => {
	const {code, source, text} = failure;
	const filled = text.replaceAll(/\{\w+\}/g, '17');
	const told = builtInKnowledge.causeOf({code: toSafe(code), message: toSafe(filled), source});
	expect(told.kind).toBeDefined();
	const {key} = builtInKnowledge.causeOf({code: toSafe(''), message: toSafe(filled), source});
	// Without the code nobody can say whose limit it is.
	expect(key).toBe(code === 'rateLimitExceeded' ? 'mail-server-throttled' : told.key);
});

test.each(issueKinds.map(([, kind]) => kind))('knows $code of objects', ({code, text}) => {
	const message = toSafe(text.replaceAll(/\{\w+\}/g, '17'));
	const {kind} = builtInKnowledge.causeOf({code: toSafe(code), message});
	expect(kind).toBeDefined();
	expect(builtInKnowledge.causeOf({code: toSafe(''), message}).kind).toBe(kind);
});
