/** A metric as it was read back. */
export type ReadFamily = {
	readonly name: string;
	readonly type: string;
	readonly unit: string | undefined;
	readonly help: string;
	readonly samples: ReadonlyArray<{
		readonly name: string;
		readonly labels: Readonly<Record<string, string>>;
		readonly value: number;
	}>;
};

type Open = {
	name: string;
	type: string;
	unit: string | undefined;
	help: string;
	samples: Array<ReadFamily['samples'][number]>;
};

const suffixes: Readonly<Record<string, readonly string[]>> = {
	gauge: [''],
	counter: ['_total'],
	info: ['_info'],
	histogram: ['_bucket', '_sum', '_count'],
};

/** Reads OpenMetrics 1.0 by its grammar, as far as it is used here; throws at the first line that breaks it. */
export function readOpenMetrics(text: string): readonly ReadFamily[] {
	if (!text.endsWith('\n# EOF\n')) {
		throw new Error('It does not end with # EOF and a line end.');
	}

	return readLines(text.slice(0, -'# EOF\n'.length), {
		// HELP escapes quotes there, and a family is named without the ending of its samples.
		help: /^((?:[^\\"\n]|\\[\\"n])*)$/,
		suffixes,
	});
}

/** Reads the text format 0.0.4 likewise. */
export function readPlainText(text: string): readonly ReadFamily[] {
	return readLines(text, {
		help: /^((?:[^\\\n]|\\[\\n])*)$/,
		suffixes: {...suffixes, counter: ['']},
	});
}

function readLines(
	text: string,
	rules: {readonly help: RegExp; readonly suffixes: typeof suffixes},
): readonly ReadFamily[] {
	if (!text.endsWith('\n')) {
		throw new Error('The last line does not end.');
	}

	const families = new Map<string, Open>();
	let current: Open | undefined;
	const seen = new Set<string>();
	for (const line of text.slice(0, -1).split('\n')) {
		const meta = /^# (HELP|TYPE|UNIT) ([a-zA-Z_:][\w:]*) (.*)$/.exec(line);
		if (meta !== null) {
			const [, what = '', name = '', rest = ''] = meta;
			if (current?.name !== name) {
				if (families.has(name)) {
					throw new Error(`${name} comes twice`);
				}

				current = {name, type: '', unit: undefined, help: '', samples: []};
				families.set(name, current);
			}

			if (current.samples.length > 0) {
				throw new Error(`${line}: after its samples`);
			}

			describe(current, {what, rest, help: rules.help});
			continue;
		}

		const {name, labels, value} = readSample(line);
		const endings: readonly string[] = rules.suffixes[current?.type ?? ''] ?? [];
		if (current === undefined || !endings.some((ending) => `${current?.name}${ending}` === name)) {
			throw new Error(`${line}: not of the family ${current?.name ?? 'none'}`);
		}

		const key = `${name} ${sortedText(labels)}`;
		if (seen.has(key)) {
			throw new Error(`${line}: comes twice`);
		}

		seen.add(key);
		current.samples.push({name, labels, value});
	}

	return [...families.values()];
}

function describe(
	family: Open,
	{what, rest, help}: {readonly what: string; readonly rest: string; readonly help: RegExp},
): void {
	if (what === 'TYPE') {
		if (suffixes[rest] === undefined) {
			throw new Error(`${family.name}: no type ${rest}`);
		}

		family.type = rest;
	} else if (what === 'UNIT') {
		if (!family.name.endsWith(`_${rest}`)) {
			throw new Error(`${family.name} does not end with its unit ${rest}`);
		}

		family.unit = rest;
	} else {
		if (!help.test(rest)) {
			throw new Error(`${family.name}: its help is not escaped`);
		}

		family.help = unescaped(rest);
	}
}

function readSample(line: string) {
	const label = /([a-zA-Z_]\w*)="((?:[^\\"\n]|\\[\\"n])*)"/g;
	const whole =
		/^([a-zA-Z_:][\w:]*)(?:\{((?:[a-zA-Z_]\w*="(?:[^\\"\n]|\\[\\"n])*"(?:,|(?=\})))+)\})? ([+-]Inf|NaN|[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/;
	const [, name = '', inside = '', value = ''] = whole.exec(line) ?? [];
	if (name === '') {
		throw new Error(`${line}: no sample`);
	}

	const pairs = [...inside.matchAll(label)].map(
		([, key = '', text = '']) => [key, unescaped(text)] as const,
	);
	return {name, labels: Object.fromEntries(pairs), value: numberOf(value)};
}

function numberOf(text: string): number {
	return text.endsWith('Inf') ? (text.startsWith('-') ? -Infinity : Infinity) : Number(text);
}

function unescaped(text: string): string {
	return text.replaceAll(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
}

/** Labels as one text, in whatever order they came. */
export function sortedText(labels: Readonly<Record<string, string>>): string {
	return JSON.stringify(
		Object.entries(labels).toSorted(([one], [other]) => (one < other ? -1 : 1)),
	);
}
