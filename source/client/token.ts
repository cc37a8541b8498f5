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
	/** The service refused the token: the next call signs in anew. Gives whether that could help. */
	readonly refused: () => boolean;
};

type Token = {
	readonly value: Secret;
	readonly refresh: Secret | undefined;
	readonly renewAt: Milliseconds;
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
		return {header: async () => success(header), refused: () => false};
	}

	let token: Token | undefined;
	let pending: Promise<Outcome<Token>> | undefined;

	const renew = async (): Promise<Outcome<Token>> => {
		const refresh = token?.refresh;
		if (refresh !== undefined) {
			const renewed = await grant(options, refreshRequest(auth, refresh));
			// An ended refresh token is no reason to give up: the password may still do.
			if (renewed.ok || renewed.failure.kind !== 'unauthorized') {
				return renewed;
			}
		}

		return grant(options, passwordRequest(auth));
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
		return outcome;
	};

	return {
		async header() {
			const outcome = await current();
			return outcome.ok ? success(`Bearer ${outcome.value.value.reveal()}`) : outcome;
		},
		refused() {
			token = token && {...token, renewAt: milliseconds(0)};
			return true;
		},
	};
}

type PasswordAuth = Extract<Auth, {kind: 'password'}>;

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
	return success({
		value: new Secret(parsed.data.access_token),
		refresh: refresh === undefined ? undefined : new Secret(refresh),
		renewAt: milliseconds(options.clock.elapsed() + Math.max(life / 2, life - early)),
	});
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
		return replyFailure({...reply, body: ''});
	}

	const parsed = tokenError.safeParse(parseJson(reply.body));
	return parsed.success && errorCode.test(parsed.data.error)
		? {kind: 'unauthorized', reason: toSafe(parsed.data.error)}
		: {kind: 'unauthorized'};
}
