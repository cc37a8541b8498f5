import process from 'node:process';

export type CommandOutput =
	| {readonly ok: true; readonly text: string}
	| {readonly ok: false; readonly problem: string};

const longestRun = 30_000;
const largestOutput = 65_536;

/**
Runs the command that knows the credentials, by the shell, and takes what it prints. What it says on standard error is not shown: it may
repeat a secret. It may ask on the terminal (a passphrase), so it has the keyboard.
*/
export function runCredentialCommand(command: string): CommandOutput {
	// Asked for here: a start without such a command need not load it.
	const {spawnSync} = process.getBuiltinModule('node:child_process');
	const {status, signal, stdout, error} = spawnSync(command, {
		shell: true,
		stdio: ['inherit', 'pipe', 'ignore'],
		timeout: longestRun,
		maxBuffer: largestOutput,
		encoding: 'utf8',
	});
	if (error === undefined && status === 0) {
		return {ok: true, text: stdout};
	}

	const code = error !== undefined && 'code' in error ? String(error.code) : undefined;
	const how =
		code === 'ETIMEDOUT'
			? `did not end within ${longestRun / 1000} s`
			: code === 'ENOBUFS'
				? `printed more than ${largestOutput / 1024} KB`
				: `failed (${code ?? signal ?? `exit code ${status}`})`;
	return {
		ok: false,
		problem: `The credential command ${how}. Run it by hand: it has to print JSON with "token", or with "username", "password", "clientId" and "clientSecret".`,
	};
}
