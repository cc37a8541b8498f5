import {createHash, randomBytes, timingSafeEqual} from 'node:crypto';
import {type BodyOf} from '../../source/contract/route.ts';
import {type Routes} from '../../source/contract/routes.ts';
import {type TokenReply} from '../../source/contract/session.ts';
import {type Milliseconds} from '../../source/contract/time.ts';
import {type Clock} from '../../source/platform/clock.ts';
import {type Answer, done} from './answer.ts';
import {tokenRefusal} from './token-refusal.ts';

export type Credentials = {
	readonly username: string;
	readonly password: string;
	readonly clientId: string;
	readonly clientSecret: string;
	readonly database?: string | undefined;
};

export type Tokens = {
	readonly issue: (body: BodyOf<Routes['token']>) => Answer<TokenReply>;
	/** Who a bearer token belongs to; nobody when it is unknown or has expired. */
	readonly actorOf: (authorization: string | undefined) => string | undefined;
};

export type TokenOptions = {
	readonly credentials?: Credentials | undefined;
	readonly bearerToken?: string | undefined;
	readonly clock: Clock;
};

// "About 30 minutes", as Vantagepoint's documentation shows it.
const lifeSeconds = 1799;
const tokensKept = 1000;
const anonymous = 'on.call';

/** The token endpoint's memory. Tokens live by the machine's time, not by the simulation's: their users do so too. */
export function createTokens({credentials, bearerToken, clock}: TokenOptions): Tokens {
	const access = new Map<string, Milliseconds>();
	const refresh = new Set<string>();
	const isOpen = credentials === undefined && bearerToken === undefined;
	const grant = (): Answer<TokenReply> => {
		const accessToken = randomBytes(24).toString('base64url');
		const refreshToken = randomBytes(24).toString('base64url');
		access.set(accessToken, clock.elapsed());
		refresh.add(refreshToken);
		forgetOldest(access);
		forgetOldest(refresh);
		return done({
			access_token: accessToken,
			token_type: 'bearer',
			expires_in: lifeSeconds,
			refresh_token: refreshToken,
		});
	};

	return {
		issue(body) {
			if (!isOpen && (credentials === undefined || !isClient(body, credentials))) {
				return tokenRefusal('invalid_client', 'Client_Id or client_secret is not known.');
			}

			if (body.grant_type === 'refresh_token') {
				// A refresh token is good for one use.
				return isOpen || refresh.delete(body.refresh_token)
					? grant()
					: tokenRefusal('invalid_grant', 'The refresh token is not valid any more.');
			}

			const isKnown =
				credentials === undefined ||
				(isSame(body.Username, credentials.username) &&
					isSame(body.Password, credentials.password) &&
					(credentials.database === undefined || body.database === credentials.database));
			// The real endpoint is known to repeat what it was sent: clients must never show this text.
			return isKnown
				? grant()
				: tokenRefusal(
						'invalid_grant',
						`Login failed for ${body.Username}, password ${body.Password}.`,
					);
		},
		actorOf(authorization) {
			if (isOpen) {
				return anonymous;
			}

			const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
			if (token === undefined) {
				return undefined;
			}

			const issuedAt = access.get(token);
			const isLive = issuedAt !== undefined && clock.elapsed() - issuedAt < lifeSeconds * 1000;
			const isReady = bearerToken !== undefined && isSame(token, bearerToken);
			return isLive || isReady ? (credentials?.username ?? anonymous) : undefined;
		},
	};
}

function isClient(body: BodyOf<Routes['token']>, credentials: Credentials): boolean {
	const id = body.grant_type === 'password' ? body.Client_Id : body.client_id;
	const isIdSame = isSame(id, credentials.clientId);
	return isSame(body.client_secret, credentials.clientSecret) && isIdSame;
}

// In constant time, over digests so that lengths do not show either.
function isSame(left: string, right: string): boolean {
	const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(left), digest(right));
}

function forgetOldest(tokens: Map<string, unknown> | Set<string>): void {
	const [oldest] = tokens.keys();
	if (tokens.size > tokensKept && oldest !== undefined) {
		tokens.delete(oldest);
	}
}
