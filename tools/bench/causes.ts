import {toSafe} from '../../source/contract/text.ts';
import {builtInKnowledge} from '../../source/knowledge/cause.ts';
import {type Measure} from './bench.ts';
import {corpus, type Told} from './corpus.ts';
import {type Finding, measured} from './finding.ts';
import {say} from './waiting.ts';

/** How well one half of the corpus was told apart. */
export type Score = {
	readonly half: string;
	readonly messages: number;
	readonly causes: number;
	readonly clusters: number;
	/** Of all pairs in one cluster, the share that has one cause. */
	readonly precision: number;
	/** Of all pairs with one cause, the share that is in one cluster. */
	readonly recall: number;
	/** The share of messages of known causes that was given the right name. */
	readonly named: number;
	/** The same, of messages that came without any code. */
	readonly namedByText: number;
	/** By true cause: what its messages were taken for instead, and how often. */
	readonly wrong: ReadonlyArray<readonly [cause: string, takenFor: readonly string[]]>;
};

type Keyed = Told & {readonly key: string};

/** How well causes are told apart, and what naming one costs. */
// oxlint-disable-next-line typescript/require-await -- measures are asked for as promises
export const measureCauses: Measure = async (bench) => {
	const scores = (['tuning', 'held out'] as const).map(scoreOf);
	for (const {half, causes, clusters, messages, wrong} of scores) {
		say(
			`causes: ${half}: ${messages} messages of ${causes} causes in ${clusters} clusters; wrong:`,
		);
		for (const [cause, takenFor] of wrong) {
			say(`  ${cause}: ${takenFor.join(', ')}`);
		}
	}

	const common = {measure: 'causes', program: 'synctop'} as const;
	return [
		...scores.flatMap((score) =>
			(['precision', 'recall', 'named', 'namedByText'] as const).map((figure) => ({
				...common,
				what: `causes: ${score.half}, ${figures[figure]}`,
				outcome: share(score[figure], score.messages),
			})),
		),
		{
			...common,
			what: 'causes: naming a message',
			outcome: measured(times(bench.takes(20, 200)), 'ms'),
		},
	] satisfies readonly Finding[];
};

const figures = {
	precision: 'pairs in a cluster with one cause',
	recall: 'pairs of a cause in one cluster',
	named: 'right name',
	namedByText: 'right name without a code',
} as const;

function share(value: number, takes: number): Finding['outcome'] {
	const percent = value * 100;
	return {kind: 'measured', value: percent, low: percent, high: percent, takes, unit: '%'};
}

// One time a round over all of the corpus: the clock is too coarse for one message.
function times(rounds: number): readonly number[] {
	const told = corpus('held out');
	return Array.from({length: rounds}, () => {
		const from = performance.now();
		for (const one of told) {
			keyOf(one);
		}
		return (performance.now() - from) / told.length;
	});
}

/** Clusters one half of the corpus, and counts. */
export function scoreOf(half: 'tuning' | 'held out'): Score {
	const told = corpus(half).map((one) => ({...one, key: keyOf(one)}));
	const together = pairs(told, ({key, cause}) => `${key}\n${cause}`);
	const known = told.filter(({cause}) => !cause.startsWith('unheard'));
	return {
		half,
		messages: told.length,
		causes: new Set(told.map(({cause}) => cause)).size,
		clusters: new Set(told.map(({key}) => key)).size,
		precision: together / pairs(told, ({key}) => key),
		recall: together / pairs(told, ({cause}) => cause),
		named: rightOf(known),
		namedByText: rightOf(known.filter(({place}) => place === 'nowhere')),
		wrong: wrongOf(known.filter(({key, cause}) => key !== cause)),
	};
}

function keyOf({code, message, source}: Told): string {
	return builtInKnowledge.causeOf({
		code: toSafe(code),
		message: toSafe(message),
		...(source !== undefined && {source}),
	}).key;
}

function pairs<T>(values: readonly T[], by: (value: T) => string): number {
	const sizes = [...Map.groupBy(values, by).values()].map(({length}) => length);
	return sizes.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
}

function rightOf(told: readonly Keyed[]): number {
	return told.filter(({key, cause}) => key === cause).length / told.length;
}

function wrongOf(mistaken: readonly Keyed[]): Score['wrong'] {
	return [...Map.groupBy(mistaken, ({cause}) => cause)].map(([cause, some]) => [
		cause,
		[...Map.groupBy(some, ({key}) => shown(key))].map(([key, {length}]) => `${key} ${length}`),
	]);
}

function shown(key: string): string {
	return key.startsWith('text:') ? 'no kind' : key;
}
