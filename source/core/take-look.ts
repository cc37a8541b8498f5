import {type SafeText} from '../contract/text.ts';
import {type EpochMs} from '../contract/time.ts';
import {errorCodeOf} from './error-code.ts';
import {type Look, mostOfAKind} from './look.ts';
import {type State} from './state.ts';
import {stand, walkStands} from './users/user-stand.ts';

/**
How things stand now. Whoever has a batch under way is remembered as before it: what a look misses for a moment would be news at the next
one. Looks at everybody once.
*/
export function takeLook(
	{entities, activity}: Pick<State, 'entities' | 'activity'>,
	before: Look | undefined,
	{at, wall}: {readonly at: EpochMs; readonly wall: EpochMs},
): Look {
	const suspended = new Map<string, SafeText>();
	const withIssues = new Set<string>();
	const disabled = new Set<string>();
	const notConfigured = new Set<string>();
	const sets = [
		[stand.withIssues, withIssues],
		[stand.disabled, disabled],
		[stand.notConfigured, notConfigured],
	] as const;
	walkStands(entities.users, (id, bits, user) => {
		const code = bits & stand.underWay ? before?.suspended?.get(id) : undefined;
		if (bits & stand.suspended) {
			suspended.set(id, errorCodeOf(user));
		} else if (code !== undefined) {
			suspended.set(id, code);
		} else if (bits & stand.underWay && before?.withIssues?.has(id) === true) {
			withIssues.add(id);
		}

		for (const [bit, set] of sets) {
			if (bits & bit) {
				set.add(id);
			}
		}
	});
	const {active, withIssues: issues, suspended: held, notConfigured: none} = entities.tally.all;
	return {
		at,
		wall,
		users: entities.users.size,
		counts: {active, withIssues: issues, suspended: held, notConfigured: none},
		activity: activity[0]?.id,
		suspended: suspended.size > mostOfAKind ? undefined : suspended,
		withIssues: bounded(withIssues),
		disabled: bounded(disabled),
		notConfigured: bounded(notConfigured),
	};
}

function bounded(set: ReadonlySet<string>): ReadonlySet<string> | undefined {
	return set.size > mostOfAKind ? undefined : set;
}
