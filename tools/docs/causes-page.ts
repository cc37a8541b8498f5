import {scoreOf} from '../bench/causes.ts';
import {parts} from '../../source/knowledge/catalogue.ts';
import {type Kind, type RepairedBy} from '../../source/knowledge/kind.ts';

const repairers: Readonly<Record<RepairedBy, string>> = {
	vantagepointAdmin: 'Vantagepoint administrator',
	mailAdmin: 'mail administrator',
	user: 'the user',
	vendor: 'the vendor',
	itself: 'nobody, it passes',
};

const reaches: Readonly<Record<Kind['reach'], string>> = {
	everyone: 'everyone',
	group: 'a group',
	mailServer: 'a mail server',
	accessType: 'an access type',
	user: 'one user',
	item: 'one object',
};

/** `docs/causes.md`: every kind of failure that is known. */
export function causesPage(): string {
	const kinds = parts.flatMap((part) => part.kinds);
	const sections = parts.map(
		({title, kinds: some}) =>
			`## ${title}\n\n${table([
				[
					'Kind',
					'Codes',
					'Severity',
					'Tried again',
					'Suspends',
					'Hits',
					'Repaired by',
					'What to do',
					'Source',
				],
				...some.map((kind) => row(kind)),
			])}`,
	);
	return `# Causes of failures

Written by \`npm run docs\` from \`source/knowledge/\`; do not edit. The program tells ${kinds.length} kinds of failures apart: by a code beside the message or in it, else by what the message says. A code with … behind it is shared with other kinds: the message or the side it came from decides. Severity: low has no effect, moderate likely has one, severe stops synchronization, critical needs the vendor. Your own kinds go into \`causes.json\` beside the settings, and win over these; the README says how.

${sections.join('\n\n')}

## How well they are told apart

Of a corpus that \`tools/bench/corpus*\` makes: each cause in several wordings, each wording with its code beside it, in it and without any, in formats from JSON and SOAP to stack traces, HTML pages and texts that were cut off; and causes that nobody ever wrote down. The rules may be bettered by the tuning half. The wordings and the formats of the held-out half are others, and the rules are never changed for them; that they were written by people who know the rules is its weakness. *Precision*: of all pairs in one cluster, those with one cause. *Recall*: of all pairs with one cause, those in one cluster. *Named*: messages of known causes that were given the right name. The same figures: \`npm run bench -- --only causes\`.

${scoresTable()}
`;
}

function scoresTable(): string {
	const scores = (['tuning', 'held out'] as const).map(scoreOf);
	const wrong = scores[1]?.wrong ?? [];
	const share = (value: number): string => `${(value * 100).toFixed(1)} %`;
	return `${table([
		[
			'Half',
			'Messages',
			'Causes',
			'Clusters',
			'Precision',
			'Recall',
			'Named',
			'Named without a code',
		],
		...scores.map((score) => [
			score.half,
			String(score.messages),
			String(score.causes),
			String(score.clusters),
			share(score.precision),
			share(score.recall),
			share(score.named),
			share(score.namedByText),
		]),
	])}

Wrong in the held-out half: ${wrong.map(([cause, takenFor]) => `${cause} (${takenFor.join(', ')})`).join('; ')}.`;
}

function row(kind: Kind): readonly string[] {
	return [
		`**${kind.name}** (\`${kind.id}\`): ${kind.means} ${kind.likely}`,
		codesOf(kind)
			.map((code) => `\`${code}\``)
			.join(', '),
		kind.severity,
		kind.retries ? 'yes' : 'no',
		kind.suspends,
		reaches[kind.reach],
		repairers[kind.repairedBy],
		kind.remedy.map(({text}, index) => `${index + 1}. ${text}`).join('<br>'),
		kind.link === undefined ? kind.source : `[${kind.source}](${kind.link})`,
	];
}

// A code that needs a text beside it is marked: others have it, too.
function codesOf({when}: Kind): readonly string[] {
	return [
		...new Set(
			when.flatMap(({codes = [], texts, sources, isGeneral}) =>
				codes.map((code) =>
					texts !== undefined || sources !== undefined || isGeneral === true ? `${code}…` : code,
				),
			),
		),
	];
}

function table(rows: ReadonlyArray<readonly string[]>): string {
	const [header = [], ...rest] = rows;
	const line = (cells: readonly string[]): string =>
		`| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
	return [line(header), line(header.map(() => '---')), ...rest.map((cells) => line(cells))].join(
		'\n',
	);
}
