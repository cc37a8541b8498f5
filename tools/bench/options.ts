import {parseArgs} from 'node:util';
import {type MeasureName, measureNames} from './finding.ts';

export type Options = {
	readonly isQuick: boolean;
	readonly only: ReadonlySet<MeasureName>;
	readonly jsonFile: string | undefined;
	/** The command of another build to measure beside ours. */
	readonly command: string | undefined;
	readonly isWriting: boolean;
	/** The findings of an earlier run, for what is not measured now. */
	readonly earlierFile: string | undefined;
};

export type ReadOptions =
	| {readonly kind: 'run'; readonly options: Options}
	| {readonly kind: 'help'}
	| {readonly kind: 'wrong'; readonly problem: string};

export const helpText = `Measures the build in dist/ in a real terminal.

  --quick            few takes: a few minutes
  --only NAME,…      only some of: ${measureNames.join(', ')};
                     million and stream (a million users) take minutes and some GB, and are measured only
                     when they are named
  --json FILE        write the findings as JSON, too
  --command "…"      measure another build beside ours, by the command that starts it; {url} stands for the service
  --earlier FILE     take what is not measured now from the JSON of an earlier run; the page says so
  --write            write docs/performance.md from this run
  --help             this text
`;

const flags = {
	quick: {type: 'boolean'},
	only: {type: 'string'},
	json: {type: 'string'},
	command: {type: 'string'},
	earlier: {type: 'string'},
	write: {type: 'boolean'},
	help: {type: 'boolean', short: 'h'},
} as const;

export function readOptions(argv: readonly string[]): ReadOptions {
	try {
		const {values} = parseArgs({
			args: [...argv],
			options: flags,
			strict: true,
			allowPositionals: false,
		});
		if (values.help === true) {
			return {kind: 'help'};
		}

		const names =
			values.only?.split(',') ??
			measureNames.filter((name) => name !== 'million' && name !== 'stream');
		const unknown = names.find((name) => !measureNames.some((known) => known === name));
		if (unknown !== undefined) {
			return {
				kind: 'wrong',
				problem: `There is no measurement "${unknown}". There are: ${measureNames.join(', ')}.`,
			};
		}

		if (values.command?.includes('{url}') === false) {
			return {
				kind: 'wrong',
				problem: 'The command needs {url} where the address of the service belongs.',
			};
		}

		return {
			kind: 'run',
			options: {
				isQuick: values.quick ?? false,
				only: new Set(measureNames.filter((known) => names.some((name) => name === known))),
				jsonFile: values.json,
				command: values.command,
				isWriting: values.write ?? false,
				earlierFile: values.earlier,
			},
		};
	} catch (error) {
		// `parseArgs` says which argument it is; it throws nothing else.
		return {kind: 'wrong', problem: error instanceof Error ? error.message : String(error)};
	}
}
