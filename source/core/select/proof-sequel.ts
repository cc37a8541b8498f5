import {safe} from '../../contract/text.ts';
import {plural} from '../../format/number.ts';
import {type Proof} from '../proof.ts';
import {type RunItem} from '../run.ts';
import {causeOf, countSameCause} from '../same-cause.ts';
import {type State} from '../state.ts';
import {userOf} from '../users/user-table.ts';
import {type Span, span} from './line.ts';

/** What the result of one forced batch means for others; nothing where it means nothing for them. */
export function proofSequel(state: State, proof: Proof, {target}: RunItem): Span | undefined {
	if (proof.kind === 'failed') {
		return proof.isSame === true
			? span(safe`The cause is still there: enabling others would end the same way.`, 'warn')
			: undefined;
	}

	const cause = target.kind === 'user' ? causeOf(state, target.user)?.title : undefined;
	if (proof.kind !== 'proved' || target.kind === 'group' || cause === undefined) {
		return undefined;
	}

	const {user} = target;
	const others = countSameCause(state, user, userOf(state.entities.users, user.id));
	return others === 0
		? span(safe`Nobody else is stopped by it: ${cause}.`, 'ok')
		: span(
				safe`${plural(others, safe`other is`, safe`others are`)} stopped by the same cause: ${cause}`,
			);
}
