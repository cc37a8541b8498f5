import {spawn} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {createInterface} from 'node:readline';
import {defaultOptions} from '../../mocks/options.ts';
import {startService} from '../../mocks/start.ts';
import {systemClock} from '../../source/platform/clock.ts';
import {cleanEnvironment, killProcess, stopAtEnd, temporaryFolder} from '../bench/children.ts';
import {type Scene} from './scenes.ts';

/** A scene that plays: where Prometheus asks for it. */
export type Playing = {readonly scene: Scene; readonly target: string};

/** Starts what a scene needs: an exporter, the built program, and its service. */
export async function play(scene: Scene, {speed}: {readonly speed: number}): Promise<Playing> {
	switch (scene.kind) {
		case 'scenario': {
			const argv = ['--demo', '--scenario', scene.name, '--speed', String(speed)];
			return {scene, target: await startExporter(argv)};
		}

		case 'refused': {
			const {url} = await serve({bearerToken: 'right', credentials: nobody});
			const file = path.join(temporaryFolder(), 'token');
			fs.writeFileSync(file, 'wrong', {mode: 0o600});
			return {scene, target: await startExporter(['--url', url, '--token-file', file])};
		}

		case 'gone': {
			const service = await serve({speed});
			const target = await startExporter(['--url', service.url]);
			setTimeout(() => void service.stop(), 5000);
			return {scene, target};
		}

		case 'noExporter': {
			// Nobody listens there.
			return {scene, target: '127.0.0.1:9'};
		}
	}
}

const nobody = {username: 'u', password: 'p', clientId: 'c', clientSecret: 's'};

async function serve(options: Partial<Parameters<typeof startService>[0]>) {
	const service = await startService({
		...defaultOptions,
		port: 0,
		clock: systemClock,
		...options,
	});
	stopAtEnd(() => void service.stop());
	return service;
}

async function startExporter(argv: readonly string[]): Promise<string> {
	const words = ['dist/synctop.js', 'exporter', '--listen', '127.0.0.1:0', '--interval', '1'];
	const child = startProcess(process.execPath, [...words, ...argv]);
	for await (const line of createInterface({input: child.stderr})) {
		const [, address] = /listening on http:\/\/([\d.:]+)\/metrics/.exec(line) ?? [];
		if (address !== undefined) {
			child.stderr.resume();
			return address;
		}
	}

	throw new Error(`the exporter ended without a word (${argv.join(' ')})`);
}

/** Starts a process that ends with this one. What it says can be read from `stderr`. */
export function startProcess(file: string, args: readonly string[], folder = '.') {
	const child = spawn(file, args, {
		env: cleanEnvironment(),
		cwd: folder,
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	stopAtEnd(() => {
		if (child.pid !== undefined) {
			killProcess(child.pid);
		}
	});
	return child;
}
