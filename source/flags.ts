import {parseArgs} from 'node:util';

/** One flag of the command line: help, README and parsing are read off this table. */
type Flag = {
	readonly name: string;
	/** What stands for its value; none for a switch. */
	readonly value?: string;
	readonly help: string;
	/** What is offered for its value. */
	readonly completes?: 'contexts';
};

/** What is watched, and how: the screen and every command that watches a service take these. */
export const connectionFlags = [
	{name: 'demo', help: 'watch an embedded, simulated service; nothing real is touched'},
	{name: 'users', value: 'N', help: 'demo: how many users (default 180)'},
	{name: 'groups', value: 'N', help: 'demo: how many groups (default 8)'},
	{name: 'seed', value: 'S', help: 'demo: the same seed tells the same story (default 7)'},
	{name: 'scenario', value: 'NAME', help: 'demo: what goes wrong (default calm)'},
	{name: 'speed', value: 'X', help: 'demo: simulated seconds a second; 0 freezes (default 60)'},
	{name: 'url', value: 'URL', help: 'the base URL of a Sync Service API; usually it ends in /api'},
	{
		name: 'context',
		value: 'NAME',
		completes: 'contexts',
		help: 'a saved connection; SYNCTOP_CONTEXT names one, too (default: the current one)',
	},
	{
		name: 'replay',
		value: 'FILE',
		help: 'look at a recording instead of a service; a command looks at its end',
	},
	{
		name: 'replay-speed',
		value: 'X',
		help: 'seconds of the recording a second (default 1), from its start',
	},
	{name: 'name', value: 'TEXT', help: 'what to call the connection on screen (default: its host)'},
	{
		name: 'token-file',
		value: 'FILE',
		help: 'a file with a bearer token, mode 600 in a folder of mode 700; - is standard input',
	},
	{
		name: 'credentials-file',
		value: 'FILE',
		help: 'a JSON file with username, password, clientId, clientSecret, database; likewise',
	},
	{
		name: 'credential-command',
		value: 'COMMAND',
		help: 'a command that prints JSON: {"token"}, or the same as a credentials file',
	},
	{
		name: 'allow-http',
		value: 'HOST',
		help: 'allow http: to this host, by its name; loopback is always allowed',
	},
	{name: 'ca-file', value: 'FILE', help: "certificates to trust besides the system's, in PEM"},
	{
		name: 'interval',
		value: 'SECONDS',
		help: 'how often to ask, 1 to 3600 (default 2, or as last set)',
	},
	{name: 'read-only', help: 'no changes, whatever the rights'},
] as const satisfies readonly Flag[];

/** How the screen is, and what it begins with. */
export const modeFlags = [
	{
		name: 'save',
		help: 'remember this connection (not its secrets) under --name, and open it from now on',
	},
	{
		name: 'record',
		value: 'FILE',
		help: 'write what the service says into a new file, to be replayed',
	},
	{name: 'mask', help: 'with --record: names, e-mails and employee numbers are replaced'},
	{name: 'plan', value: 'FILE', help: 'load a plan file: changes to look at, and to apply or drop'},
	{
		name: 'theme',
		value: 'NAME',
		help: 'colours: dark, light, high-contrast, deuteranopia, protanopia, tritanopia, mono',
	},
	{
		name: 'mouse',
		help: 'click a row, scroll by the wheel; to select text hold Shift meanwhile',
	},
	{
		name: 'linear',
		help: 'no screen: sentences and numbered lists, line by line, for screen readers',
	},
	{name: 'ascii', help: 'draw with ASCII only'},
	{name: 'version', help: 'print the version'},
	{name: 'help', help: 'print this'},
] as const satisfies readonly Flag[];

/** The flags in the order of the help. */
export const flags = [...connectionFlags, ...modeFlags] as const;

export type FlagName = (typeof flags)[number]['name'];

/** The flags as they were given: text for those with a value, `true` for switches. */
export type Given = Readonly<Partial<Record<FlagName, string | boolean>>>;

export type ParsedFlags =
	| {readonly ok: true; readonly given: Given}
	| {readonly ok: false; readonly problem: string};

/** Reads the command line. Unknown flags and stray words are refused by name. */
export function parseFlags(argv: readonly string[]): ParsedFlags {
	const options = Object.fromEntries(
		flags.map((flag) => [
			flag.name,
			{type: 'value' in flag ? ('string' as const) : ('boolean' as const)},
		]),
	);
	try {
		const {values} = parseArgs({args: [...argv], options, strict: true, allowPositionals: false});
		return {ok: true, given: values};
	} catch (error) {
		const [sentence] = (error instanceof Error ? error.message : String(error)).split(/\.(?:\s|$)/);
		return {
			ok: false,
			problem: `${sentence ?? 'The command line could not be read'}. "synctop --help" lists what there is.`,
		};
	}
}

/**
Where the name of a command stands on a command line, or -1: the first word that is no flag and no value of one, so that the flags of a
connection may come before it.
*/
export function placeOfCommand(argv: readonly string[]): number {
	const takesValue = new Set(
		[...connectionFlags, ...modeFlags].flatMap((flag) =>
			'value' in flag ? [`--${flag.name}`] : [],
		),
	);
	let index = 0;
	for (; index < argv.length; index++) {
		const word = argv[index] ?? '';
		if (word === '--') {
			return -1;
		}

		if (!word.startsWith('-')) {
			return index;
		}

		index += takesValue.has(word) ? 1 : 0;
	}

	return -1;
}

/** A flag with a value, as text. */
export function textOf(given: Given, name: FlagName): string | undefined {
	const value = given[name];
	return typeof value === 'string' ? value : undefined;
}
