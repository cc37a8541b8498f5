import {promises} from './promises.ts';

/** One test that holds a promise. */
export type Held = {
	readonly file: string;
	readonly ids: readonly string[];
	readonly title: string;
	readonly isPassed: boolean;
};

export type Soak = {
	readonly seed: number;
	readonly minutes: number;
	readonly seconds: number;
	readonly faultCount: number;
	readonly changes: number;
	readonly requests: number;
	readonly starts: number;
	readonly kills: number;
	readonly inUseGrowth: number;
	readonly memoryGrowth: number;
	readonly handleGrowth: number;
	readonly outcomes: Readonly<Record<string, number>>;
	readonly faults: Readonly<Record<string, number>>;
	readonly broken: readonly string[];
};

/** The ids in a name: `[R43, C7]` at its end. */
export function idsIn(text: string): readonly string[] {
	return [...text.matchAll(/\[((?:[RSC]\d+(?:, )?)+)\]/g)].flatMap(([, list = '']) =>
		list.split(', '),
	);
}

const shown = 3;

/** `docs/reliability.md`. */
export function page(held: readonly Held[], soak: Soak | undefined): string {
	const rows = Object.entries(promises).map(([id, promise]) => {
		const tests = held.filter(({ids}) => ids.includes(id));
		const result =
			tests.length === 0
				? 'no test yet'
				: tests.every(({isPassed}) => isPassed)
					? `${tests.length} passed`
					: `**${tests.filter(({isPassed}) => !isPassed).length} of ${tests.length} failed**`;
		return `| ${id} | ${promise} | ${named(tests)} | ${result} |`;
	});
	const passed = held.filter(({isPassed}) => isPassed).length;
	return `# What is promised, and what holds it

Written by \`npm run reliability -- --write\` from the names and results of the tests; do not edit. ${held.length} tests carry the id of a promise, ${passed} of them passed. R: it goes on. S: nobody gets in. C: a change happens once, or is called unknown. Not listed are promises about what does not exist (a time machine, signed plans, SVG exports, commands of one's own).

| id | promise | held by | result |
|---|---|---|---|
${rows.join('\n')}

${soak === undefined ? '' : soakText(soak)}`;
}

function named(tests: readonly Held[]): string {
	const places = [...Map.groupBy(tests, ({file}) => file)].map(([file, found]) => {
		const titles = [...new Set(found.map(({title}) => title.replace(/ \[[RSC\d, ]+\]$/, '')))];
		const list = titles.slice(0, shown).map((title) => clean(title));
		const more = titles.length > shown ? [`and ${titles.length - shown} more`] : [];
		return `\`${file.replace(/^test\//, '')}\`: ${[...list, ...more].join('; ')}`;
	});
	return places.join('<br>');
}

// Titles may hold what they are about: hostile text, bars, tags.
function clean(title: string): string {
	const text = title
		.replaceAll(/[^\u0020-\u007E]/g, '?')
		.replaceAll('|', '/')
		.replaceAll('<', '&lt;');
	return text.length > 120 ? `${text.slice(0, 119)}...` : text;
}

/** The figures of a soak. */
export function soakText(soak: Soak): string {
	const list = (counts: Readonly<Record<string, number>>): string =>
		Object.entries(counts)
			.toSorted(([, one], [, other]) => other - one)
			.map(([name, times]) => `${name} ${times}`)
			.join(', ');
	return `## Soak

\`npm run soak -- --minutes ${soak.minutes} --seed ${soak.seed}\`: the built program in a real terminal against the embedded service, with random faults, keys, changes, sizes, signals and kills.

| what | figure |
|---|---|
| time | ${soak.seconds} s, ${soak.starts} starts, ${soak.kills} of them ended by kill -9 or a terminal that was taken away |
| requests seen by the service | ${soak.requests} |
| faults met | ${soak.faultCount}: ${list(soak.faults)} |
| changes seen by the service | ${soak.changes}, each exactly once, each written down before |
| results in the journal | ${list(soak.outcomes)}; at the end none is open, and the journal verifies |
| memory | ${Math.round(soak.inUseGrowth)} MB more in use at most after a collection, from a quarter of a start (half a minute at least) to its end; ${Math.round(soak.memoryGrowth)} MB more resident, with what V8 has not tidied up |
| open files | ${soak.handleGrowth} more at most |
| invariants broken | ${soak.broken.length === 0 ? 'none' : soak.broken.map((text) => clean(text)).join('; ')} |
`;
}
