import path from 'node:path';
import {test} from 'vitest';
import {openHome, run} from './open-program.ts';
import {openService} from './open-service.ts';

const script = path.resolve('docs/examples/secret-regenerated.sh');
const group = 'Architecture';

/** The words of a shell that call the control interface: what stands for entering the new secret. */
const repair = (control: string): string =>
	`"$NODE" -e 'fetch("${control}/scenario", {method: "POST", body: JSON.stringify({name: "calm"})})'`;

test.concurrent(
	'the 03:00 story without a screen: found, contained, fixed, proved, rolled out, drained, handed over',
	{timeout: 120_000},
	async ({expect}) => {
		using home = openHome();
		await using service = await openService({
			scenario: 'secret-regenerated',
			speed: 600,
			control: true,
		});
		const isHit = () =>
			service.world.users.filter(({batch}) => batch?.failure?.code === 'invalid_client').length;
		await expect.poll(isHit, {timeout: 20_000}).toBeGreaterThan(8);
		const {code, output, errors} = await run(
			['sh', script, group, repair(service.controlUrl ?? '')],
			{
				environment: {
					...home.environment,
					NODE: process.execPath,
					SYNCTOP: `${process.execPath} ${path.resolve('dist/synctop.js')} --url ${service.url} --interval 1`,
					DRAINED: '90s',
				},
			},
		);
		expect({code, errors: code === 0 ? '' : errors, output: code === 0 ? '' : output}).toEqual({
			code: 0,
			errors: '',
			output: '',
		});
		expect(output).toMatch(
			/== Find[^]*secret[^]*== Contain[^]*Architecture +Disable sync +done[^]*== Fix[^]*== Prove[^]*PROVED[^]*== Roll out[^]*@contoso[^]*== Wait[^]*== Handover\n# [^]*## What was done from here[^]*\*\*Disable sync\*\*[^]*group Architecture: done[^]*\*\*Enable sync\*\*, \d+ requests/,
		);
		expect(isHit()).toBe(0);
		expect(service.world.groups.find(({name}) => name === group)?.syncStatus).toBe('enabled');
	},
);
