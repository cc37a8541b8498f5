import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {build} from 'esbuild';
import {temporaryFolder} from './children.ts';
import {type Command} from './terminal.ts';

/** A build of synctop to measure. */
export type Program = {
	readonly name: string;
	/** The command that watches a service; `more` are flags for this run. */
	readonly watch: (url: string, more?: readonly string[]) => Command;
	/** The command of the demo, where there is one. */
	readonly demo?: Command;
};

const node = process.execPath;

/** The build in `dist/`, copied first: a rebuild during the run changes nothing. */
export function ownProgram(): Program {
	const folder = path.join(temporaryFolder(), 'dist');
	fs.cpSync('dist', folder, {recursive: true});
	fs.writeFileSync(path.join(temporaryFolder(), 'package.json'), '{"type": "module"}\n');
	const entry = path.join(folder, 'synctop.js');
	return {
		name: 'synctop',
		watch: (url, more = []) => ({file: node, args: [entry, '--url', url, ...more]}),
		demo: {file: node, args: [entry, '--demo']},
	};
}

/** Any other build, by the command that starts it. `exec` makes the shell become the program. */
export function otherProgram(command: string): Program {
	return {
		name: 'other',
		watch: (url, more = []) => ({
			file: '/bin/sh',
			args: ['-c', `exec ${[command.replaceAll('{url}', url), ...more].join(' ')}`],
		}),
	};
}

export const bareNode: Command = {file: node, args: ['-e', '0']};

/** Ink as it is installed, imported and nothing else. */
export const importInk: Command = {
	file: node,
	args: ['--input-type=module', '-e', "import 'ink'"],
	cwd: process.cwd(),
};

/** Sends back every key: what the terminal and Node cost without any program. */
export const echoKeys: Command = {
	file: node,
	args: [
		'-e',
		"process.stdin.setRawMode(true).on('data', (key) => process.stdout.write(key)); process.stdout.write('ready')",
	],
};

const hello = `
import {createElement} from 'react';
import {render, Text} from 'ink';
render(createElement(Text, null, 'hello'));
setInterval(() => undefined, 60_000);
`;

/** The smallest Ink program, bundled as synctop is: one line, and then it waits. */
export async function bundledHello(): Promise<Command> {
	const outfile = path.join(temporaryFolder(), 'hello.js');
	await build({
		stdin: {contents: hello, resolveDir: process.cwd(), sourcefile: 'hello.js'},
		outfile,
		bundle: true,
		format: 'esm',
		platform: 'node',
		target: 'node22.18',
		minify: true,
		define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
		alias: {'react-devtools-core': './tools/no-devtools.ts'},
		banner: {
			js: "import {createRequire as makeRequire} from 'node:module';const require=makeRequire(import.meta.url);",
		},
		logLevel: 'warning',
	});
	return {file: node, args: [outfile]};
}

/** A program of the system that people would use instead, if it is installed. */
export function systemProgram(name: string, args: readonly string[]): Command | undefined {
	const found = spawnSync('/bin/sh', ['-c', `command -v ${name}`], {encoding: 'utf8'});
	const file = found.stdout.trim();
	return found.status === 0 && file !== '' ? {file, args} : undefined;
}
