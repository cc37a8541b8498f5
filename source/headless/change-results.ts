import {type SafeText, safe} from '../contract/text.ts';
import {type EpochMs, formatTime} from '../contract/time.ts';
import {statusText} from '../core/change-set.ts';
import {shownMoment} from '../core/feed.ts';
import {type Plan, type PlanItem, verbOf} from '../core/plan.ts';
import {type Proof, proofOf, proofText, proofWord} from '../core/proof.ts';
import {isAlready, verbTitle} from '../core/rules.ts';
import {type ItemPhase, type Run, type RunItem} from '../core/run.ts';
import {phaseText} from '../core/run-text.ts';
import {type Column} from '../core/select/column.ts';
import {span, type Tone} from '../core/select/line.ts';
import {leftOutText} from '../core/select/set-lines.ts';
import {type State} from '../core/state.ts';
import {type Target, targetId, targetName, type Verb} from '../core/target.ts';
import {type ExitCode, exitCode} from '../exit-code.ts';
import {type ChangeResultRecord} from './change-records.ts';
import {type Asked, type ServiceWorld} from './command.ts';
import {formatOf, type Printing, printRows} from './output.ts';

/** What came of one target, in a word for scripts: how a request ended, or why none was sent. */
type Outcome =
	| ItemPhase['kind']
	/** It was so before. */
	| 'already'
	/** A rule forbids it. */
	| 'leftOut'
	/** Somebody changed it, or took it away, since it was looked at. */
	| 'changed'
	| 'gone'
	| 'notStarted';

/** One line of the results. */
export type Result = {
	readonly kind: Target['kind'];
	readonly id: string;
	readonly name: SafeText;
	readonly verb: Verb;
	readonly outcome: Outcome;
	readonly detail: SafeText;
	readonly at?: EpochMs;
	readonly version?: number;
	/** What the batch that was asked for says, where its end was waited for. */
	readonly proof?: Proof;
};

type Looked = {readonly state: State; readonly isWaiting: boolean};

/** What came of each target of a plan. */
export function resultsOf(
	{state, isWaiting}: Looked,
	plan: Plan,
	runs: readonly Run[],
): readonly Result[] {
	const sent = new Map(
		runs.flatMap((run) =>
			run.items.map((item) => [`${run.verb} ${targetId(item.target)}`, item] as const),
		),
	);
	return plan.items.map((item) => {
		const found = sent.get(`${verbOf(plan, item)} ${targetId(item.target)}`);
		return found === undefined
			? unsentResult(plan, item)
			: sentResult({state, isWaiting}, verbOf(plan, item), found);
	});
}

function sentResult({state, isWaiting}: Looked, verb: Verb, item: RunItem): Result {
	const {phase, target, steps} = item;
	const proof = isWaiting && phase.kind === 'done' ? proofOf(state, item) : undefined;
	return {
		...headOf(target, verb),
		outcome: phase.kind,
		detail:
			proof === undefined
				? phaseText(phase, steps)
				: proofText(proof, shownMoment(state.feed, state.now)),
		...('at' in phase && {at: phase.at}),
		...(phase.kind === 'done' && {version: phase.version}),
		...(proof !== undefined && {proof}),
	};
}

function unsentResult(plan: Plan, item: PlanItem): Result {
	const {target, check} = item;
	const verb = verbOf(plan, item);
	const detail = leftOutText(check, statusText(target)) ?? safe`not started`;
	const outcome: Outcome =
		check.kind === 'leftOut'
			? isAlready(verb, target)
				? 'already'
				: 'leftOut'
			: check.kind === 'drifted'
				? 'changed'
				: check.kind === 'gone'
					? 'gone'
					: 'notStarted';
	return {
		...headOf(target, verb),
		outcome,
		detail: check.kind === 'leftOut' ? check.reason : detail,
	};
}

/** The line of a target that a rule keeps from being changed at all. */
export function refusedResult(verb: Verb, target: Target, reason: SafeText): Result {
	return {
		...headOf(target, verb),
		outcome: isAlready(verb, target) ? 'already' : 'leftOut',
		detail: reason,
	};
}

