import {exitCode, exitMeanings} from '../exit-code.ts';
import {flags} from '../flags.ts';
import {flagLine} from './command-help.ts';
import {commands} from './command-table.ts';

/** The help of the program, from its tables. */
export function programHelp(
	scenarios: ReadonlyArray<{readonly name: string; readonly story: string}>,
): string {
	return [
		'synctop: htop for a mailbox synchronization service',
		'',
		'  synctop --demo               a simulated service, to look around',
		'  synctop --url URL            a Sync Service API',
		'  synctop                      the saved connection, or a first screen',
		'  synctop replay FILE          a recording, on the same screen',
		'  synctop COMMAND [flags]      the same without a screen; "synctop COMMAND --help" tells more',
		'',
		'Commands:',
		...commands.map(({name, summary}) => `  ${name.padEnd(24)} ${summary}`),
		'',
		'Flags:',
		...flags.map(flagLine),
		'',
		'Scenarios of the demo:',
		...scenarios.map(({name, story}) => `  ${name.padEnd(24)} ${story}`),
		'',
		'Credentials also come from the environment: SYNCTOP_TOKEN, or SYNCTOP_USERNAME, SYNCTOP_PASSWORD,',
		'SYNCTOP_CLIENT_ID, SYNCTOP_CLIENT_SECRET and SYNCTOP_DATABASE. The order is: standard input or a file',
		'named here, the environment, the credential command, a remembered file.',
		'',
		'HTTPS_PROXY and NO_PROXY are followed; loopback is never reached through a proxy.',
		'',
		'Exit codes:',
		...Object.entries(exitMeanings).map(
			([name, meaning]) => `  ${String(Reflect.get(exitCode, name)).padEnd(4)} ${meaning}`,
		),
		'  128+N  ended by signal N',
		'',
	].join('\n');
}
