import path from 'node:path';
import {expect, test} from 'vitest';
import {soak} from '../../tools/soak/soak.ts';

test(
	'a few seconds of faults, keys, changes and sudden ends break nothing',
	{timeout: 60_000},
	async () => {
		const {broken, faultCount, requests} = await soak({
			seed: 3,
			seconds: 6,
			file: path.resolve('dist/synctop.js'),
			say: () => undefined,
			isBrief: true,
		});
		expect(broken).toEqual([]);
		expect(faultCount).toBeGreaterThan(0);
		expect(requests).toBeGreaterThan(10);
	},
);