function headOf(target: Target, verb: Verb): Pick<Result, 'kind' | 'id' | 'name' | 'verb'> {
	return {kind: target.kind, id: targetId(target), name: targetName(target), verb};
}

/** Whether nothing is left to be done for a target. */
function isMade({outcome}: Result): boolean {
	return outcome === 'done' || outcome === 'already';
}

/** Whether nobody knows what became of it. */
function isUnknown({outcome}: Result): boolean {
	return ['unknown', 'untold', 'sending', 'verifying'].includes(outcome);
}

/** What the results mean for a script. */
export function exitOf(results: readonly Result[]): ExitCode {
	if (results.some(isUnknown)) {
		return exitCode.unknown;
	}

	if (!results.every(isMade)) {
		return exitCode.refused;
	}

	return results.every(({proof}) => proof === undefined || isWell(proof))
		? exitCode.ended
		: exitCode.no;
}

function isWell({kind}: Proof): boolean {
	return kind === 'proved' || kind === 'finished';
}

/** Prints what came of each; as names, those for whom it is made alone. */
export async function printResults(
	results: readonly Result[],
	asked: Asked,
	world: ServiceWorld,
): Promise<void> {
	const rows = formatOf(asked) === 'name' ? results.filter(isMade) : results;
	await printRows(rows, resultPrinting, asked, world);
}

const words: Readonly<Record<Outcome, SafeText>> = {
	done: safe`done`,
	already: safe`already so`,
	leftOut: safe`not possible`,
	changed: safe`changed since`,
	gone: safe`gone`,
	notStarted: safe`not started`,
	cancelled: safe`not started`,
	waiting: safe`not started`,
	sending: safe`UNKNOWN`,
	verifying: safe`UNKNOWN`,
	unknown: safe`UNKNOWN`,
	untold: safe`cannot tell`,
	notApplied: safe`not done`,
	refused: safe`refused`,
	conflict: safe`lost the race`,
	failed: safe`failed`,
};

function wordOf({outcome, proof}: Result): SafeText {
	return proof === undefined ? words[outcome] : proofWord(proof);
}

function toneOf(result: Result): Tone {
	if (isUnknown(result)) {
		return 'unknown';
	}

	return isMade(result) && (result.proof === undefined || isWell(result.proof)) ? 'ok' : 'error';
}

const columns: ReadonlyArray<Column<Result>> = [
	{id: 'name', title: safe`NAME`, width: [20, 40], priority: 1, cell: ({name}) => span(name)},
	{
		id: 'change',
		title: safe`CHANGE`,
		width: [12, 24],
		priority: 2,
		cell: ({verb}) => span(verbTitle(verb)),
	},
	{
		id: 'result',
		title: safe`RESULT`,
		width: [13, 13],
		priority: 1,
		cell: (result) => span(wordOf(result), toneOf(result)),
	},
	{
		id: 'detail',
		title: safe`DETAIL`,
		width: [20, 400],
		priority: 1,
		cell: ({detail}) => span(detail),
	},
];

const resultPrinting: Printing<Result> = {
	columns,
	fields: [
		{id: 'type', of: ({kind}) => kind},
		{id: 'id', of: ({id}) => id},
		{id: 'name', of: ({name}) => name},
		{id: 'change', of: ({verb}) => verb},
		{id: 'outcome', of: ({outcome}) => outcome},
		{id: 'proof', of: ({proof}) => proof?.kind},
		{id: 'detail', of: ({detail}) => detail},
		{id: 'at', of: ({at}) => (at === undefined ? undefined : formatTime(at))},
		{id: 'version', of: ({version}) => version},
	],
	json: (result) => JSON.stringify(recordOf(result)),
	name: ({name, id}) => (name.trim() === '' ? id : name),
};

function recordOf({kind, verb, at, proof, ...rest}: Result): ChangeResultRecord {
	return {
		type: kind,
		...rest,
		change: verb,
		...(at !== undefined && {at: formatTime(at)}),
		...(proof !== undefined && {
			proof: proof.kind,
			...('batch' in proof && proof.batch !== undefined && {batch: proof.batch.id}),
			...(proof.kind === 'failed' && proof.isSame !== undefined && {isSameCause: proof.isSame}),
		}),
	};
}
