import {type Engine} from '../core/engine.ts';
import {type SyncService} from '../core/ports.ts';
import {type Cancel} from '../platform/clock.ts';
import {type Listen} from '../platform/http-server.ts';
import {type ProcessUsage} from '../platform/process-usage.ts';
import {type ServiceManager} from '../platform/service-manager.ts';
import {type Recorder} from '../replay/write-recording.ts';
import {type Surroundings} from '../surroundings.ts';
import {type Probes} from './doctor/ports.ts';
import {type Others} from './others.ts';
import {type Printer} from './printer.ts';

/** One flag of a command: parsing, help, completion and manual are read off it. */
export type CommandFlag = {
	readonly name: string;
	/** What stands for its value; none for a switch. */
	readonly value?: string;
	readonly help: string;
	/** What its value can be, for completion and for a sentence when it is none of them. */
	readonly choices?: readonly string[];
	/** What is offered for its value. */
	readonly completes?: Named;
};

/** What an operand or a value names: completion offers these. */
export type Named = 'users' | 'groups' | 'files' | 'contexts' | 'causes';

export type Completes = Named | {readonly words: readonly string[]};

/** One command. A table of these is the whole grammar. */
export type Command = {
	readonly name: string;
	/** Its operands, as the help writes them: `NAME...`. */
	readonly operands?: string;
	/** What is offered for them. */
	readonly completes?: readonly Completes[];
	/** By the first of them, what is offered for the others: each of these. */
	readonly completesBy?: Readonly<Record<string, readonly Completes[]>>;
	readonly summary: string;
	readonly flags: readonly CommandFlag[];
	/** Paragraphs of its help, after the flags. */
	readonly notes?: readonly string[];
	readonly examples?: readonly string[];
} & (
	| {
			/** It watches a service, and takes the flags of a connection. */
			readonly needs: 'service';
			/** Its operand is a file that what the service says is written into. */
			readonly records?: true;
			readonly stays?: undefined;
			readonly load: () => Promise<(asked: Asked, world: ServiceWorld) => Promise<number>>;
	  }
	| {
			readonly needs: 'service';
			/** It runs until a signal, as a service of the machine, and opens its connection by itself. */
			readonly stays: true;
			readonly load: () => Promise<(asked: Asked, world: StayingWorld) => Promise<number>>;
	  }
	| {
			readonly needs: 'machine';
			/** It takes the flags of a connection, and looks at it by itself. */
			readonly isConnected?: true;
			readonly load: () => Promise<(asked: Asked, world: MachineWorld) => Promise<number>>;
	  }
);

/** What was asked for on the command line. */
export type Asked = {
	readonly command: Command;
	readonly operands: readonly string[];
	/** The value of a flag, if it was given. */
	readonly text: (flag: string) => string | undefined;
	readonly isOn: (flag: string) => boolean;
};

/** What a command that watches nothing has of the world. */
export type MachineWorld = Surroundings & {
	readonly print: Printer;
	/** Ways to other services than the one that is watched. */
	readonly others: Others;
	/** What the doctor looks with; loaded for it alone. */
	readonly probes: () => Promise<Probes>;
};

/** Whether a command takes the flags of a connection. */
export function takesConnection(command: Command): boolean {
	return command.needs === 'service' || command.isConnected === true;
}

/** What a command has of the world and of the service that it watches. */
export type ServiceWorld = MachineWorld & {
	readonly engine: Engine;
	/** The calls themselves, for what is read once and not watched. */
	readonly service: SyncService;
	/** Writes what the service says into a file, where that was asked for. */
	readonly recorder?: Recorder;
	/** Ends when somebody or something ends the program. */
	readonly signal: AbortSignal;
};

/** A connection that is watched. */
export type Opened = {
	readonly engine: Engine;
	readonly stop: () => Promise<void>;
};

/** What a command that runs until a signal has of the world. */
export type StayingWorld = MachineWorld & {
	/** Reads settings and secrets as they are now, and begins to watch. Throws what cannot be used. */
	readonly open: () => Promise<Opened>;
	/** Ends when somebody or something ends the program. */
	readonly signal: AbortSignal;
	/** Tells of each SIGHUP. */
	readonly onHangUp: (listener: () => void) => Cancel;
	readonly listen: Listen;
	/** Who started it as a service, if that wants to be told. */
	readonly manager: ServiceManager | undefined;
	readonly usage: () => ProcessUsage;
	/** Gives back the memory that reading everything left behind. */
	readonly compact: () => void;
};
