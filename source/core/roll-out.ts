import {safe} from '../contract/text.ts';
import {askChange} from './ask-change.ts';
import {isFollowed} from './follow.ts';
import {told} from './notices.ts';
import {proofOf} from './proof.ts';
import {type Run} from './run.ts';
import {countSameCause, sameCause} from './same-cause.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';
import {type Verb} from './target.ts';
import {userOf} from './users/user-table.ts';

/** As many as one bulk change takes; the rest is offered again after it. */
const mostAtOnce = 1000;

/** The run in the open dialog when it proves a repair on one user, with how many others have the cause that is gone. */
export function provedRun(
	state: State,
): {readonly item: Run['items'][number]; readonly others: number} | undefined {
	const {dialog} = state;
	const run = dialog?.kind === 'run' ? state.runs.find(({id}) => id === dialog.runId) : undefined;
	const [item] = run?.items ?? [];
	if (
		run === undefined ||
		item === undefined ||
		item.target.kind === 'group' ||
		run.items.length > 1 ||
		!isFollowed(run) ||
		proofOf(state, item).kind !== 'proved'
	) {
		return undefined;
	}

	const {user} = item.target;
	return {item, others: countSameCause(state, user, userOf(state.entities.users, user.id))};
}

/** What was proved on one user is done for the others with the same cause, as one bulk plan. */
export function rollOut(
	state: State,
	verb: Extract<Verb, 'enable' | 'enableAndSynchronize'>,
): Step {
	const proved = provedRun(state);
	if (proved?.item.target.kind !== 'user') {
		return stay(told(state, safe`nothing is proved yet`, 'dim'));
	}

	const most = Math.min(mostAtOnce, state.connection.policy?.largestBulk ?? mostAtOnce);
	const targets = sameCause(state, proved.item.target.user, most);
	return targets.length === 0
		? stay(told(state, safe`nobody else has the same cause`, 'dim'))
		: askChange(state, {type: 'change.asked', verb, targets});
}
