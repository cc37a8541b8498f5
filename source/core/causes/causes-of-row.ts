import {type BatchError, type IssueKind} from '../../contract/batch.ts';
import {type SafeText, safe} from '../../contract/text.ts';
import {type EpochMs} from '../../contract/time.ts';
import {type Knowledge} from '../../knowledge/cause.ts';
import {type Kind} from '../../knowledge/kind.ts';
import {type UserFacts} from '../user-facts.ts';
import {holdText} from '../words.ts';

/** How a cause hits a user: the batch was suspended, it failed and is tried again, or it went on and some objects failed. */
export type CauseRole = 'suspended' | 'failing' | 'issues';

/** One cause that hits one user. */
export type CauseOfRow = {
	readonly key: string;
	readonly title: SafeText;
	readonly kind: Kind | undefined;
	readonly example: {readonly code: SafeText; readonly text: SafeText};
	readonly role: CauseRole;
	readonly since: EpochMs | undefined;
	/** Objects that failed so; 0 where the whole batch failed. */
	readonly issues: number;
};

/**
What a user suffers from. A batch that failed as a whole has one cause; a batch with issues has one for each way in which objects failed;
who is held without any word why has a cause as well, so that nobody who is suspended is missing.
*/
export function causesOf(knowledge: Knowledge, user: UserFacts): readonly CauseOfRow[] {
	const {batch, hold} = user;
	const error = batch?.error;
	const isSuspended = batch?.state === 'suspended';
	if (isSuspended || (error !== undefined && batch?.state === 'interrupted')) {
		const since = isSuspended ? (user.holdSince ?? batch.endedAt) : batch.endedAt;
		const role = isSuspended ? 'suspended' : 'failing';
		return [
			{...(error === undefined ? untold(hold) : ofError(knowledge, error)), role, since, issues: 0},
		];
	}

	if (batch?.state === 'finishedWithIssues') {
		return ofIssues(knowledge, batch.issueKinds ?? [], batch.issues).map((cause) => ({
			...cause,
			role: 'issues',
			since: batch.endedAt,
		}));
	}

	return hold === 'none'
		? []
		: [{...untold(hold), role: 'suspended', since: user.holdSince, issues: 0}];
}

/** Whether a cause hits a user. */
export function isHitBy(knowledge: Knowledge, key: string, user: UserFacts): boolean {
	return causesOf(knowledge, user).some((cause) => cause.key === key);
}

type Told = Pick<CauseOfRow, 'key' | 'title' | 'kind' | 'example'>;

// The same failure is asked for again and again: by counts, lists and screens. Kept as long as the row that it came with.
const known = new WeakMap<Knowledge, WeakMap<BatchError | IssueKind, Told>>();

function remembered(knowledge: Knowledge, failure: BatchError | IssueKind, make: () => Told): Told {
	let told = known.get(knowledge);
	if (told === undefined) {
		told = new WeakMap();
		known.set(knowledge, told);
	}

	const cause = told.get(failure) ?? make();
	told.set(failure, cause);
	return cause;
}

function ofError(knowledge: Knowledge, error: BatchError): Told {
	return remembered(knowledge, error, () => ({
		...knowledge.causeOf({code: error.code, message: error.message, source: error.source}),
		example: {code: error.code, text: error.message},
	}));
}

function ofIssues(
	knowledge: Knowledge,
	kinds: readonly IssueKind[],
	issues: number,
): ReadonlyArray<Told & {readonly issues: number}> {
	if (kinds.length === 0) {
		return [
			{
				key: 'issues:untold',
				title: safe`Issues that the service does not tell apart`,
				kind: undefined,
				example: {code: safe`-`, text: safe`open the batch to read them`},
				issues,
			},
		];
	}

	// Two codes may be one cause: the user counts once.
	const causes = new Map<string, Told & {readonly issues: number}>();
	for (const kind of kinds) {
		const told = remembered(knowledge, kind, () => ({
			...knowledge.causeOf({code: kind.code, message: kind.text}),
			example: {code: kind.code, text: kind.text},
		}));
		const issuesSoFar = causes.get(told.key)?.issues ?? 0;
		causes.set(told.key, {...told, issues: issuesSoFar + kind.count});
	}

	return [...causes.values()];
}

function untold(hold: UserFacts['hold']): Told {
	return {
		key: `hold:${hold}`,
		title: safe`Held by the service: ${holdText(hold)}`,
		kind: undefined,
		example: {code: safe`-`, text: safe`the service told no error`},
	};
}
