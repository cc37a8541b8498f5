/** How a cell looks, as canonical SGR parameters: attributes in order, then foreground, then background. Empty is the default. */
export type Style = string;

type Pen = {
	readonly attributes: ReadonlySet<number>;
	readonly foreground: string;
	readonly background: string;
};

const defaultPen: Pen = {attributes: new Set(), foreground: '', background: ''};

// What each closing parameter takes away.
const closing: ReadonlyMap<number, readonly number[]> = new Map([
	[22, [1, 2]],
	[23, [3]],
	[24, [4]],
	[25, [5]],
	[27, [7]],
	[28, [8]],
	[29, [9]],
]);

// Styles are few and come again and again.
const applied = new Map<string, Style>();

/** The style after the parameters of one SGR sequence. Parameters that are not known change nothing. */
export function applySgr(style: Style, parameters: string): Style {
	const key = `${style}>${parameters}`;
	let result = applied.get(key);
	if (result === undefined) {
		result = applyAll(style, parameters);
		applied.set(key, result);
	}

	return result;
}

function applyAll(style: Style, parameters: string): Style {
	const codes = parameters.split(';').map((text) => (text === '' ? 0 : Number(text)));
	let pen = penOf(style);
	for (let index = 0; index < codes.length; index++) {
		const code = codes[index] ?? 0;
		if (code === 38 || code === 48) {
			const length = codes[index + 1] === 5 ? 3 : 5;
			const color = codes.slice(index, index + length).join(';');
			pen = code === 38 ? {...pen, foreground: color} : {...pen, background: color};
			index += length - 1;
		} else {
			pen = applyCode(pen, code);
		}
	}

	return styleOf(pen);
}

function applyCode(pen: Pen, code: number): Pen {
	const taken = closing.get(code);
	if (code === 0) {
		return defaultPen;
	}

	if (taken !== undefined) {
		return {
			...pen,
			attributes: new Set([...pen.attributes].filter((known) => !taken.includes(known))),
		};
	}

	if (code < 10) {
		return {...pen, attributes: new Set([...pen.attributes, code])};
	}

	if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) {
		return {...pen, foreground: String(code)};
	}

	if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) {
		return {...pen, background: String(code)};
	}

	return code === 39 ? {...pen, foreground: ''} : code === 49 ? {...pen, background: ''} : pen;
}

const pens = new Map<Style, Pen>();

function penOf(style: Style): Pen {
	const known = pens.get(style);
	if (known !== undefined) {
		return known;
	}

	const colors =
		/(?:^|;)((?:38;5;\d+|38;2;\d+;\d+;\d+|3[0-7]|9[0-7]))?(?:(?:^|;)((?:48;5;\d+|48;2;\d+;\d+;\d+|4[0-7]|10[0-7])))?$/.exec(
			style,
		);
	const foreground = colors?.[1] ?? '';
	const background = colors?.[2] ?? '';
	const rest = style.slice(0, style.length - (colors?.[0].length ?? 0));
	const attributes = new Set(
		rest
			.split(';')
			.filter((text) => text !== '')
			.map(Number),
	);
	const pen = {attributes, foreground, background};
	pens.set(style, pen);
	return pen;
}

function styleOf({attributes, foreground, background}: Pen): Style {
	return [...[...attributes].toSorted((one, other) => one - other), foreground, background]
		.filter((part) => part !== '')
		.join(';');
}

const changes = new Map<string, string>();

/** The shortest sequence that turns one style into another; nothing when they are the same. */
export function styleChange(from: Style, to: Style): string {
	if (from === to) {
		return '';
	}

	const key = `${from}>${to}`;
	let change = changes.get(key);
	if (change === undefined) {
		change = shortestChange(from, to);
		changes.set(key, change);
	}

	return change;
}

function shortestChange(from: Style, to: Style): string {
	const reset = to === '' ? '\u001B[m' : `\u001B[;${to}m`;
	const one = penOf(from);
	const other = penOf(to);
	const isKept =
		[...one.attributes].every((attribute) => other.attributes.has(attribute)) &&
		(one.foreground === '' || other.foreground !== '') &&
		(one.background === '' || other.background !== '');
	if (!isKept) {
		return reset;
	}

	const added = [
		...[...other.attributes].filter((attribute) => !one.attributes.has(attribute)),
		other.foreground === one.foreground ? '' : other.foreground,
		other.background === one.background ? '' : other.background,
	].filter((part) => part !== '');
	const direct = `\u001B[${added.join(';')}m`;
	return direct.length < reset.length ? direct : reset;
}
