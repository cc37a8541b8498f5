import {type IncomingMessage} from 'node:http';
import {type Route} from '../../source/contract/route.ts';
import {refuse, type Refusal} from './answer.ts';
import {tokenRefusal} from './token-refusal.ts';

const bodyLimit = 65_536;

/** Reads a request's body as text; nothing when it is larger than any body of the contract. */
export async function readText(request: IncomingMessage): Promise<string | undefined> {
	request.setEncoding('utf8');
	let text = '';
	let isTooLarge = false;
	for await (const chunk of request) {
		// The rest is read and dropped, so that the client gets to see the answer.
		isTooLarge ||= text.length > bodyLimit;
		text = isTooLarge ? '' : text + String(chunk);
	}

	return isTooLarge ? undefined : text;
}

export type ReadBody =
	| {readonly ok: true; readonly body: unknown}
	| {readonly ok: false; readonly refusal: Refusal};

/** Turns the text of a body into what the route's schema reads. */
export function parseBody(route: Route, text: string): ReadBody {
	switch (route.bodyType) {
		case 'none': {
			return {ok: true, body: undefined};
		}

		case 'json': {
			return parseJson(text);
		}

		case 'form': {
			return parseForm(text);
		}
	}
}

function parseJson(text: string): ReadBody {
	try {
		const body: unknown = JSON.parse(text);
		return {ok: true, body};
	} catch {
		return {
			ok: false,
			refusal: refuse('invalid-request', {
				title: 'The body is not JSON',
				detail: 'Send a JSON object with content-type application/json.',
			}),
		};
	}
}

// Vantagepoint takes field names in any case, and spells some of them differently in its two grants.
function parseForm(text: string): ReadBody {
	const fields = new Map(
		[...new URLSearchParams(text)].map(([name, value]) => [name.toLowerCase(), value]),
	);
	const grantType = fields.get('grant_type');
	const spellings = {
		password: [
			'grant_type',
			'Username',
			'Password',
			'Integrated',
			'database',
			'Client_Id',
			'client_secret',
		],
		refresh_token: ['grant_type', 'refresh_token', 'database', 'client_id', 'client_secret'],
	} as const;
	if (grantType !== 'password' && grantType !== 'refresh_token') {
		return {
			ok: false,
			refusal:
				grantType === undefined
					? tokenRefusal('invalid_request', 'grant_type is missing.')
					: tokenRefusal('unsupported_grant_type', 'Use password or refresh_token.'),
		};
	}

	const body: Record<string, string> = {};
	for (const name of spellings[grantType]) {
		const value = fields.get(name.toLowerCase());
		if (value !== undefined) {
			body[name] = value;
		} else if (name !== 'database' && name !== 'Integrated') {
			return {ok: false, refusal: tokenRefusal('invalid_request', `${name} is missing.`)};
		}
	}

	return {ok: true, body};
}
