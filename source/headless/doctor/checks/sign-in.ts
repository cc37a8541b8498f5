import {type Failure} from '../../../contract/outcome.ts';
import {type SafeText, safe} from '../../../contract/text.ts';
import {seconds} from '../../../contract/time.ts';
import {failureText} from '../../../core/failure-text.ts';
import {duration} from '../../../format/duration.ts';
import {about, fail, fine, notAnswered, type Verdict, warn} from '../finding.ts';
import {type Check, type Found, type PlaceFound} from '../found.ts';
import {type Side} from './address.ts';

/** Checks 3 to 7: signing in. The body of a refusal is never shown, since it may repeat the password. */
export function signInChecks(side: Side): readonly Check[] {
	const {key, name, of} = side;
	const check = (
		id: string,
		number: number,
		texts: readonly [title: SafeText, why: SafeText],
		look: (place: PlaceFound) => Verdict,
	): Check => ({
		id: `${key}.${id}`,
		number,
		title: safe`${name}: ${texts[0]}`,
		why: texts[1],
		look: (found) => about(of(found), look),
	});
	return [
		check(
			'client',
			3,
			[
				safe`client id and secret`,
				safe`Who regenerates the secret stops every integration that still has the old one.`,
			],
			(place) => signedIn(place, {refusedBy: ['invalid_client', 'unauthorized_client'], ...client}),
		),
		check(
			'grant',
			4,
			[
				safe`password grant`,
				safe`Signing in without a person takes this grant; it can be switched off.`,
			],
			(place) => signedIn(place, {refusedBy: ['unsupported_grant_type'], ...grant}),
		),
		check(
			'login',
			5,
			[safe`login`, safe`A login that is disabled, locked or has a new password stops everything.`],
			(place) => signedIn(place, {refusedBy: ['invalid_grant'], ...login}),
		),
		check(
			'token',
			7,
			[
				safe`life of a token`,
				safe`A token that ends within a minute is fetched for every question; it points at clocks or at a proxy that answers from its memory.`,
			],
			life,
		),
	];
}

type Part = {
	/** The words of OAuth by which the token endpoint says that it is this. */
	readonly refusedBy: readonly string[];
	readonly found: SafeText;
	readonly todo: SafeText;
};

const client = {
	found: safe`they are accepted`,
	todo: safe`Paste id and secret again; if the secret was regenerated, give the new one to every integration`,
};
const grant = {
	found: safe`it is allowed`,
	todo: safe`Switch on "Allow Password Grant Type" in the row of this client in Vantagepoint`,
};
const login = {
	found: safe`it is enabled`,
	todo: safe`Check the name, the password and the database; enable or unlock the login`,
};

function signedIn({place, signedIn}: PlaceFound, part: Part): Verdict {
	if (place.credentials !== 'password') {
		return notAnswered(whyNoSignIn(place.credentials));
	}

	if (signedIn.ok) {
		return fine(part.found);
	}

	const reason = reasonOf(signedIn.failure);
	if (reason !== undefined && part.refusedBy.includes(reason)) {
		return fail(safe`the token endpoint refused (${reason})`, {todo: part.todo});
	}

	const isOther = [
		'invalid_client',
		'unauthorized_client',
		'unsupported_grant_type',
		'invalid_grant',
	];
	return reason !== undefined && isOther.includes(reason)
		? notAnswered(safe`signing in failed before for another reason (${reason})`)
		: part.refusedBy.includes('invalid_client') && signedIn.failure.kind === 'unauthorized'
			? fail(
					safe`the token endpoint refused${reason === undefined ? safe`` : safe` (${reason})`}`,
					{
						todo: part.todo,
					},
				)
			: notAnswered(safe`signing in failed: ${failureText(signedIn.failure).what}`);
}

function reasonOf(failure: Failure): SafeText | undefined {
	return failure.kind === 'unauthorized' ? failure.reason : undefined;
}

function whyNoSignIn(credentials: 'none' | 'bearer' | 'password'): SafeText {
	return credentials === 'bearer'
		? safe`a ready token is used; nobody signs in`
		: safe`no credentials were given`;
}

function life({place, signedIn: outcome}: PlaceFound): Verdict {
	if (place.credentials !== 'password') {
		return notAnswered(whyNoSignIn(place.credentials));
	}

	if (!outcome.ok || outcome.value.life === undefined) {
		return notAnswered(safe`signing in failed`);
	}

	const {life: left} = outcome.value;
	return left > seconds(60)
		? fine(duration(left))
		: warn(safe`only ${duration(left)}`, {
				todo: safe`Compare the clocks; let no proxy keep answers of the token endpoint`,
			});
}

/** Check 6: whether the flag for Windows and Entra logins fits the installation. */
export const integratedCheck: Check = {
	id: 'vantagepoint.integrated',
	number: 6,
	title: safe`Vantagepoint: Integrated flag`,
	why: safe`With the wrong one the login is looked for in the wrong place, and is refused though it is right.`,
	look: ({vantagepoint, loginConfig}: Found) =>
		about(vantagepoint, ({place}) =>
			about(loginConfig, ({winAuthDefault, WAADEnabled}) => {
				const isYes = (text: string | undefined): boolean => /^(?:y|yes|true|1)$/i.test(text ?? '');
				const wanted = isYes(winAuthDefault) || isYes(WAADEnabled) ? 'Y' : 'N';
				const set = place.integrated ?? 'N';
				const found = safe`the installation's default is ${wanted === 'Y' ? safe`Windows or Entra` : safe`Vantagepoint's own`} logins; "integrated" is ${set === 'Y' ? safe`Y` : safe`N`}`;
				return wanted === set
					? fine(found)
					: warn(found, {
							todo: safe`If the login is one of Windows or Entra, set "integrated": "Y" in the credentials file, else "N"`,
						});
			}),
		),
};
