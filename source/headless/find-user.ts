import {type User} from '../contract/user.ts';
import {fold} from '../core/fold.ts';
import {nearest} from '../core/query/nearest.ts';
import {type State} from '../core/state.ts';
import {findUsers} from '../core/users/find-users.ts';
import {userAt, userOf} from '../core/users/user-table.ts';
import {usage} from './command-error.ts';

const mostListed = 10;
const mostLooked = 2000;

/**
The user of this id, e-mail or full name, whatever the case. Throws a usage error with those who were probably meant where there is none, and with
all of them where there are several.
*/
export function oneUser(state: State, name: string): User {
	const {users} = state.entities;
	const byId = userOf(users, name);
	if (byId !== undefined) {
		return byId;
	}

	const folded = fold(name.trim());
	const near = findUsers(users, folded.split(' '), mostLooked).flatMap((slot) => {
		const user = userAt(users, slot);
		return user === undefined ? [] : [user];
	});
	const same = near.filter((user) => fold(user.email) === folded || fold(user.name) === folded);
	const [first, second] = same;
	if (first !== undefined && second === undefined) {
		return first;
	}

	if (first !== undefined) {
		throw usage(`"${name}" is the name of several users; name one by e-mail or id:${listed(same)}`);
	}

	const [only, ...others] = near;
	throw usage(
		only === undefined
			? `No user is called "${name}".${suggestion(state, name)}`
			: `No user is called "${name}"; ${others.length === 0 ? 'probably' : 'perhaps'}:${listed(near)}`,
	);
}

function listed(users: readonly User[]): string {
	const rest = users.length - mostListed;
	const lines = users
		.slice(0, mostListed)
		.map(({id, email, name}) => `\n  ${id}  ${email}  ${name}`);
	return `${lines.join('')}${rest > 0 ? `\n  and ${rest} more` : ''}`;
}

// A slip of a letter: looked for among the first, since it costs for each.
function suggestion({entities: {users}}: State, name: string): string {
	const some = Array.from({length: Math.min(users.size, mostLooked)}, (_, slot) =>
		userAt(users, slot),
	);
	const meant = nearest(
		name,
		some.flatMap((user) => (user === undefined ? [] : [user.email, user.name])),
	);
	return meant === undefined ? '' : ` Did you mean "${meant}"?`;
}
