import fs from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {openHome, run} from './open-program.ts';

const program = path.resolve('dist/synctop.js');

const lookUp = `
source <(synctop completion bash)
COMP_LINE="$1"; COMP_POINT=\${#1}; COMP_WORDS=($1); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
_synctop; printf '%s\\n' "\${COMPREPLY[@]}"
`;

test('bash completes commands, flags and names of users, as they were last known', async () => {
	using home = openHome();
	fs.mkdirSync(path.join(home.path, 'bin'));
	home.write('bin/synctop', `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`, 0o755);
	const environment = {
		...home.environment,
		PATH: `${path.join(home.path, 'bin')}:${home.environment.PATH}`,
	};
	const script = home.write('complete.sh', lookUp);
	const completed = async (line: string) =>
		(await run(['bash', script, line], {environment})).output.trimEnd().split('\n');

	expect(await completed('synctop us')).toEqual(['users', 'user']);
	expect(await completed('synctop user --demo noah.a')).toEqual(['']);
	expect((await run(['synctop', 'status', '--demo'], {environment})).code).toBe(0);
	expect(await completed('synctop user --demo noah.al')).toEqual(['noah.ali@contoso.example']);
	expect(await completed('synctop user --demo noah.ali@c')).toEqual(['contoso.example']);

	fs.mkdirSync(path.join(home.path, 'config/synctop'), {recursive: true});
	const contexts = {acme: {url: 'https://a.example'}, contoso: {url: 'https://c.example'}};
	home.write('config/synctop/config.json', JSON.stringify({contexts}));
	expect(await completed('synctop users --context con')).toEqual(['contoso']);

	const [names] = fs.globSync('state/synctop/names-*.txt', {cwd: home.path});
	expect(fs.statSync(path.join(home.path, names ?? '')).mode & 0o777).toBe(0o600);
	expect(await completed('synctop users --demo --sort')).toEqual(['--sort']);
});

test('zsh and fish take the scripts', async () => {
	using home = openHome();
	const {environment} = home;
	for (const shell of ['zsh', 'fish']) {
		const {code, output} = await run([process.execPath, program, 'completion', shell], {
			environment,
		});
		expect([code, output]).toEqual([0, expect.stringContaining(`synctop __complete ${shell}`)]);
		const file = home.write(`script.${shell}`, output);
		const found = await run(['sh', '-c', `command -v ${shell}`], {environment});
		if (found.code === 0) {
			expect(await run([shell, '-n', file], {environment})).toMatchObject({code: 0, errors: ''});
		}
	}
});
