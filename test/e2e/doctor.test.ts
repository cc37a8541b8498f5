import path from 'node:path';
import {expect, test} from 'vitest';
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
