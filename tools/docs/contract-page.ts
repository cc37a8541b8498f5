import {checks} from '../../source/headless/doctor/checks.ts';
import {clauses} from '../../source/headless/doctor/contract/clauses.ts';

/** docs/contract.md: what the Sync Service API asks of a server, clause by clause, and what else the doctor looks at. */
export function contractPage(): string {
	return [
		'# The contract, clause by clause',
		'',
		'Written by `npm run docs` from the tables that `synctop doctor` checks by (`source/headless/doctor/`); do not edit. Shapes are in',
		'[openapi.json](openapi.json); what a shape cannot say is here.',
		'',
		'```text',
		'synctop doctor --contract https://gateway.example/api                                     # reading only',
		'synctop doctor --contract https://gateway.example/api --changes --user NAME --yes         # one user, put back afterwards',
		'```',
		'',
		'It ends with 1 when a clause is broken, and names it. A clause that cannot be judged is not answered, with the reason. Reading takes GET',
		'alone, and one sign-in that has to be refused. *Memory*: a server that keeps nothing, such as a mock made of the examples of the document,',
		'cannot do it.',
		'',
		'| Clause | The server | Written in | Found out by | Memory |',
		'|---|---|---|---|---|',
		...clauses.map(
			({id, says, where, needs, isStateful}) =>
				`| \`${id}\` | ${cell(says)} | ${cell(where)} | ${needs} | ${isStateful ? 'yes' : ''} |`,
		),
		'',
		'## What `synctop doctor` looks at',
		'',
		'The number is that of the list of checks that the documentation of the product gives. What cannot be told from outside is not answered.',
		'',
		'| Check | No. | Looks at | Why it matters |',
		'|---|---|---|---|',
		...checks.map(
			({id, number, title, why}) => `| \`${id}\` | ${number} | ${cell(title)} | ${cell(why)} |`,
		),
		'',
	].join('\n');
}

const cell = (text: string): string => text.replaceAll('|', String.raw`\|`);
