import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';

const folder = path.resolve('test/prism');
const program = path.join(folder, 'node_modules/@stoplight/prism-cli/dist/index.js');

/** Installs the mock server from its lock file, where it is not yet. Says why not, where it cannot be. Its scripts are not run. */
export function installPrism(): string | undefined {
	if (fs.existsSync(program)) {
		return undefined;
	}

	const {status, stderr, error} = spawnSync(
		'npm',
		['ci', '--ignore-scripts', '--no-audit', '--no-fund'],
		{cwd: folder, encoding: 'utf8', timeout: 120_000},
	);
	return status === 0 ? undefined : `Prism cannot be installed: ${error?.message ?? stderr}`;
}

/** A mock server of somebody else (Stoplight's Prism), made from an OpenAPI document: it knows shapes, and keeps nothing. */
export async function openPrism(document: string) {
	const port = await freePort();
	const child = spawn(
		process.execPath,
		[program, 'mock', path.resolve(document), '--port', String(port)],
		{stdio: ['ignore', 'pipe', 'pipe']},
	);
	let said = '';
	const listening = Promise.withResolvers<undefined>();
	const hear = (part: Buffer): void => {
		said += part.toString();
		if (said.includes('is listening')) {
			listening.resolve(undefined);
		}
	};
	child.stdout.on('data', hear);
	child.stderr.on('data', hear);
	child.once('exit', () => {
		listening.reject(new Error(`Prism ended: ${said}`));
	});
	await listening.promise;
	return {
		url: `http://127.0.0.1:${port}`,
		[Symbol.asyncDispose]: async () => {
			const ended = once(child, 'exit');
			child.kill();
			await ended;
		},
	};
}

async function freePort(): Promise<number> {
	const server = net.createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	return typeof address === 'object' && address !== null ? address.port : 0;
}
