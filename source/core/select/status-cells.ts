import {type Batch} from '../../contract/batch.ts';
import {type Group} from '../../contract/group.ts';
import {type SafeText, safe} from '../../contract/text.ts';
import {type EpochMs, milliseconds} from '../../contract/time.ts';
import {type User} from '../../contract/user.ts';
import {shortDuration, shortMoment, timeOrDate} from '../../format/duration.ts';
import {type EffectiveStatus, effectiveStatus} from '../effective-status.ts';
import {freshnessOf, shownMoment} from '../feed.ts';
import {type State} from '../state.ts';
import {type UserFacts} from '../user-facts.ts';
import {batchStateText, effectiveText, holdText, mailboxText, syncStatusText} from '../words.ts';
import {notSent, type Span, span, type Tone} from './line.ts';

/** The moment that ages count from. Frozen when the data is: then moments are shown instead of ages. */
export type Present = {readonly now: EpochMs; readonly isFrozen: boolean};

export function presentOf(state: State): Present {
	return {
		now: shownMoment(state.feed, state.shown),
		isFrozen: freshnessOf(state.feed, state.shown) !== 'live',
	};
}

/** How long ago, in a few cells; the moment itself when ages are frozen. */
export function ago(moment: EpochMs | undefined, {now, isFrozen}: Present): Span {
	if (moment === undefined) {
		return notSent;
	}

	return span(isFrozen ? shortMoment(moment, now) : shortDuration(milliseconds(now - moment)));
}

/** `12m ago (02:01:07Z)`, with the date for what is older than half a day, or the moment alone when ages are frozen. */
export function agoLong(moment: EpochMs | undefined, {now, isFrozen}: Present): SafeText {
	if (moment === undefined) {
		return notSent.text;
	}

	const when = timeOrDate(moment, now);
	return isFrozen ? when : safe`${shortDuration(milliseconds(now - moment))} ago (${when})`;
}

/** When the next synchronization is due, judged against the user's own schedule. */
export function dueCell(user: User, group: Group | undefined, {now, isFrozen}: Present): Span {
	const due = user.nextSynchronizationAt;
	if (due === undefined || effectiveStatus(user, group) !== 'enabled') {
		return span(safe`-`, 'none');
	}

	if (isFrozen) {
		return span(shortMoment(due, now));
	}

	const late = now - due;
	return late > 0
		? span(safe`${shortDuration(milliseconds(late))}!`, isOverdue(user, now) ? 'warn' : 'dim')
		: span(shortDuration(milliseconds(-late)), 'dim');
}

/** More than a whole interval of the user's own adaptive schedule late, and not on its way. */
export function isOverdue(user: UserFacts, now: EpochMs): boolean {
	const due = user.nextSynchronizationAt;
	const isOnItsWay = user.batch?.state === 'queued' || user.batch?.state === 'running';
	return due !== undefined && !isOnItsWay && now - due > (user.intervalSeconds ?? 1_200_000);
}

export function syncStatusCell(status: User['syncStatus']): Span {
	if (status === 'enabled') {
		return span(safe`● ${syncStatusText(status)}`, 'ok');
	}

	return status === 'disabled'
		? span(safe`○ ${syncStatusText(status)}`, 'off')
		: span(safe`? ${syncStatusText(status)}`, 'unknown');
}

const effectiveTones: Readonly<Record<EffectiveStatus, Tone>> = {
	enabled: 'ok',
	disabled: 'off',
	disabledByGroup: 'off',
	suspendedByError: 'error',
	unrecognized: 'unknown',
};

const effectiveMarks: Readonly<Record<EffectiveStatus, SafeText>> = {
	enabled: safe`●`,
	disabled: safe`○`,
	disabledByGroup: safe`○`,
	suspendedByError: safe`‖`,
	unrecognized: safe`?`,
};

/** The effective status in full words. */
export function effectiveCell(user: User, group: Group | undefined): Span {
	const status = effectiveStatus(user, group);
	return span(safe`${effectiveMarks[status]} ${effectiveText(status)}`, effectiveTones[status]);
}

/** The effective status in at most twelve cells, for columns. */
export function effectiveShort(user: User, group: Group | undefined): Span {
	const status = effectiveStatus(user, group);
	const words: Readonly<Record<EffectiveStatus, SafeText>> = {
		enabled: safe`enabled`,
		disabled: safe`disabled`,
		disabledByGroup: safe`by group`,
		suspendedByError: safe`suspended`,
		unrecognized: safe`unknown`,
	};
	return span(safe`${effectiveMarks[status]} ${words[status]}`, effectiveTones[status]);
}

/** Why it is so and who can change it, in a sentence. */
export function effectiveReason(user: User, group: Group | undefined): SafeText {
	switch (effectiveStatus(user, group)) {
		case 'disabledByGroup': {
			return safe`the group is disabled; the user cannot re-enable it`;
		}

		case 'disabled': {
			return safe`disabled individually; the user can re-enable it`;
		}

		case 'suspendedByError': {
			return safe`the service holds it: ${holdText(user.hold)}`;
		}

		case 'enabled': {
			return safe`user and group are enabled, nothing holds it`;
		}

		case 'unrecognized': {
			return safe`a status that this program does not know; no action is offered`;
		}
	}
}

export function mailboxCell(status: User['mailboxStatus']): Span {
	if (status === 'initialized') {
		return span(mailboxText(status));
	}

	return status === 'notInitialized'
		? span(mailboxText(status), 'warn')
		: span(safe`? ${mailboxText(status)}`, 'unknown');
}

// A map: a word from the service may be the name of something that every object has.
const batchLook: ReadonlyMap<string, {readonly mark: SafeText; readonly tone: Tone}> = new Map([
	['queued', {mark: safe`·`, tone: 'dim'}],
	['running', {mark: safe`●`, tone: 'accent'}],
	['finished', {mark: safe`✓`, tone: 'dim'}],
	['finishedWithIssues', {mark: safe`!`, tone: 'warn'}],
	['suspended', {mark: safe`‖`, tone: 'error'}],
	['interrupted', {mark: safe`~`, tone: 'warn'}],
]);

export function batchCell(batch: Batch | undefined): Span {
	if (batch === undefined) {
		return span(safe`- none`, 'none');
	}

	const look = batchLook.get(batch.state);
	return look === undefined
		? span(safe`? ${batchStateText(batch.state)}`, 'unknown')
		: span(safe`${look.mark} ${batchStateText(batch.state)}`, look.tone);
}

/** What a batch failed with: code and message, as they came. */
export function errorText(batch: Batch | undefined): SafeText | undefined {
	return batch?.error && safe`${batch.error.code} ${batch.error.message}`;
}
