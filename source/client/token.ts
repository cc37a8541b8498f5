import {parseJson} from '../contract/json.ts';
import {failed, type Failure, type Outcome, success} from '../contract/outcome.ts';
import {tokenError} from '../contract/problem.ts';
import {type TokenRequest, tokenReply} from '../contract/session.ts';
import {toSafe} from '../contract/text.ts';
import {type Milliseconds, milliseconds, seconds} from '../contract/time.ts';
import {type Clock} from '../platform/clock.ts';
import {Secret} from '../platform/secret.ts';
import {type Auth} from './auth.ts';
import {malformed, notJson, type RawReply, replyFailure} from './to-failure.ts';
import {type Transport} from './transport.ts';

/** Brings the header that proves who asks. */
export type TokenSource = {
	/** The value of `Authorization`, or nothing where the service asks for none. Signs in or renews when it must. */
	readonly header: () => Promise<Outcome<string | undefined>>;
	/** The service refused the header: the next call signs in anew, unless another did meanwhile. Gives whether that could help. */
	readonly refused: (header: string | undefined) => boolean;
	/** What was refused may be right now: the next call tries the password again. */
	readonly tryAgain: () => void;
};

type Token = {
	readonly value: Secret;
	readonly refresh: Secret | undefined;
	readonly renewAt: Milliseconds;
	readonly endsAt: Milliseconds;
};

const early = seconds(60);
// OAuth's error codes are words; anything else might carry what was sent.
const errorCode = /^[a-z_]{1,40}$/;

export type TokenOptions = {
	readonly auth: Auth;
	readonly url: string;
	readonly transport: Transport;
	readonly clock: Clock;
};

/** Signs in as Vantagepoint's token endpoint wants it: password grant first, refresh grant a minute before the end. */
export function createTokenSource(options: TokenOptions): TokenSource {
	const {auth} = options;
	if (auth.kind !== 'password') {
		const header = auth.kind === 'bearer' ? `Bearer ${auth.token.reveal()}` : undefined;
		return {header: async () => success(header), refused: () => false, tryAgain: () => undefined};
	}

	let token: Token | undefined;
	let pending: Promise<Outcome<Token>> | undefined;
	// A password that was refused is not tried again by itself: accounts are locked for less.
	let refusal: Outcome<Token> | undefined;

	const renew = async (): Promise<Outcome<Token>> => {
		const refresh = token?.refresh;
		if (refresh !== undefined) {
			const renewed = keepRefresh(await grant(options, refreshRequest(auth, refresh)), refresh);
			// An ended refresh token is no reason to give up, however that is said: the password may still do.
			if (renewed.ok || ['unreachable', 'timeout', 'throttled'].includes(renewed.failure.kind)) {
				return renewed;
			}
		}

		const outcome = refusal ?? (await grant(options, passwordRequest(auth)));
		refusal = !outcome.ok && outcome.failure.kind === 'unauthorized' ? outcome : undefined;
		return outcome;
	};

	// Many requests may find the token old at once; one of them renews it for all.
	const current = async (): Promise<Outcome<Token>> => {
		if (token !== undefined && options.clock.elapsed() < token.renewAt) {
			return success(token);
		}

		pending ??= renew().finally(() => {
			pending = undefined;
		});
		const outcome = await pending;
		token = outcome.ok ? outcome.value : token;
		// A token is renewed early: while it lives, a renewal that failed harms nobody.
		return !outcome.ok && token !== undefined && options.clock.elapsed() < token.endsAt
			? success(token)
			: outcome;
	};

	return {
		async header() {
			const outcome = await current();
			return outcome.ok ? success(`Bearer ${outcome.value.value.reveal()}`) : outcome;
		},
		refused(header) {
			if (token !== undefined && header === `Bearer ${token.value.reveal()}`) {
				token = {...token, renewAt: milliseconds(0), endsAt: milliseconds(0)};
			}

			return true;
		},
		tryAgain() {
			refusal = undefined;
		},
	};
}

type PasswordAuth = Extract<Auth, {kind: 'password'}>;

/** Signs in by the password once, and tells how long the token lives. Nothing is kept, and nothing tried again. */
export async function signInOnce(
	options: TokenOptions & {readonly auth: PasswordAuth},
): Promise<Outcome<{readonly token: Secret; readonly life: Milliseconds}>> {
	const outcome = await grant(options, passwordRequest(options.auth));
	return outcome.ok
		? success({
				token: outcome.value.value,
				life: milliseconds(outcome.value.endsAt - options.clock.elapsed()),
			})
		: outcome;
}

function passwordRequest(auth: PasswordAuth): TokenRequest {
	return {
		grant_type: 'password',
		Username: auth.username,
		Password: auth.password.reveal(),
		Integrated: auth.integrated ?? 'N',
		Client_Id: auth.clientId,
		client_secret: auth.clientSecret.reveal(),
		...(auth.database !== undefined && {database: auth.database}),
	};
}

function refreshRequest(auth: PasswordAuth, refresh: Secret): TokenRequest {
	return {
		grant_type: 'refresh_token',
		refresh_token: refresh.reveal(),
		client_id: auth.clientId,
		client_secret: auth.clientSecret.reveal(),
		...(auth.database !== undefined && {database: auth.database}),
	};
}

async function grant(options: TokenOptions, request: TokenRequest): Promise<Outcome<Token>> {
	const sent = await options.transport.send({
		method: 'POST',
		url: options.url,
		headers: {'content-type': 'application/x-www-form-urlencoded', accept: 'application/json'},
		body: formOf(request),
	});
	if (!sent.ok) {
		return sent;
	}

	const {value: reply} = sent;
	if (reply.status !== 200) {
		return failed(tokenFailure(reply));
	}

	const json = parseJson(reply.body);
	const parsed = tokenReply.safeParse(json);
	if (!parsed.success) {
		return failed(json === undefined ? notJson('') : malformed(parsed.error));
	}

	const life = seconds(parsed.data.expires_in);
	const {refresh_token: refresh} = parsed.data;
	const now = options.clock.elapsed();
	return success({
		value: new Secret(parsed.data.access_token),
		refresh: refresh === undefined ? undefined : new Secret(refresh),
		renewAt: milliseconds(now + Math.max(life / 2, life - early)),
		endsAt: milliseconds(now + life),
	});
}

// A renewal need not bring a new refresh token: then the old one goes on.
function keepRefresh(outcome: Outcome<Token>, refresh: Secret): Outcome<Token> {
	return outcome.ok && outcome.value.refresh === undefined
		? success({...outcome.value, refresh})
		: outcome;
}

function formOf(fields: Readonly<Record<string, string | undefined>>): string {
	const form = new URLSearchParams();
	for (const [name, value] of Object.entries(fields)) {
		if (value !== undefined) {
			form.set(name, value);
		}
	}

	return form.toString();
}

// The body of the token endpoint may repeat the password: only an error code that looks like one is kept.
function tokenFailure(reply: RawReply): Failure {
	if (reply.status !== 400 && reply.status !== 401) {
		const failure = replyFailure({...reply, body: ''});
		return failure.kind === 'startOver' ? {kind: 'broken', status: reply.status} : failure;
	}

	const parsed = tokenError.safeParse(parseJson(reply.body));
	return parsed.success && errorCode.test(parsed.data.error)
		? {kind: 'unauthorized', reason: toSafe(parsed.data.error)}
		: {kind: 'unauthorized'};
}
