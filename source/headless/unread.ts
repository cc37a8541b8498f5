import {safe} from '../contract/text.ts';
import {type ExitCode, exitCode} from '../exit-code.ts';
import {plural} from '../format/number.ts';
import {type Asked, type ServiceWorld} from './command.ts';
import {formatOf} from './output.ts';

// A list without some is not the list: whoever counts its lines has to learn of it, by the exit code, too.
export function endOf(rows: number, asked: Asked, {print}: ServiceWorld): ExitCode {
	if (rows === 0) {
		return exitCode.ended;
	}

	const message = safe`${plural(rows, safe`user`, safe`users`)} could not be read and ${rows === 1 ? safe`is` : safe`are`} not among these.`;
	const exit = exitCode.contract;
	print.problem(
		formatOf(asked).endsWith('json')
			? JSON.stringify({error: {kind: 'malformed', message, exit}})
			: `synctop: ${message}`,
	);
	return exit;
}
