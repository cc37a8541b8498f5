import type * as z from 'zod';
import {joinSafe, keepSafe, type SafeText, safe} from '../../contract/text.ts';
import {exitCode} from '../../exit-code.ts';
import {type Tone} from '../../core/select/line.ts';
import {count} from '../../format/number.ts';
import {fit, widthOf, wrap} from '../../format/width.ts';
import {type Asked, type MachineWorld} from '../command.ts';
import {painterOf} from '../output.ts';
import {type CheckState, checkStates, type Finding} from './finding.ts';
import {type SettingFound} from './ports.ts';
import {type doctorSchema} from './report-schema.ts';

const marks: Readonly<Record<CheckState, {readonly word: SafeText; readonly tone: Tone}>> = {
	ok: {word: safe`ok`, tone: 'ok'},
	warn: {word: safe`WARN`, tone: 'warn'},
	fail: {word: safe`FAIL`, tone: 'error'},
	notAnswered: {word: safe`?`, tone: 'dim'},
};

const told = 5;
// What was found stands beside its title where there is so much room for it, else under it.
const leastBeside = 40;

/** Prints findings, and the settings that they were found by. */
export async function report(
	findings: readonly Finding[],
	settings: readonly SettingFound[],
	asked: Asked,
	world: MachineWorld,
): Promise<void> {
	const counts = countsOf(findings);
	if (asked.text('output') === 'json') {
		const told: z.input<typeof doctorSchema> = {
			counts,
			checks: findings.map(({who, ...finding}) => ({...finding, ...(who && {who: [...who]})})),
			settings: [...settings],
		};
		await world.print.out(`${JSON.stringify(told, undefined, 2)}\n`);
		return;
	}

	const paint = painterOf(world);
	const width = Math.max(0, ...findings.map(({title}) => widthOf(title)));
	const cells = world.print.width ?? Number.POSITIVE_INFINITY;
	const isWhole = asked.isOn('explain');
	const isAnswered = ({state}: Finding): boolean => state !== 'notAnswered';
	for (const finding of isWhole ? findings : findings.filter((one) => isAnswered(one))) {
		const {word, tone} = marks[finding.state];
		const {title, found} = finding;
		const isBeside = cells - width - 8 >= leastBeside;
		const lines = [
			isBeside ? `${fit(title, width)}  ${hang(found, cells, width + 8)}` : title,
			...(isBeside ? [] : [`  ${hang(found, cells, 8)}`]),
			...detailsOf(finding, isWhole).map((line) => `  ${hang(line, cells, 8)}`),
		].map((line) => paint(keepSafe(line), 'text'));
		await world.print.out(`${paint(fit(word, 5), tone)} ${lines.join('\n      ')}\n`);
	}

	if (!isWhole) {
		await world.print.out(
			notAnsweredText(
				findings.filter((one) => !isAnswered(one)),
				cells,
			),
		);
	}

	await world.print.out(
		`\n${checkStates.map((state) => `${count(counts[state])} ${wordOf(state)}`).join(', ')}\n`,
	);
	await printSettings(settings, world);
}

/** What could not be told, by the reason: one missing flag leaves many checks without an answer. */
function notAnsweredText(findings: readonly Finding[], cells: number): string {
	const byReason = Map.groupBy(findings, ({found}) => found);
	const parts = [...byReason].map(([reason, some]) => {
		const titles = joinSafe(
			some.map(({title}) => title),
			', ',
		);
		const todos = some.flatMap(({todo}) => (todo === undefined ? [] : [safe`do:  ${todo}`]));
		const lines = [titles, ...todos].map((line) => `        ${hang(line, cells, 8)}\n`);
		return `?     ${hang(reason, cells, 6)}\n${lines.join('')}`;
	});
	return parts.length === 0 ? '' : `\nNot answered, because:\n${parts.join('')}`;
}

/** A text that goes on under itself where the terminal ends. Into a pipe it stays one line, for whoever looks for words in it. */
function hang(text: SafeText, cells: number, indent: number): string {
	return Number.isFinite(cells)
		? wrap(text, Math.max(leastBeside / 2, cells - indent)).join(`\n${' '.repeat(indent)}`)
		: text;
}

function countsOf(findings: readonly Finding[]): Readonly<Record<CheckState, number>> {
	const many = (wanted: CheckState): number =>
		findings.filter(({state}) => state === wanted).length;
	return {ok: many('ok'), warn: many('warn'), fail: many('fail'), notAnswered: many('notAnswered')};
}

const wordOf = (state: CheckState): string =>
	({ok: 'ok', warn: 'to look at', fail: 'failed', notAnswered: 'not answered'})[state];

function detailsOf(
	{state, who = [], why, todo, where}: Finding,
	isWhole: boolean,
): readonly SafeText[] {
	const isSaid = isWhole || state === 'warn' || state === 'fail';
	const shown = isWhole ? who : who.slice(0, told);
	return [
		...shown.map((text) => safe`- ${text}`),
		...(shown.length < who.length
			? [safe`- and ${count(who.length - shown.length)} more; --explain names all`]
			: []),
		...(isSaid ? [safe`why: ${why}`] : []),
		...(isSaid && where !== undefined ? [safe`see: ${where}`] : []),
		...(todo === undefined ? [] : [safe`do:  ${todo}`]),
	];
}

async function printSettings(
	settings: readonly SettingFound[],
	{print}: MachineWorld,
): Promise<void> {
	if (settings.length === 0) {
		return;
	}

	const width = (of: (setting: SettingFound) => SafeText): number =>
		Math.max(...settings.map((setting) => widthOf(of(setting))));
	const names = width(({name}) => name);
	const values = Math.min(
		60,
		width(({value}) => value),
	);
	await print.out(
		`\nSettings, and which of flag, environment, settings and default won:\n${settings
			.map(
				({name, value, from, by}) =>
					`  ${fit(name, names)}  ${fit(value, values)}  ${from} (${by})\n`,
			)
			.join('')}`,
	);
}

/** The exit code that findings end with. */
export function codeOf(findings: readonly Finding[]): number {
	return findings.some(({state}) => state === 'fail') ? exitCode.no : exitCode.ended;
}
