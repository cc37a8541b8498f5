import {checkUrl} from '../connection-url.ts';
import {checkName, type Context, fullPaths, withConnection} from '../contexts.ts';
import {isThemeName} from '../core/preferences.ts';
import {exitCode} from '../exit-code.ts';
import {type Given} from '../flags.ts';
import {intervalOf} from '../interval.ts';
import {keepConnections} from '../keep-connections.ts';
import {type Asked, type MachineWorld} from './command.ts';
import {CommandError, failedError, usage} from './command-error.ts';

const flags = [
	'url',
	'token-file',
	'credentials-file',
	'credential-command',
	'allow-http',
	'ca-file',
] as const;

/** `synctop login`: saves a connection when the service has told who one is there. */
export async function login(asked: Asked, world: MachineWorld): Promise<number> {
	const [name, ...more] = asked.operands;
	if (name === undefined || more.length > 0) {
		throw usage('login takes one name, and --url: synctop login contoso --url https://…/api');
	}

	checkName(name);
	const context = contextOf(asked);
	if (!asked.isOn('no-check')) {
		await check(name, asked, world);
	}

	await keepConnections(world.folders.settings, (present) =>
		withConnection(present, name, context),
	);
	world.print.note(
		`Saved as ${name}, and current from now on. "synctop" opens it; on screen @ changes to another one.`,
	);
	return exitCode.ended;
}

function contextOf(asked: Asked): Context {
	const checked = checkUrl(asked.text('url') ?? '', asked.text('allow-http'));
	if (asked.text('url') === undefined) {
		throw usage('login needs the address of the service: --url https://…/api');
	}

	if (!checked.ok) {
		throw usage(checked.problem);
	}

	if (asked.text('token-file') === '-') {
		throw usage(
			'A token from standard input cannot be there at the next start. Name a file, or a --credential-command.',
		);
	}

	const interval = asked.text('interval');
	const theme = asked.text('theme');
	const command = asked.text('credential-command');
	const allowHttp = asked.text('allow-http');
	return {
		url: checked.url,
		...fullPaths({
			tokenFile: asked.text('token-file'),
			credentialsFile: asked.text('credentials-file'),
			caFile: asked.text('ca-file'),
		}),
		...(command !== undefined && {credentialCommand: command}),
		...(allowHttp !== undefined && {allowHttp}),
		...(interval !== undefined && {interval: intervalOf(interval, {}) / 1000}),
		...(theme !== undefined && isThemeName(theme) && {theme}),
		...(asked.isOn('production') && {production: true}),
		...(asked.isOn('read-only') && {readOnly: true}),
	};
}

async function check(name: string, asked: Asked, {others, print}: MachineWorld): Promise<void> {
	const given: Given = Object.fromEntries(
		flags.flatMap((flag) => {
			const value = asked.text(flag);
			return value === undefined ? [] : [[flag, value]];
		}),
	);
	const outcome = await others.session(given);
	if (!outcome.ok) {
		const failure = failedError(outcome.failure);
		throw new CommandError(
			`${failure.message} ${name} was not saved; --no-check saves it all the same.`,
			failure,
		);
	}

	const {actor, tenant, mayChange} = outcome.value;
	print.note(
		`You are ${actor} at ${tenant}, and may ${mayChange ? 'make changes' : 'look, not change'}.`,
	);
}
