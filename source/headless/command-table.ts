import {type Command} from './command.ts';
import {changeCommands} from './change-commands.ts';
import {contextCommands} from './context-commands.ts';
import {doctorCommands} from './doctor-commands.ts';
import {exporterCommands} from './exporter-commands.ts';
import {machineCommands} from './machine-commands.ts';
import {queryCommands} from './query-commands.ts';
import {replayCommands} from './replay-commands.ts';

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [
	...queryCommands,
	...changeCommands,
	...replayCommands,
	...contextCommands,
	...doctorCommands,
	...exporterCommands,
	...machineCommands,
];
