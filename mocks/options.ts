import {type ScenarioName, findScenario, scenarios} from './scenarios/catalog.ts';

/** What is simulated. The same options give the same history. */
export type SimulationOptions = {
	readonly users: number;
	readonly groups: number;
	readonly seed: number;
	readonly scenario: ScenarioName;
	/** Simulated seconds a second; 0 freezes. */
	readonly speed: number;
};

/** The same as written on a command line. */
export type SimulationText = {readonly [Name in keyof SimulationOptions]?: string | undefined};

export type ParsedOptions =
	| {readonly ok: true; readonly options: SimulationOptions}
	/** What is wrong, why, and what to write instead. */
	| {readonly ok: false; readonly problem: string};

export const defaultOptions: SimulationOptions = {
	users: 180,
	groups: 8,
	seed: 7,
	scenario: 'calm',
	speed: 60,
};

/** The scenarios that can be chosen, with one line each. */
export const scenarioStories: ReadonlyArray<{readonly name: ScenarioName; readonly story: string}> =
	scenarios.map(({name, story}) => ({name, story}));

const ranges = {
	users: {low: 1, high: 1_000_000, isWhole: true},
	groups: {low: 1, high: 200, isWhole: true},
	seed: {low: 0, high: 4_294_967_295, isWhole: true},
	speed: {low: 0, high: 3600, isWhole: false},
} as const;

/** Reads the options of a simulation from text; what is absent has its default. */
export function parseSimulationOptions(text: SimulationText): ParsedOptions {
	const numbers = {users: 0, groups: 0, seed: 0, speed: 0};
	for (const name of ['users', 'groups', 'seed', 'speed'] as const) {
		const given = text[name];
		const value = given === undefined ? defaultOptions[name] : toNumber(given);
		const {low, high, isWhole} = ranges[name];
		if (
			value === undefined ||
			value < low ||
			value > high ||
			(isWhole && !Number.isInteger(value))
		) {
			const wanted = isWhole ? 'a whole number' : 'a number';
			return {
				ok: false,
				problem: `--${name} is "${given}", but must be ${wanted} from ${low} to ${high}. For example: --${name} ${defaultOptions[name]}`,
			};
		}

		numbers[name] = value;
	}

	const wanted = text.scenario ?? defaultOptions.scenario;
	const scenario = findScenario(wanted);
	if (scenario === undefined) {
		const names = scenarios.map(({name}) => name).join(', ');
		return {ok: false, problem: `There is no scenario "${wanted}". Choose one of: ${names}.`};
	}

	return {ok: true, options: {...numbers, scenario: scenario.name}};
}

function toNumber(text: string): number | undefined {
	return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}
