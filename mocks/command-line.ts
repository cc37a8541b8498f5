import {parseArgs} from 'node:util';
import {
	defaultOptions,
	parseSimulationOptions,
	scenarioStories,
	type SimulationOptions,
} from './options.ts';

export type CommandLine =
	| {readonly kind: 'help'}
	| {readonly kind: 'wrong'; readonly problem: string}
	| {
			readonly kind: 'start';
			readonly options: SimulationOptions;
			readonly port: number;
			readonly isControlled: boolean;
			readonly credentialsFile?: string | undefined;
	  };

const defaultPort = 8790;

const flags = {
	port: {type: 'string'},
	users: {type: 'string'},
	groups: {type: 'string'},
	seed: {type: 'string'},
	scenario: {type: 'string'},
	speed: {type: 'string'},
	credentials: {type: 'string'},
	control: {type: 'boolean'},
	help: {type: 'boolean', short: 'h'},
} as const;

/** Reads the arguments of the command. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
	const parsed = readFlags(argv);
	if (typeof parsed === 'string') {
		return {kind: 'wrong', problem: parsed};
	}

	if (parsed.help) {
		return {kind: 'help'};
	}

	const port = parsed.port ?? String(defaultPort);
	if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
		return {
			kind: 'wrong',
			problem: `--port is "${port}", but must be a whole number from 0 to 65535; 0 takes any free one.`,
		};
	}

	const simulation = parseSimulationOptions(parsed);
	return simulation.ok
		? {
				kind: 'start',
				options: simulation.options,
				port: Number(port),
				isControlled: parsed.control ?? false,
				credentialsFile: parsed.credentials,
			}
		: {kind: 'wrong', problem: simulation.problem};
}

export function helpText(): string {
	const stories = scenarioStories.map(({name, story}) => `  ${name.padEnd(20)}${story}`);
	return `The embedded sync service: a simulated tenant behind the Sync Service API, on the loopback address.

Usage: node mocks/server.ts [flags]

  --port <n>          Port; 0 takes any free one (default ${defaultPort})
  --users <n>         Users of the tenant, 1 to 1000000 (default ${defaultOptions.users})
  --groups <n>        Groups, 1 to 200 (default ${defaultOptions.groups})
  --seed <n>          The same seed gives the same history (default ${defaultOptions.seed})
  --scenario <name>   What goes wrong (default ${defaultOptions.scenario})
  --speed <x>         Simulated seconds a second; 0 freezes (default ${defaultOptions.speed})
  --credentials <f>   JSON file with what the token endpoint shall ask for
  --control           Open the control interface, on a port of its own
  --help              This text

Scenarios:
${stories.join('\n')}
`;
}

function readFlags(argv: readonly string[]) {
	try {
		return parseArgs({args: [...argv], options: flags, strict: true, allowPositionals: false})
			.values;
	} catch (error) {
		// `parseArgs` says which argument it is; it throws nothing else.
		return error instanceof Error ? error.message : 'The arguments cannot be read.';
	}
}
