import * as z from 'zod';
import {type Credentials} from './http/tokens.ts';

const text = z.string().min(1);

const credentialsFile = z.object({
	username: text,
	password: text,
	clientId: text,
	clientSecret: text,
	database: text.optional(),
	bearerToken: text.optional(),
});

export type Secrets = {
	readonly credentials?: Credentials;
	readonly bearerToken?: string | undefined;
};

export type ParsedCredentials =
	| {readonly ok: true; readonly secrets: Secrets}
	/** What is wrong and what to do; never what the file holds. */
	| {readonly ok: false; readonly problem: string};

/** Reads a credentials file: `{username, password, clientId, clientSecret, database?, bearerToken?}`. */
export function parseCredentialsFile(content: string): ParsedCredentials {
	const parsed = credentialsFile.safeParse(toJson(content));
	if (parsed.success) {
		const {bearerToken, ...credentials} = parsed.data;
		return {ok: true, secrets: {credentials, bearerToken}};
	}

	const fields = [...new Set(parsed.error.issues.map(({path}) => path.join('.')))].filter(Boolean);
	return {
		ok: false,
		problem:
			fields.length === 0
				? 'it is not a JSON object. Write {"username", "password", "clientId", "clientSecret"}.'
				: `missing or empty: ${fields.join(', ')}. Add what is missing.`,
	};
}

function toJson(content: string): unknown {
	try {
		return JSON.parse(content);
	} catch {
		return undefined;
	}
}
