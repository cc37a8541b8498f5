import fs from 'node:fs';
import {type Finding, measureNames} from './finding.ts';
import {type Options} from './options.ts';

/** The findings of an earlier run that are not measured now, and what is to be said of that run. */
export type Earlier = {
	readonly date: string;
	readonly commit: string;
	readonly findings: readonly Finding[];
};

/** Reads what an earlier run wrote with `--json`; what is measured now is left out. */
export function readEarlier({earlierFile, only}: Options): Earlier | undefined {
	if (earlierFile === undefined) {
		return undefined;
	}

	// Written by this program: a file of anything else fails where it is shown.
	const {date, commit, findings}: Earlier = JSON.parse(fs.readFileSync(earlierFile, 'utf8'));
	return {date, commit, findings: findings.filter(({measure}) => !only.has(measure))};
}

/** Findings in the order of the measures, whichever run they are of. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
	return findings.toSorted(
		(one, other) => measureNames.indexOf(one.measure) - measureNames.indexOf(other.measure),
	);
}

/** A sentence for the page: which measures are of the earlier run. */
export function earlierText(earlier: Earlier | undefined): string {
	if (earlier === undefined) {
		return '';
	}

	const measures = [...new Set(earlier.findings.map(({measure}) => measure))];
	return ` Of an earlier run on the same machine (${earlier.date}, commit ${earlier.commit}): ${measures.join(', ')}.`;
}
