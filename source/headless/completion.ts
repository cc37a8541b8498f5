import {exitCode} from '../exit-code.ts';
import {type Asked, type MachineWorld} from './command.ts';
import {usage} from './command-error.ts';
import {completionScripts, shells} from './completion-scripts.ts';

/** `synctop completion SHELL`: the script that completes command lines in a shell. */
export async function completion(asked: Asked, {print}: MachineWorld): Promise<number> {
	const [name, ...more] = asked.operands;
	const shell = shells.find((known) => known === name);
	if (shell === undefined || more.length > 0) {
		throw usage(`completion takes one shell: ${shells.join(', ')}.`);
	}

	await print.out(completionScripts[shell]);
	return exitCode.ended;
}
