import {type Batch} from '../contract/batch.ts';
import {type SafeText, safe} from '../contract/text.ts';
import {milliseconds, type EpochMs} from '../contract/time.ts';
import {shortDuration} from '../format/duration.ts';
import {count, plural} from '../format/number.ts';
import {hasEnded} from './follow.ts';
import {type RunItem} from './run.ts';
import {causeOf} from './same-cause.ts';
import {hasUser} from './users/user-table.ts';
import {type State} from './state.ts';
import {batchStateText} from './words.ts';

/** What a forced batch says about a repair. */
export type Proof =
	/** Nothing is seen of the batch yet, or it is on its way. */
	| {readonly kind: 'waiting'; readonly batch: Batch | undefined}
	/** It came through, where the one before did not. */
	| {readonly kind: 'proved'; readonly batch: Batch}
	/** It came through, and so did the one before. */
	| {readonly kind: 'finished'; readonly batch: Batch}
	| {readonly kind: 'failed'; readonly batch: Batch; readonly isSame: boolean | undefined}
	/** Taken back before it could tell: the user or the group was disabled. */
	| {readonly kind: 'takenBack'; readonly batch: Batch}
	| {readonly kind: 'gone'};

/** What came of the batch that was asked for, compared with the batch that was the last one before. */
export function proofOf(state: State, {target, followed}: RunItem): Proof {
	if (target.kind === 'group' || followed === undefined || !hasEnded(followed)) {
		return target.kind === 'user' && !hasUser(state.entities.users, target.user.id)
			? {kind: 'gone'}
			: {kind: 'waiting', batch: followed};
	}

	const before = causeOf(state, target.user);
	if (followed.state === 'finished' || followed.state === 'finishedWithIssues') {
		return {kind: before === undefined ? 'finished' : 'proved', batch: followed};
	}

	if (followed.state === 'interrupted' && followed.error === undefined) {
		return {kind: 'takenBack', batch: followed};
	}

	return {
		kind: 'failed',
		batch: followed,
		isSame: before && before.key === causeOf(state, target.user, followed)?.key,
	};
}

/** The state of a proof in a word that stands first. */
export function proofWord(proof: Proof): SafeText {
	switch (proof.kind) {
		case 'waiting': {
			return safe`WATCHING`;
		}

		case 'proved': {
			return safe`PROVED`;
		}

		case 'finished': {
			return safe`FINISHED`;
		}

		case 'failed': {
			return proof.isSame === undefined ? safe`FAILED` : safe`FAILED AGAIN`;
		}

		case 'takenBack': {
			return safe`NOT TOLD`;
		}

		case 'gone': {
			return safe`GONE`;
		}
	}
}

/** What is seen of the batch, in a sentence. `now` is the moment that ages count from. */
export function proofText(proof: Proof, now: EpochMs): SafeText {
	switch (proof.kind) {
		case 'waiting': {
			return waitingText(proof.batch, now);
		}

		case 'proved':
		case 'finished': {
			return safe`the batch finished: ${changesText(proof.batch)}, ${issuesText(proof.batch)}`;
		}

		case 'failed': {
			const {error, state} = proof.batch;
			const what =
				error === undefined
					? safe`the batch is ${batchStateText(state)}`
					: safe`${batchStateText(state)}: ${error.code} ${error.message}`;
			return proof.isSame === undefined
				? what
				: safe`${proof.isSame ? safe`the same cause` : safe`another cause`}; ${what}`;
		}

		case 'takenBack': {
			return safe`the batch was taken back: the user or the group was disabled meanwhile`;
		}

		case 'gone': {
			return safe`the user was deleted meanwhile`;
		}
	}
}

function waitingText(batch: Batch | undefined, now: EpochMs): SafeText {
	if (batch === undefined) {
		return safe`the batch is asked for`;
	}

	const since = batch.state === 'running' ? (batch.startedAt ?? batch.queuedAt) : batch.queuedAt;
	const age = shortDuration(milliseconds(Math.max(0, now - since)));
	return batch.state === 'running' ? safe`running ${age}` : safe`queued ${age}, not started yet`;
}

function changesText({changes}: Batch): SafeText {
	return changes === undefined
		? safe`number of changes not told`
		: plural(changes, safe`change`, safe`changes`);
}

function issuesText({issues}: Batch): SafeText {
	return issues === 0 ? safe`no issues` : plural(issues, safe`issue`, safe`issues`);
}

/** How the batches of a bulk change came out so far: "3 on their way, 25 finished, 2 failed again". */
export function proofSums(state: State, items: readonly RunItem[]): SafeText | undefined {
	const proofs = items
		.filter(({phase}) => phase.kind === 'done')
		.map((item) => proofOf(state, item).kind);
	const sum = (...kinds: ReadonlyArray<Proof['kind']>) =>
		proofs.filter((kind) => kinds.includes(kind)).length;
	return proofs.length === 0
		? undefined
		: safe`Batches: ${count(sum('waiting'))} on their way, ${count(sum('proved', 'finished'))} finished, ${count(sum('failed'))} failed, ${count(sum('takenBack', 'gone'))} not told`;
}
