import {parseArgs} from 'node:util';

/** One flag of the command line: help, README and parsing are read off this table. */
type Flag = {
	readonly name: string;
	/** What stands for its value; none for a switch. */
	readonly value?: string;
	readonly help: string;
};

/** The flags in the order of the help. */
export const flags = [
	{name: 'demo', help: 'watch an embedded, simulated service; nothing real is touched'},
	{name: 'users', value: 'N', help: 'demo: how many users (default 180)'},
	{name: 'groups', value: 'N', help: 'demo: how many groups (default 8)'},
	{name: 'seed', value: 'S', help: 'demo: the same seed tells the same story (default 7)'},
	{name: 'scenario', value: 'NAME', help: 'demo: what goes wrong (default calm)'},
	{name: 'speed', value: 'X', help: 'demo: simulated seconds a second; 0 freezes (default 60)'},
	{name: 'url', value: 'URL', help: 'the base URL of a Sync Service API; usually it ends in /api'},
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
		help: 'allow http: to this host, by its name; loopback needs no leave',
	},
	{name: 'ca-file', value: 'FILE', help: "certificates to trust besides the system's, in PEM"},
	{name: 'save', help: 'remember this connection (not its secrets) for the next start'},
	{
		name: 'interval',
		value: 'SECONDS',
		help: 'how often to ask, 1 to 3600 (default 2, or as last set)',
	},
	{name: 'plan', value: 'FILE', help: 'load a plan file: changes to look at, and to apply or drop'},
	{name: 'read-only', help: 'no changes, whatever the rights'},
	{
		name: 'theme',
		value: 'NAME',
		help: 'colours: dark, light, high-contrast, deuteranopia, protanopia, tritanopia, mono',
	},
	{
		name: 'mouse',
		help: 'click a row, scroll by the wheel; to select text hold Shift meanwhile',
	},
	{name: 'ascii', help: 'draw with ASCII only'},
	{name: 'version', help: 'print the version'},
	{name: 'help', help: 'print this'},
] as const satisfies readonly Flag[];

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

/** A flag with a value, as text. */
export function textOf(given: Given, name: FlagName): string | undefined {
	const value = given[name];
	return typeof value === 'string' ? value : undefined;
}

/** The help, from the table. */
export function helpText(
	scenarios: ReadonlyArray<{readonly name: string; readonly story: string}>,
): string {
	const rows = flags.map((flag) => {
		const left = 'value' in flag ? `--${flag.name} ${flag.value}` : `--${flag.name}`;
		return `  ${left.padEnd(24)} ${flag.help}`;
	});
	return [
		'synctop: htop for a mailbox synchronization service',
		'',
		'  synctop --demo               a simulated service, to look around',
		'  synctop --url URL            a Sync Service API',
		'  synctop                      the saved connection, or a first screen',
		'  synctop audit [verify]       what was changed from here; "synctop audit --help" tells more',
		'',
		...rows,
		'',
		'Scenarios of the demo:',
		...scenarios.map(({name, story}) => `  ${name.padEnd(20)} ${story}`),
		'',
		'Credentials also come from the environment: SYNCTOP_TOKEN, or SYNCTOP_USERNAME, SYNCTOP_PASSWORD,',
		'SYNCTOP_CLIENT_ID, SYNCTOP_CLIENT_SECRET and SYNCTOP_DATABASE. The order is: standard input or a file',
		'named here, the environment, the credential command, a remembered file.',
		'',
		'HTTPS_PROXY and NO_PROXY are followed; loopback is never reached through a proxy.',
		'',
		'Exit codes: 0 ended as asked, 2 the command line or the terminal is not usable, 70 a defect of this',
		'program, 128+N ended by signal N.',
		'',
	].join('\n');
}
