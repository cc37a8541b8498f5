import {findAuth as findIn, type FoundAuth, type SecretSources} from '../../source/credentials.ts';

const nothing = {tokenFile: undefined, credentialsFile: undefined};

/** What is found where files are named on the command line, in an environment, and in nothing else unless it is said. */
export function findAuth(
	given: SecretSources['given'],
	environment: SecretSources['environment'],
	others: Partial<SecretSources> = {},
): FoundAuth {
	return findIn({
		given,
		environment,
		input: undefined,
		command: undefined,
		saved: nothing,
		runCommand: () => ({ok: false, problem: 'nothing is to be run here'}),
		...others,
	});
}
