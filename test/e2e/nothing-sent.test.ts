import {test} from 'vitest';
import {openHome, openProgram} from './open-program.ts';
import {connected, findUser, openService} from './open-service.ts';

const name = 'Emily Kowalski';

test.concurrent('x held down and then Enter held down open a dialog and send nothing [R45]', async ({
	expect,
}) => {
	using home = openHome();
	await using service = await openService();
	await using program = openProgram(connected(service.url), {home});
	await findUser(program, name);
	// As a keyboard repeats: one at a time, not in one packet.
	const hold = async (key: string) => {
		const asked = service.asked('changes').length;
		while (service.asked('changes').length <= asked) {
			program.press(key);
			await new Promise((resolve) => {
				setImmediate(resolve);
			});
		}
	};
	await hold('x');
	await program.sees('Cancel <]');
	await hold('\r');
	program.press('\u001B');
	await program.pressUntil('1', '[1 Dashboard]');
	expect(service.changes()).toEqual([]);
	expect(home.journal()).toEqual([]);
});

test.concurrent.for([
	['as such', '\u001B[200~xyyyy\n\u001B[201~'],
	['without saying so', 'xyyyy\n'],
] as const)(
	'a paste that comes %s on a list or in a dialog sends nothing [R46]',
	async ([_how, paste], {expect}) => {
		using home = openHome();
		await using service = await openService();
		await using program = openProgram(connected(service.url), {home});
		await findUser(program, name);
		program.press(paste);
		await program.pressUntil('\u001B', 'Space mark');
		await program.pressUntil('x', /Disable sync +1 user[^]*same as on your screen/);
		// Until the dialog takes keys.
		const asked = service.asked('changes').length;
		await expect
			.poll(() => service.asked('changes').length, {timeout: 8000})
			.toBeGreaterThan(asked + 1);
		program.press(paste);
		program.press('\u001B');
		await program.pressUntil('1', '[1 Dashboard]');
		expect(service.changes()).toEqual([]);
		expect(home.journal()).toEqual([]);
	},
);
