import {safe} from '../../../contract/text.ts';
import {fail, fine, notAnswered, type Verdict, warn} from '../finding.ts';
import {type Check, type Found} from '../found.ts';

/** Check 13: what the one who is signed in may do. */
export const rightsChecks: readonly Check[] = [
	{
		id: 'session.signedIn',
		number: 13,
		title: safe`the service knows who asks`,
		why: safe`Everything else is asked by this login.`,
		look: signedIn,
	},
	{
		id: 'session.rights',
		number: 13,
		title: safe`role and rights`,
		why: safe`Who may not change anything finds out at 03:00 otherwise.`,
		look: rights,
	},
];

function signedIn({session, sessionFailure}: Found): Verdict {
	if (session.ok) {
		const {actor, tenant, service} = session.value;
		const version = service.version === undefined ? safe`` : safe` ${service.version}`;
		return fine(safe`${actor} in ${tenant}; ${service.name}${version}`);
	}

	if (sessionFailure === undefined) {
		return notAnswered(session.reason);
	}

	switch (sessionFailure.kind) {
		case 'unauthorized': {
			return fail(session.reason, {
				todo: safe`Give credentials (--credentials-file, --token-file), or renew the token`,
			});
		}

		case 'malformed':
		case 'missing':
		case 'broken':
		case 'redirected': {
			return fail(session.reason, {
				todo: safe`Check the URL; "synctop doctor --contract URL" tells what is not as agreed`,
			});
		}

		default: {
			return notAnswered(session.reason);
		}
	}
}

function rights({session, sessionFailure}: Found): Verdict {
	if (sessionFailure?.kind === 'forbidden') {
		return fail(session.ok ? safe`403` : session.reason, {
			todo: safe`Give its security role the right to Connect Administration; from version 7.0 on the type Administrator`,
		});
	}

	if (!session.ok) {
		return notAnswered(session.reason);
	}

	return session.value.mayChange
		? fine(safe`it may look, and change`)
		: warn(safe`it may look, and change nothing`, {
				todo: safe`If it should: give its security role the right to Connect Administration`,
			});
}
