import fs from 'node:fs';
import path from 'node:path';
import {type MutantResult} from '@stryker-mutator/api/core';
import {isInSample} from './sample.ts';

export const notInSample = 'not in the sample';
export const noTestRan = 'no test was run';

type Verdict = 'noticed' | 'survived' | 'untested' | 'failed';
type Judged = {readonly mutant: MutantResult; readonly file: string; readonly verdict: Verdict};

/** The mutants that nothing noticed, then the score of each folder. */
export function reportOn(mutants: readonly MutantResult[], percent: number): string {
	const judged = mutants.flatMap((mutant) => {
		const verdict = isInSample(mutant, percent) ? verdictOn(mutant) : undefined;
		const file = path.relative('.', mutant.fileName).replaceAll('\\', '/');
		return verdict === undefined ? [] : [{mutant, file, verdict}];
	});
	const folders = Map.groupBy(judged, ({file}) => path.posix.dirname(file));
	const unnoticed = judged
		.filter(({verdict}) => verdict !== 'noticed')
		.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
	return [
		...unnoticed.map((one) => lineOn(one)),
		'',
		`${judged.length} of ${mutants.length} mutants${percent === 100 ? '' : `, a sample of ${percent} %: the same ones each time`}`,
		'folder'.padEnd(24) + columns.map((name) => name.padStart(10)).join(''),
		...[...folders.keys()].toSorted().map((folder) => scoreOf(folder, folders.get(folder) ?? [])),
		scoreOf('all', judged),
	].join('\n');
}

// To be kept from loading, and to run on and on, is to be noticed: the tests do not pass.
function verdictOn({status, statusReason}: MutantResult): Verdict | undefined {
	switch (status) {
		case 'Killed':
		case 'Timeout': {
			return 'noticed';
		}

		case 'RuntimeError': {
			return statusReason === noTestRan ? 'failed' : 'noticed';
		}

		case 'Survived': {
			return 'survived';
		}

		case 'NoCoverage': {
			return 'untested';
		}

		case 'CompileError':
		case 'Ignored':
		case 'Pending': {
			return undefined;
		}
	}
}

const columns = ['mutants', 'noticed', 'survived', 'untested', 'failed', 'score'] as const;

function scoreOf(folder: string, mutants: readonly Judged[]): string {
	const count = (wanted: Verdict) => mutants.filter(({verdict}) => verdict === wanted).length;
	const [noticed, survived, untested] = [count('noticed'), count('survived'), count('untested')];
	const tried = noticed + survived + untested;
	const score = tried === 0 ? '-' : `${((100 * noticed) / tried).toFixed(1)} %`;
	const cells = [mutants.length, noticed, survived, untested, count('failed'), score];
	return folder.padEnd(24) + cells.map((cell) => String(cell).padStart(10)).join('');
}

function placeOf({file, mutant}: Judged): string {
	const {line, column} = mutant.location.start;
	return `${file}:${String(line).padStart(4)}:${String(column).padStart(4)}`;
}

function lineOn({file, mutant, verdict}: Judged): string {
	const {start} = mutant.location;
	const [before, after] = [sourceOf(mutant), mutant.replacement].map((text) => shorten(text));
	return `${file}:${start.line}:${start.column} ${verdict}: ${before}  ->  ${after}`;
}

function sourceOf({fileName, location: {start, end}}: MutantResult): string {
	const lines = fs
		.readFileSync(fileName, 'utf8')
		.split('\n')
		.slice(start.line - 1, end.line);
	const last = lines.pop() ?? '';
	const text = [...lines, last.slice(0, end.column - 1)].join('\n');
	return text.slice(start.column - 1);
}

function shorten(text: string): string {
	const line = text.replaceAll(/\s+/g, ' ').trim();
	return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
