import {formatTime, type Milliseconds} from '../contract/time.ts';
import {causeList} from '../core/causes/cause-list.ts';
import {freshnessOf, serviceNow} from '../core/feed.ts';
import {momentText} from '../core/handover/state-part.ts';
import {userList} from '../core/user-lists.ts';
import {fieldsOf} from '../core/query/filters.ts';
import {type State} from '../core/state.ts';
import {countNames} from '../core/tally.ts';
import {exitCode} from '../exit-code.ts';
import {type Asked, type ServiceWorld} from './command.ts';
import {failedError, usage} from './command-error.ts';
import {looking, whereOf} from './users-asked.ts';
import {type Condition, holds, measures, numbersOf, parseCondition, parseSpan} from './until.ts';
import {firstOf, throwIfDown} from './wait-for.ts';

/** `synctop watch`: a line whenever a number changes, until a condition holds, the time is over, or somebody ends it. */
export async function watch(asked: Asked, world: ServiceWorld): Promise<number> {
	return follow(asked, world, asked.text('until'), true);
}

/** `synctop wait CONDITION`: nothing until a condition holds or the time is over. */
export async function wait(asked: Asked, world: ServiceWorld): Promise<number> {
	const [condition, ...more] = asked.operands;
	if (condition === undefined || more.length > 0) {
		throw usage('wait takes one condition, in quotes: synctop wait "suspended==0" --timeout 10m.');
	}

	return follow(asked, world, condition, false);
}

async function follow(
	asked: Asked,
	world: ServiceWorld,
	text: string | undefined,
	isTelling: boolean,
): Promise<number> {
	const condition = text === undefined ? undefined : parseCondition(text);
	const longest = asked.text('timeout');
	// What is wrong with the line is said before anything is asked of the service.
	whereOf(asked, fieldsOf('users'));
	if (
		condition?.some(({measure}) => measure === 'matching') === true &&
		asked.text('where') === undefined
	) {
		throw usage('"matching" counts the users that --where leaves, and there is no --where.');
	}

	const teller = isTelling ? createTeller(asked, world) : undefined;
	const end = await reached(
		{asked, world, condition, teller},
		longest === undefined ? undefined : parseSpan('timeout', longest),
	);
	await teller?.told();
	if (end === 'over' && !world.signal.aborted) {
		world.print.note(
			`synctop: ${text === undefined ? 'the time is over' : `not reached in ${longest ?? ''}: ${text}`}`,
		);
	}

	// Whom nobody listens to any more ends, and does not claim that it holds.
	return end === 'held' || condition === undefined ? exitCode.ended : exitCode.no;
}

type Followed = {
	readonly asked: Asked;
	readonly world: ServiceWorld;
	readonly condition: Condition | undefined;
	readonly teller: Teller | undefined;
};

/** Follows the state until the condition holds (`held`) or the time is over (`over`), or nobody reads any more (`unread`), or the program is to end. */
async function reached(
	{asked, world, condition, teller}: Followed,
	longest: Milliseconds | undefined,
): Promise<'held' | 'over' | 'unread'> {
	let isBegun = false;
	const end = await firstOf(
		world,
		(state) => {
			if (!isBegun) {
				// A service that was never there is an error; one that goes away meanwhile is waited for.
				throwIfDown(state);
				isBegun = state.feed.last !== undefined;
			}

			if (state.feed.failure?.kind === 'unauthorized') {
				throw failedError(state.feed.failure);
			}

			teller?.see(state);
			const isLive = freshnessOf(state.feed, state.now) === 'live';
			const isHeld =
				condition !== undefined &&
				isLive &&
				holds(condition, numbersOf(state, matchingOf(state, asked)));
			const unread = world.print.isClosed() ? 'unread' : undefined;
			return isHeld ? 'held' : unread;
		},
		longest,
	);
	return end ?? 'over';
}

function matchingOf(state: State, asked: Asked): number | undefined {
	return asked.text('where') === undefined || !state.isComplete
		? undefined
		: userList(looking(state, 'users', asked)).slots.length;
}

type Teller = {
	readonly see: (state: State) => void;
	/** Resolves when all of it is printed. */
	readonly told: () => Promise<void>;
};

/** Tells each change of a number once: as one line a change for people, as one JSON object a change for programs. */
function createTeller(asked: Asked, {print}: ServiceWorld): Teller {
	const isJson = asked.isOn('ndjson');
	let last: Readonly<Record<string, unknown>> = {};
	let printing: Promise<void> = Promise.resolve();
	const say = (text: string): void => {
		printing = printing.then(async () => print.out(`${text}\n`));
	};
	return {
		see(state) {
			if (!state.isComplete) {
				return;
			}

			const now = seenOf(state, asked);
			const changed = Object.keys(now).filter((name) => now[name] !== last[name]);
			const isNews = changed.some((name) => isJson || isShown(name));
			if (isNews) {
				const at = serviceNow(state.feed, state.now);
				say(
					isJson
						? JSON.stringify({at: formatTime(at), ...now, changed, was: pick(last, changed)})
						: `${momentText(at)}  ${textOf(now, last)}`,
				);
				last = now;
			}
		},
		told: async () => printing,
	};
}

const shown: ReadonlySet<string> = new Set([...countNames, 'causes', 'matching']);
const isShown = (name: string): boolean =>
	shown.has(name) || name === 'freshness' || name === 'topCause';

function seenOf(state: State, asked: Asked): Readonly<Record<string, string | number | null>> {
	const numbers = numbersOf(state, matchingOf(state, asked));
	const top = causeList(state).find(({users}) => users > 0);
	return {
		freshness: freshnessOf(state.feed, state.now),
		...Object.fromEntries(
			measures.flatMap((name) => (numbers[name] === undefined ? [] : [[name, numbers[name]]])),
		),
		topCause: top?.key ?? null,
	};
}

function pick(
	values: Readonly<Record<string, unknown>>,
	names: readonly string[],
): Readonly<Record<string, unknown>> {
	return Object.fromEntries(
		names.flatMap((name) => (name in values ? [[name, values[name]]] : [])),
	);
}

function textOf(
	now: Readonly<Record<string, string | number | null>>,
	last: Readonly<Record<string, unknown>>,
): string {
	const numbers = [...shown].flatMap((name) => {
		if (!(name in now)) {
			return [];
		}

		const [value, before] = [now[name], last[name]];
		const moved =
			typeof value === 'number' && typeof before === 'number' && value !== before
				? ` (${value > before ? '+' : ''}${value - before})`
				: '';
		return [`${name} ${String(value)}${moved}`];
	});
	return `${String(now['freshness'])}  ${numbers.join('  ')}  ${now['topCause'] === null ? '' : String(now['topCause'])}`.trimEnd();
}
