import fs from 'node:fs';
import {expect, test} from 'vitest';
import {interpret} from '../../source/commands/interpret.ts';
import {themeNames} from '../../source/core/preferences.ts';
import {drawFrame} from '../../source/tui/frame.ts';
import {paintFrame} from '../../source/tui/painted.ts';
import {codesOf} from '../../source/tui/theme.ts';
import {colours, type Colours, themes} from '../../source/tui/themes.ts';
import {openApp} from './open-app.ts';

type Triple = readonly [number, number, number];

function linear(colour: string): Triple {
	const part = (at: number): number => {
		const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
		return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	};
	return [part(1), part(3), part(5)];
}

function luminance(colour: string): number {
	const [red, green, blue] = linear(colour);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of WCAG, 1 to 21. */
function contrast(one: string, other: string): number {
	const [light = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
	return (light + 0.05) / (darker + 0.05);
}

// How colours look without one kind of cones (Machado, Oliveira, Fernandes 2009, severity 1).
const without = {
	protanopia: [
		0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
	],
	deuteranopia: [
		0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
	],
	tritanopia: [
		1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039,
	],
} as const;

function seenBy(kind: keyof typeof without, colour: string): Triple {
	const [red, green, blue] = linear(colour);
	const row = (at: number): number => {
		const [one = 0, two = 0, three = 0] = without[kind].slice(at, at + 3);
		return Math.max(0, Math.min(1, one * red + two * green + three * blue));
	};
	return [row(0), row(3), row(6)];
}

/** CIE L*a*b*, in which distances are about what people see. */
function lab([red, green, blue]: Triple): Triple {
	const root = (value: number): number =>
		value > 216 / 24_389 ? Math.cbrt(value) : (value * 24_389) / 27 / 116 + 16 / 116;
	const x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.950_47);
	const y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue);
	const z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.088_83);
	return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(one: Triple, other: Triple): number {
	const [here, there] = [lab(one), lab(other)];
	return Math.hypot(...here.map((value, index) => value - (there[index] ?? 0)));
}

const shown = [
	'dim',
	'accent',
	'ok',
	'off',
	'warn',
	'error',
	'none',
	'pending',
	'changed',
] as const;
const own: ReadonlyArray<readonly [string, Colours]> = Object.entries(colours);

test.each(own)(
	'%s: every colour can be read on its ground, and text on what is filled',
	(name, theme) => {
		const least = name === 'high-contrast' ? 7 : 4.5;
		for (const role of shown) {
			expect(contrast(theme[role], theme.on), role).toBeGreaterThanOrEqual(least);
		}

		expect(contrast(theme.dangerText, theme.danger)).toBeGreaterThanOrEqual(least);
		expect(contrast(theme.demoText, theme.accent)).toBeGreaterThanOrEqual(4.5);
	},
);

const states = ['ok', 'warn', 'error', 'pending'] as const;
const pairs = states.flatMap((one, index) =>
	states.slice(index + 1).map((other) => [one, other] as const),
);

test.each([
	['deuteranopia', colours.deuteranopia],
	['protanopia', colours.deuteranopia],
	['tritanopia', colours.tritanopia],
] as const)('%s: the states look different to whom the theme is for', (kind, theme) => {
	for (const [one, other] of pairs) {
		const apart = distance(seenBy(kind, theme[one]), seenBy(kind, theme[other]));
		expect(apart, `${one} and ${other}`).toBeGreaterThan(20);
	}
});

test.each(themeNames)('%s: what is wrong differs in weight, not in colour alone', (name) => {
	for (const depth of ['ansi16', 'truecolor'] as const) {
		const codes = themes[name][depth];
		expect(codes.error).toMatch(/^1;/);
		expect(codes.unknown).toMatch(/(?:^|;)7(?:;|$)/);
		expect(codes.stale).toMatch(/(?:^|;)7(?:;|$)/);
		expect(codes.changed).toMatch(/^1/);
		expect(codes.danger).toMatch(name === 'mono' ? /^1/ : /(?:^|;)4[0-8]/);
		expect(new Set([codes.ok, codes.warn, codes.error, codes.pending, codes.unknown]).size).toBe(5);
	}
});

test('a terminal without colours gets none, whatever the theme [NO_COLOR]', () => {
	for (const name of themeNames) {
		expect(codesOf('error', {depth: 'mono', name})).toBe('1;4');
		expect(codesOf('error', {depth: 'plain', name})).toBe('');
	}
});

test('a theme that is chosen holds at once, also in an open menu, and is kept', async () => {
	await using app = await openApp();
	const terminal = {depth: 'truecolor', isAscii: false} as const;
	const before = paintFrame(drawFrame(app.state()), terminal);
	app.press(...Array.from(':theme light'), 'enter');
	const after = paintFrame(drawFrame(app.state()), terminal);
	expect(after.rows).not.toEqual(before.rows);
	expect(after.theme.name).toBe('light');
	await expect
		.poll(
			() =>
				fs.existsSync(app.folder.in('config.json')) &&
				fs.readFileSync(app.folder.in('config.json'), 'utf8'),
		)
		.toMatch(/"theme": ?"light"/);
	app.press(...Array.from(':theme pink'), 'enter');
	expect(app.state().dialog).toMatchObject({problem: expect.stringContaining('no theme "pink"')});
	app.press('escape', 'ctrl+p', ...Array.from('theme tri'), 'enter');
	expect(app.state().preferences.theme).toBe('tritanopia');
	expect(interpret(app.state(), {chord: 'ctrl+s'})).toBeUndefined();
});
