#!/usr/bin/env node
// Nothing of Node is imported here: an old one is to say that it is too old.
import {keepCompiledCode} from './platform/compile-cache.ts';

const oldest = [22, 18] as const;
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
	process.stderr.write(
		`synctop: Node ${process.versions.node} is too old; ${oldest.join('.')} or newer is needed. In a clone, "npm start" brings its own.\n`,
	);
	process.exitCode = 1;
} else {
	// Whatever is made from here on, also by the libraries, is for its owner only.
	process.umask(0o077);
	keepCompiledCode(process);
	if (process.argv[2] === '__complete') {
		const {answerShell} = await import('./completion.ts');
		answerShell(process.argv.slice(3));
	} else {
		await start();
	}
}

async function start(): Promise<void> {
	const [{main}, {systemClock}, {systemRandom}] = await Promise.all([
		import('./program.ts'),
		import('./platform/clock.ts'),
		import('./platform/random.ts'),
	]);
	process.exitCode = await main(process.argv.slice(2), {
		environment: process.env,
		streams: process,
		clock: systemClock,
		random: systemRandom,
	});
}
