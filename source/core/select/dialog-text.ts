import {type SafeText, safe} from '../../contract/text.ts';
import {count, plural} from '../../format/number.ts';
import {wouldLoseSet} from '../keep-set.ts';
import {keyOf} from '../preferences.ts';
import {isOpen} from '../run.ts';
import {type State} from '../state.ts';

/** Why nothing is deleted by a group. */
export const groupDeleteText = safe`Delete and Force Delete are documented for one user and that mailbox. What they would do to a whole group is not, so nothing is sent for a group.`;

/** Why a Force Delete of several goes one by one. */
export function oneByOneText(users: number): SafeText {
	return safe`${count(users)} users are marked. Force Delete cannot be undone and may leave data behind, so every user gets a check and a confirmation of its own.`;
}

/** The documented way out when a mailbox is lost. */
export function lostMailboxText(state: State): SafeText {
	return safe`Mailbox out of reach for good? Force Delete is the documented way out, for Outlook and Exchange: ${keyOf(state, 'status.set', safe`s`)}, Force Delete.`;
}

/** What is lost or left open when the program ends now, or another connection is opened: what it is, and what becomes of it. */
export function quitTexts(
	state: State,
	switchTo?: SafeText,
): ReadonlyArray<readonly [what: SafeText, then: SafeText]> {
	const open = state.runs.flatMap(({items}) => items).filter(({phase}) => isOpen(phase));
	const collected = wouldLoseSet(state) ? state.changeSet.items.length : 0;
	return [
		...(open.length === 0
			? []
			: [
					[
						safe`${plural(open.length, safe`change is`, safe`changes are`)} on the way or not confirmed yet.`,
						switchTo === undefined
							? safe`Nothing is lost: the journal has what was sent. The next start reads it back.`
							: safe`It is waited for, 10 s at most. What is open then is read back when you return here.`,
					] as const,
				]),
		...(collected === 0
			? []
			: [
					[
						safe`${plural(collected, safe`collected change is`, safe`collected changes are`)} not applied: P, then w, saves them in a file.`,
						safe``,
					] as const,
				]),
	];
}

/** What an answer that was lost means. */
export const unknownText = safe`It may or may not have been done. It is not sent again; it is read back until it is settled. The user is locked here until then.`;
