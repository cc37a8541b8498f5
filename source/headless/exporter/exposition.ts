import {type Family, type Labels, type Told} from './family.ts';

/** How metrics are written down. */
export type Exposition = 'openMetrics' | 'plainText';

export const contentTypes: Readonly<Record<Exposition, string>> = {
	openMetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
	plainText: 'text/plain; version=0.0.4; charset=utf-8',
};

/** Writes metrics as OpenMetrics 1.0 or as the text format 0.0.4 wants them. */
export function expose(told: readonly Told[], exposition: Exposition): string {
	const lines = told.flatMap(({family, samples}) =>
		samples.length === 0
			? []
			: [
					...head(family, exposition),
					...samples.map(
						({labels, value, suffix = ''}) =>
							`${family.name}${suffix}${labelText(labels)} ${numberText(value)}`,
					),
				],
	);
	return `${[...lines, ...(exposition === 'openMetrics' ? ['# EOF'] : [])].join('\n')}\n`;
}

function head({name, type, unit, help}: Family, exposition: Exposition): readonly string[] {
	if (exposition === 'plainText') {
		const known = type === 'info' ? 'gauge' : type;
		const text = help.replaceAll('\\', String.raw`\\`).replaceAll('\n', String.raw`\n`);
		return [`# HELP ${name} ${text}`, `# TYPE ${name} ${known}`];
	}

	// There the name of a counter or of an info is that of the family, without its ending.
	const family = name.replace(
		type === 'counter' ? /_total$/ : type === 'info' ? /_info$/ : /$^/,
		'',
	);
	return [
		`# TYPE ${family} ${type}`,
		...(unit === undefined ? [] : [`# UNIT ${family} ${unit}`]),
		`# HELP ${family} ${escaped(help)}`,
	];
}

function labelText(labels: Labels | undefined): string {
	const pairs = Object.entries(labels ?? {}).map(([name, value]) => `${name}="${escaped(value)}"`);
	return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(text: string): string {
	return text
		.replaceAll('\\', String.raw`\\`)
		.replaceAll('\n', String.raw`\n`)
		.replaceAll('"', String.raw`\"`);
}

function numberText(value: number): string {
	return Number.isFinite(value) || Number.isNaN(value)
		? String(value)
		: value > 0
			? '+Inf'
			: '-Inf';
}

/** Which of the two a client wants, by its `Accept`: the plain text only where it is preferred to OpenMetrics. */
export function expositionFor(accept: string | undefined): Exposition {
	const wishes = (accept ?? '')
		.split(',')
		.map((part) =>
			part
				.trim()
				.toLowerCase()
				.split(/\s*;\s*/),
		)
		.map(([type = '', ...parameters]) => ({type, parameters, quality: qualityOf(parameters)}));
	const best = (isMeant: (wish: (typeof wishes)[number]) => boolean): number =>
		Math.max(0, ...wishes.filter(isMeant).map(({quality}) => quality));
	const open = best(
		({type, parameters}) =>
			type === 'application/openmetrics-text' &&
			parameters.every((text) => !text.startsWith('version=') || text === 'version=1.0.0'),
	);
	const plain = best(({type}) => type === 'text/plain' || type === 'text/*');
	return plain > open ? 'plainText' : 'openMetrics';
}

function qualityOf(parameters: readonly string[]): number {
	const text = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
	const value = text === undefined ? 1 : Number(text);
	return value >= 0 && value <= 1 ? value : 0;
}
