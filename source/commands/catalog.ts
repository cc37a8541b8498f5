import {activityCommands} from './activity-commands.ts';
import {columnsCommands} from './columns-commands.ts';
import {causeCommands} from './cause-commands.ts';
import {type Command} from './command.ts';
import {connectionCommands} from './connection-commands.ts';
import {dialogCommands} from './dialog-commands.ts';
import {handoverCommands} from './handover-commands.ts';
import {listCommands} from './list-commands.ts';
import {moveCommands} from './move-commands.ts';
import {paletteCommands} from './palette-commands.ts';
import {promptCommands} from './prompt-commands.ts';
import {programCommands} from './program-commands.ts';
import {setCommands} from './set-commands.ts';
import {statusCommands} from './status-commands.ts';
import {triageCommands} from './triage-commands.ts';

/** Everything that a person can ask for with a key. */
export const catalog: readonly Command[] = [
	...statusCommands,
	...causeCommands,
	...listCommands,
	...moveCommands,
	...programCommands,
	...triageCommands,
	...activityCommands,
	...columnsCommands,
	...paletteCommands,
	...handoverCommands,
	...connectionCommands,
	...promptCommands,
	...setCommands,
	...dialogCommands,
];
