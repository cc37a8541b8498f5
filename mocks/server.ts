import {readFile} from 'node:fs/promises';
import process from 'node:process';
import {systemClock} from '../source/platform/clock.ts';
import {helpText, parseCommandLine} from './command-line.ts';
import {parseCredentialsFile} from './credentials.ts';
import {startService} from './start.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
	const line = parseCommandLine(argv);
	if (line.kind === 'help') {
		process.stdout.write(helpText());
		return 0;
	}

	if (line.kind === 'wrong') {
		process.stderr.write(`${line.problem}\nSee --help.\n`);
		return 2;
	}

	const secrets =
		line.credentialsFile === undefined ? {} : await readCredentials(line.credentialsFile);
	if (secrets === undefined) {
		return 2;
	}

	try {
		const {options, port, isControlled} = line;
		const service = await startService({
			...options,
			...secrets,
			port,
			control: isControlled,
			clock: systemClock,
		});
		const control = service.controlUrl === undefined ? '' : ` (control: ${service.controlUrl})`;
		process.stdout.write(`Sync service: ${service.url}${control}\n`);
		await untilStopped();
		await service.stop();
		return 0;
	} catch (error) {
		if (!isSystemError(error)) {
			throw error;
		}

		const {port} = line;
		process.stderr.write(
			error.code === 'EADDRINUSE'
				? `Port ${port} is taken by another program. Choose another with --port, or --port 0 for any free one.\n`
				: `Cannot listen on port ${port} (${error.code}). Choose another with --port, or --port 0 for any free one.\n`,
		);
		return 1;
	}
}

async function readCredentials(path: string) {
	try {
		const parsed = parseCredentialsFile(await readFile(path, 'utf8'));
		if (parsed.ok) {
			return parsed.secrets;
		}

		process.stderr.write(`The credentials file "${path}" cannot be used: ${parsed.problem}\n`);
	} catch (error) {
		if (!isSystemError(error)) {
			throw error;
		}

		process.stderr.write(
			`The credentials file "${path}" cannot be read (${error.code}). Check the path and its permissions.\n`,
		);
	}

	return undefined;
}

async function untilStopped(): Promise<void> {
	await new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) {
			process.once(signal, () => {
				resolve();
			});
		}
	});
}

function isSystemError(error: unknown): error is Error & {readonly code: string} {
	return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
