import {type Auth} from './client/auth.ts';
import {replyFailure} from './client/to-failure.ts';
import {signInOnce} from './client/token.ts';
import {createTransport, defaultLimits, type Network} from './client/transport.ts';
import {failed, type Outcome, success} from './contract/outcome.ts';
import {routes} from './contract/routes.ts';
import {toSafe} from './contract/text.ts';
import {seconds} from './contract/time.ts';
import {type Ask, type Place, type RawAnswer, type SignedIn} from './headless/doctor/ports.ts';
import {knock} from './doctor-knock.ts';
import {type Clock} from './platform/clock.ts';
import {version} from './version.ts';

type PlaceOptions = {
	/** Without a slash at its end. */
	readonly url: string;
	readonly auth: Auth;
	readonly network: Network;
	readonly isDemo: boolean;
	readonly clock: Clock;
};

/** A server that the doctor asks. Its credentials go below its own base URL and nowhere else: no redirect is followed. */
export function openPlace({url, auth, network, isDemo, clock}: PlaceOptions): Place {
	const transport = createTransport(url, {
		limits: {...defaultLimits, whole: seconds(30)},
		isCompressed: !isDemo,
		network,
	});
	let header = auth.kind === 'bearer' ? `Bearer ${auth.token.reveal()}` : undefined;

	const signIn = async (): Promise<Outcome<SignedIn>> => {
		if (auth.kind !== 'password') {
			return success({life: undefined});
		}

		const outcome = await signInOnce({
			auth,
			url: `${url}${routes.token.path}`,
			transport,
			clock,
		});
		if (!outcome.ok) {
			return outcome;
		}

		header = `Bearer ${outcome.value.token.reveal()}`;
		return success({life: outcome.value.life});
	};

	const send = async (ask: Ask): Promise<Outcome<RawAnswer>> => {
		const target = `${url}${ask.path}`;
		if (!ask.path.startsWith('/') || new URL(target).origin !== new URL(url).origin) {
			return failed({kind: 'unreachable', code: toSafe('another host'), wasSent: false});
		}

		const sent = await transport.send({
			method: ask.method,
			url: target,
			headers: {
				accept: 'application/json',
				'user-agent': `synctop/${version} doctor`,
				...(header !== undefined && ask.isAnonymous !== true && {authorization: header}),
				...ask.headers,
			},
			...(ask.body !== undefined && {body: ask.body}),
			isChange: ask.method !== 'GET',
		});
		return sent.ok ? success(answerOf(sent.value)) : sent;
	};

	return {
		url: toSafe(url),
		isDemo,
		credentials: auth.kind,
		integrated: auth.kind === 'password' ? auth.integrated : undefined,
		knock: async (path) => knock(`${url}${path}`, network, clock),
		signIn,
		send,
		close: transport.close,
	};
}

function answerOf(reply: Parameters<typeof replyFailure>[0]): RawAnswer {
	return {
		status: reply.status,
		headers: Object.fromEntries(
			Object.entries(reply.headers).map(([name, value]) => [
				name,
				typeof value === 'string' ? value : value?.[0],
			]),
		),
		body: reply.body,
		failure: reply.status < 300 ? undefined : replyFailure(reply),
	};
}
