import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {activity} from '../../source/contract/activity.ts';
import {epochMs} from '../../source/contract/time.ts';
import {readable} from '../../source/contract/rows.ts';
import {toSafe} from '../../source/contract/text.ts';
import {createMasker} from '../../source/replay/masker.ts';
import {type Line, lineText} from '../../source/replay/recording.ts';
import {batchOn, changesOf, groupOf, overviewOf, sessionOf, userOf} from '../support/build.ts';

const at = epochMs(0);

// Made of letters that no word of the program begins with, so that whatever of them is found is a leak.
const word = fc
	.tuple(fc.constantFrom('Zq', 'Xw', 'Qj', 'Żq', 'Жщ'), fc.stringMatching(/^[a-z]{3,8}$/))
	.map((parts) => parts.join(''));
const person = fc.record({
	first: word,
	last: word,
	domain: fc.stringMatching(/^[a-z]{3,8}\.example$/),
	employee: fc.stringMatching(/^[A-Z]{3}-\d{3}$/),
});
type Person = typeof person extends fc.Arbitrary<infer Value> ? Value : never;

const emailOf = ({first, last, domain}: Person): string =>
	`${first}.${last}@${domain}`.toLowerCase();
const nameOf = ({first, last}: Person): string => `${first} ${last}`;

/** Texts as services write them, with somebody in them. */
const sentences: ReadonlyArray<(who: Person) => string> = [
	(who) => `The mailbox of ${nameOf(who)} is gone.`,
	(who) => `Access denied for ${emailOf(who)}.`,
	(who) => `Conflict with "${who.last}, ${who.first}" (EX-409)`,
	(who) => `changed by ${who.last}: see https://crm.${who.domain}/u/${who.first}`,
	(who) => `DOMAIN\\${who.first.toLowerCase()}.${who.last.toLowerCase()} was refused`,
	(who) => `${nameOf(who).toUpperCase()} (${who.employee}) is not permitted`,
	(who) => `${who.first.toLowerCase()}.${who.last.toLowerCase()}: no mailbox`,
];

function linesOf(people: readonly Person[]): readonly Line[] {
	const said = (index: number): string => {
		const sentence = sentences[index % sentences.length];
		const who = people[(index + 1) % people.length];
		return sentence === undefined || who === undefined ? '' : sentence(who);
	};
	const users = people.map((who, index) =>
		userOf(`u-${index}`, {
			name: nameOf(who),
			email: emailOf(who),
			employeeNumber: who.employee,
			notes: said(index),
			batch: batchOn('suspended', `u-${index}`, {
				error: {
					code: 'EX-401',
					category: 'authorization',
					source: 'mailServer',
					message: said(index),
				},
				issueKinds: [{code: 'EX-1', severity: 'low', text: said(index + 3), count: 1}],
			}),
		}),
	);
	const rows = people.map((who, index) =>
		activity.parse({
			id: `a-${index}`,
			at: '2026-11-22T02:00:00Z',
			kind: 'syncDisabled',
			actor: nameOf(who),
			target: {type: 'user', id: `u-${index}`, name: nameOf(who)},
			detail: said(index),
		}),
	);
	const [first] = people;
	const name = first === undefined ? 'none' : nameOf(first);
	const groups = [groupOf('g-1', {name: `Team ${name}`, externalId: name})];
	return [
		{at, said: 'session', value: sessionOf({actor: name, tenant: name})},
		{
			at,
			said: 'overview',
			value: {...overviewOf({}), groups: readable(groups), activity: readable(rows)},
		},
		{
			at,
			said: 'users',
			value: {revision: 1, total: users.length, rows: readable(users)},
		},
		{
			at,
			said: 'changes',
			value: {...changesOf({revision: 2}), users: readable(users), activity: readable(rows)},
		},
		{
			at,
			said: 'nothing',
			asked: 'changes',
			failure: {kind: 'broken', status: 500, detail: toSafe(said(1))},
		},
	];
}

function maskedTextOf(lines: readonly Line[]): string {
	const masker = createMasker();
	for (const line of lines) {
		masker.learn(line);
	}

	return lines.map((line) => lineText(masker.mask(line))).join('');
}

test('no name, e-mail or employee number of the original is in what is masked [S21]', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(person, {minLength: 2, maxLength: 9, selector: nameOf}),
			(people) => {
				const text = maskedTextOf(linesOf(people)).toLowerCase();
				for (const who of people) {
					for (const own of [
						nameOf(who),
						who.first,
						who.last,
						emailOf(who),
						who.domain,
						who.employee,
					]) {
						expect(text).not.toContain(own.toLowerCase());
					}
				}
			},
		),
	);
});

test('the same name is the same everywhere, ids and codes stay, and causes are told as before', () => {
	const [one, other] = [
		{first: 'Anna', last: 'Miller', domain: 'contoso.example', employee: 'ABC-007'},
		{first: 'Bob', last: 'Stone', domain: 'contoso.example', employee: 'ABC-008'},
	];
	const text = maskedTextOf(linesOf([one, other]));
	expect(text).toContain('"id":"u-0"');
	expect(text).toContain('"code":"EX-401"');
	expect(text.match(/"name":"User 1","email":"user-1@masked\.invalid"/g)).toHaveLength(2);
	expect(text).toContain('"target":{"type":"user","id":"u-0","name":"User 1"}');
	expect(text).toContain('"actor":"Person 1"');
	expect(text).not.toContain('notes');
});
