import {spawn} from 'node:child_process';
import {once} from 'node:events';
import path from 'node:path';
import {expect, test} from 'vitest';
import {openBent} from '../support/open-bent.ts';
import {openHome, run} from './open-program.ts';
import {openService} from './open-service.ts';

const program = [process.execPath, path.resolve('dist/synctop.js')];

test('the built program finds nothing that fails in the demo, and keeps the contract of its own service', async () => {
	using home = openHome();
	const {environment} = home;
	const demo = await run([...program, 'doctor', '--demo', '--users', '40'], {environment});
	expect([demo.code, demo.errors]).toEqual([0, '']);
	expect(demo.output).toContain(' 0 failed, ');
	await using service = await openService();
	const contract = await run([...program, 'doctor', '--contract', service.url], {environment});
	expect([contract.code, contract.errors]).toEqual([0, '']);
	const nobody = await run([...program, 'doctor', '--url', 'http://127.0.0.1:9'], {environment});
	expect([nobody.code, nobody.errors]).toEqual([1, '']);
	expect(nobody.output).toContain('ECONNREFUSED');
});

test('Ctrl-C in the middle of a change puts the user back before it ends', async () => {
	using home = openHome();
	await using service = await openService();
	const user = service.world.users.find(
		({syncStatus, hold, batch}) =>
			syncStatus === 'enabled' && hold === 'none' && batch?.state === 'finished',
	);
	let interrupt = (): void => undefined;
	await using bent = await openBent(service, {
		// The first time that the user is disabled.
		after(passed) {
			if (user?.syncStatus === 'disabled') {
				interrupt();
			}

			return passed;
		},
	});
	const argv = ['--contract', bent.url, '--changes', '--yes', '--user', user?.id ?? ''];
	const [node = '', file = ''] = program;
	const child = spawn(node, [file, 'doctor', ...argv], {env: home.environment, stdio: 'ignore'});
	interrupt = () => {
		child.kill('SIGINT');
		interrupt = () => undefined;
	};
	expect(await once(child, 'exit')).toEqual([130, null]);
	expect(user).toMatchObject({syncStatus: 'enabled', version: 3});
});
