import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {fold} from '../../source/core/fold.ts';
import {findUsers} from '../../source/core/users/find-users.ts';
import {editUsers, emptyUsers, idAt} from '../../source/core/users/user-table.ts';
import {userOf} from '../support/build.ts';

const word = fc
	.array(fc.constantFrom(...Array.from('abcnéz ')), {maxLength: 6})
	.map((all) => all.join(''));
const people = fc.array(fc.record({name: word, email: word}), {maxLength: 90});

function isIn(term: string, text: string): boolean {
	let at = -1;
	return Array.from(term).every((letter) => {
		at = text.indexOf(letter, at + 1);
		return at >= 0;
	});
}

test('finds all and only those who have the letters in order in their name or e-mail, also as letters are typed', () => {
	fc.assert(
		fc.property(people, fc.array(word, {maxLength: 2}), (found, words) => {
			const users = found.map((fields, index) => userOf(`u-${index}`, fields));
			const table = editUsers(emptyUsers(), users);
			const terms = words
				.map((term) => fold(term).replaceAll(' ', ''))
				.filter((term) => term !== '');
			for (let length = 1; length <= Math.max(0, ...terms.map((term) => term.length)); length++) {
				const typed = terms.map((term) => term.slice(0, length));
				const expected = users
					.filter(({name, email}) =>
						typed.every((term) => isIn(term, fold(name)) || isIn(term, fold(email))),
					)
					.map(({id}) => id);
				const slots = findUsers(table, typed, 1000);
				expect(new Set(slots.map((slot) => idAt(table, slot)))).toEqual(new Set(expected));
				expect(slots).toHaveLength(expected.length);
				expect(findUsers(table, typed, 3)).toHaveLength(Math.min(3, expected.length));
			}
		}),
	);
});
