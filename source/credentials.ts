import * as z from 'zod';
import {type Auth} from './client/auth.ts';
import {parseJson} from './contract/json.ts';
import {type CommandOutput} from './platform/credential-command.ts';
import {Secret} from './platform/secret.ts';
import {readSecretFile} from './platform/secret-file.ts';
import {type Environment} from './platform/terminal.ts';

const readyToken = z.object({token: z.string()});
const credentials = z.object({
	username: z.string(),
	password: z.string(),
	clientId: z.string(),
	clientSecret: z.string(),
	database: z.string().optional(),
	integrated: z.enum(['Y', 'N']).optional(),
});

export type FoundAuth =
	| {readonly ok: true; readonly auth: Auth}
	| {readonly ok: false; readonly problem: string};

/** Where to look for secrets. */
export type SecretSources = {
	/** Named on the command line of this start: they stand over everything else. */
	readonly given: SecretFiles;
	/** What standard input said, where it was asked. */
	readonly input: string | undefined;
	readonly environment: Environment;
	/** A command that prints credentials. */
	readonly command: string | undefined;
	/** Remembered from an earlier start. */
	readonly saved: SecretFiles;
	readonly runCommand: (command: string) => CommandOutput;
};

type SecretFiles = {
	readonly tokenFile: string | undefined;
	readonly credentialsFile: string | undefined;
};

/**
Where secrets come from, in this order: standard input or a file that was named, the environment, a credential command, a remembered file.
Never from the command line.
*/
export function findAuth({
	given,
	input,
	environment,
	command,
	saved,
	runCommand,
}: SecretSources): FoundAuth {
	if (input !== undefined) {
		return bearer(input, 'Standard input');
	}

	const named = fromFiles(given);
	if (named !== undefined) {
		return named;
	}

	const told = fromEnvironment(environment);
	if (!told.ok || told.auth.kind !== 'none') {
		return told;
	}

	return command === undefined ? (fromFiles(saved) ?? told) : fromCommand(command, runCommand);
}

function fromFiles({tokenFile, credentialsFile}: SecretFiles): FoundAuth | undefined {
	if (tokenFile !== undefined) {
		return fromTokenFile(tokenFile);
	}

	return credentialsFile === undefined ? undefined : fromCredentialsFile(credentialsFile);
}

function fromCommand(command: string, run: SecretSources['runCommand']): FoundAuth {
	const output = run(command);
	if (!output.ok) {
		return output;
	}

	const json = parseJson(output.text);
	const ready = readyToken.safeParse(json);
	return ready.success
		? bearer(ready.data.token, 'What the credential command printed')
		: fromCredentials(json, 'What the credential command printed');
}

function fromTokenFile(file: string): FoundAuth {
	const read = readSecretFile(file);
	if (!read.ok) {
		return read;
	}

	return bearer(read.text, file);
}

/** `source` is what holds the text, for the sentence; the text itself is never repeated. */
function bearer(text: string, source: string): FoundAuth {
	const token = text.trim();
	return /^[\u0021-\u007E]+$/.test(token)
		? {ok: true, auth: {kind: 'bearer', token: new Secret(token)}}
		: {
				ok: false,
				problem: `${source} does not hold a bearer token: one line without spaces is expected.`,
			};
}

function fromCredentialsFile(file: string): FoundAuth {
	const read = readSecretFile(file);
	if (!read.ok) {
		return read;
	}

	return fromCredentials(parseJson(read.text), file);
}

/** `source` is what holds the credentials, for the sentence. */
function fromCredentials(json: unknown, source: string): FoundAuth {
	const parsed = credentials.safeParse(json);
	if (!parsed.success) {
		// The content is secret: only the names of fields are said.
		const missing = parsed.error.issues
			.map(({path}) => path.join('.'))
			.filter((name) => name !== '');
		const what = missing.length === 0 ? 'is not a JSON object' : `lacks ${missing.join(', ')}`;
		return {
			ok: false,
			problem: `${source} ${what}. It needs username, password, clientId and clientSecret; database if there are several.`,
		};
	}

	const {username, password, clientId, clientSecret, database, integrated} = parsed.data;
	return {
		ok: true,
		auth: {
			kind: 'password',
			username,
			password: new Secret(password),
			clientId,
			clientSecret: new Secret(clientSecret),
			...(database !== undefined && {database}),
			...(integrated !== undefined && {integrated}),
		},
	};
}

const needed = [
	'SYNCTOP_USERNAME',
	'SYNCTOP_PASSWORD',
	'SYNCTOP_CLIENT_ID',
	'SYNCTOP_CLIENT_SECRET',
] as const;

function fromEnvironment(environment: Environment): FoundAuth {
	const {SYNCTOP_TOKEN: token = '', SYNCTOP_DATABASE: database = ''} = environment;
	if (token !== '') {
		return bearer(token, 'SYNCTOP_TOKEN');
	}

	const [username = '', password = '', clientId = '', clientSecret = ''] = needed.map(
		(name) => environment[name],
	);
	const missing = needed.filter((name) => (environment[name] ?? '') === '');
	if (missing.length === needed.length) {
		return {ok: true, auth: {kind: 'none'}};
	}

	return missing.length > 0
		? {
				ok: false,
				problem: `The environment lacks ${missing.join(', ')}. Signing in takes all of ${needed.join(', ')}.`,
			}
		: {
				ok: true,
				auth: {
					kind: 'password',
					username,
					password: new Secret(password),
					clientId,
					clientSecret: new Secret(clientSecret),
					...(database !== '' && {database}),
				},
			};
}
