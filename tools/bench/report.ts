import {type Finding} from './finding.ts';
import {short} from './stats.ts';

const heads = [
	'what',
	'program',
	'measured',
	'middle half',
	'n',
	'reference',
	'ratio',
	'goal',
	'met',
] as const;

/** The findings as cells of text, in the order of the heads. */
function cells({what, program, outcome, reference, goal}: Finding): readonly string[] {
	if (outcome.kind === 'missing') {
		return [what, program, `not measured: ${outcome.reason}`, '', '', '', '', goal?.text ?? '', ''];
	}

	const {value, low, high, takes, unit} = outcome;
	const isMet =
		goal === undefined || Number.isNaN(goal.limit) ? '' : value <= goal.limit ? 'yes' : 'no';
	const ratio =
		reference === undefined || reference.value === 0 ? '' : short(value / reference.value);
	return [
		what,
		program,
		`${short(value)} ${unit}`,
		takes === 1 ? '' : `${short(low)}..${short(high)}`,
		String(takes),
		reference === undefined ? '' : `${reference.name} ${short(reference.value)}`,
		ratio,
		goal?.text ?? '',
		isMet,
	];
}

/** A table for a terminal. */
export function textTable(findings: readonly Finding[]): string {
	const rows = [heads, ...findings.map(cells)];
	// A reason may be long: it runs over the columns after it.
	const widths = heads.map((_, column) =>
		Math.max(
			...rows.map((row) =>
				row[2]?.startsWith('not ') && column === 2 ? 0 : (row[column] ?? '').length,
			),
		),
	);
	const lines = rows.map((row) =>
		row
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd(),
	);
	const [head = '', ...rest] = lines;
	return [head, '-'.repeat(head.length), ...rest, ''].join('\n');
}

/** The same table in Markdown. */
export function markdownTable(findings: readonly Finding[]): string {
	const line = (row: readonly string[]): string =>
		`| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	return [
		line(heads),
		`|${heads.map(() => '---').join('|')}|`,
		...findings.map((finding) => line(cells(finding))),
	].join('\n');
}
