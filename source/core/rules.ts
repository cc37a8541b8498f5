import {type Group} from '../contract/group.ts';
import {type SafeText, safe} from '../contract/text.ts';
import {type EpochMs, milliseconds} from '../contract/time.ts';
import {type User} from '../contract/user.ts';
import {wordText} from '../contract/word.ts';
import {duration} from '../format/duration.ts';
import {effectiveStatus} from './effective-status.ts';
import {type Target, type Verb} from './target.ts';

const soonestRepeat = 60_000;

/**
Why a change cannot be made, in a sentence that says what to do instead; `undefined` when it can. The service enforces the same
rules by itself: these only explain a refusal before a request is sent. `now` is the service's clock.

Source: Deltek help, View Synchronization Status; the one-minute rule from the engine's admin documentation.
*/
export function reasonNot(verb: Verb, target: Target, now: EpochMs): SafeText | undefined {
	return target.kind === 'group'
		? reasonNotForGroup(verb, target.group)
		: reasonNotForUser(verb, target.user, target.group, now);
}

/** Whether the target is already what the change would make of it: then there is nothing to do, and nothing is amiss. */
export function isAlready(verb: Verb, target: Target): boolean {
	if (target.kind === 'group') {
		return target.group.syncStatus === `${verb}d`;
	}

	const {syncStatus, hold, mailboxStatus} = target.user;
	switch (verb) {
		case 'enable': {
			return syncStatus === 'enabled' && hold === 'none';
		}

		case 'disable': {
			return syncStatus === 'disabled';
		}

		case 'uninitialize': {
			return mailboxStatus === 'notInitialized';
		}

		case 'synchronize':
		case 'enableAndSynchronize':
		case 'delete':
		case 'deleteChain':
		case 'forceDelete': {
			return false;
		}
	}
}

function reasonNotForGroup(verb: Verb, group: Group): SafeText | undefined {
	if (verb !== 'enable' && verb !== 'disable') {
		return safe`${verbTitle(verb)} works on users: open the group and choose its members`;
	}

	if (group.syncStatus === (verb === 'enable' ? 'enabled' : 'disabled')) {
		return safe`the group is ${wordText(group.syncStatus)} already`;
	}

	return isKnownStatus(group.syncStatus) ? undefined : unknownState(group.syncStatus);
}

function reasonNotForUser(
	verb: Verb,
	user: User,
	group: Group | undefined,
	now: EpochMs,
): SafeText | undefined {
	const unknown = unknownWord(user, group);
	if (unknown !== undefined) {
		return unknownState(unknown);
	}

	switch (verb) {
		case 'enable': {
			return user.syncStatus === 'enabled' && user.hold === 'none'
				? safe`synchronization is enabled already`
				: undefined;
		}

		case 'disable': {
			return user.syncStatus === 'disabled' ? safe`synchronization is disabled already` : undefined;
		}

		case 'delete': {
			return reasonNotToDelete(user);
		}

		case 'deleteChain': {
			return undefined;
		}

		case 'uninitialize': {
			return user.mailboxStatus === 'initialized'
				? undefined
				: safe`the mailbox is not initialized: there is nothing to remove from it`;
		}

		case 'forceDelete': {
			return user.mailPlatform === 'google'
				? safe`Force Delete is for Outlook and Exchange mailboxes; this one is on Google`
				: undefined;
		}

		case 'synchronize': {
			return reasonNotToSynchronize(user, group, now);
		}

		// Only a hold is lifted on the way: whoever was disabled was disabled by somebody who meant it.
		case 'enableAndSynchronize': {
			return reasonNotToSynchronize({...user, hold: 'none'}, group, now);
		}
	}
}

function reasonNotToDelete(user: User): SafeText | undefined {
	const isInitialized = user.mailboxStatus !== 'notInitialized';
	const isEnabled = user.syncStatus !== 'disabled';
	if (isInitialized && isEnabled) {
		return safe`data remains in the mailbox and synchronization is enabled: disable and un-initialize first`;
	}

	if (isInitialized) {
		return safe`data remains in the mailbox: un-initialize it first`;
	}

	return isEnabled ? safe`synchronization is enabled: disable it first` : undefined;
}

function reasonNotToSynchronize(
	user: User,
	group: Group | undefined,
	now: EpochMs,
): SafeText | undefined {
	const {batch} = user;
	switch (effectiveStatus(user, group)) {
		case 'disabledByGroup': {
			return safe`synchronization is not effectively enabled: enable the group first`;
		}

		case 'disabled': {
			return safe`synchronization is not effectively enabled: enable the user first`;
		}

		case 'suspendedByError': {
			return safe`synchronization is not effectively enabled: the user is held; enable it first`;
		}

		case 'unrecognized':
		case 'enabled':
	}

	if (batch?.state === 'running' || batch?.state === 'queued') {
		return safe`a batch is ${wordText(batch.state)} already`;
	}

	const last = batch?.endedAt ?? batch?.startedAt ?? batch?.queuedAt;
	const wait = last === undefined ? 0 : soonestRepeat - (now - last);
	return wait > 0
		? safe`the last try was less than a minute ago: possible in ${duration(milliseconds(wait))}`
		: undefined;
}

/** The verb as buttons and titles say it. */
export function verbTitle(verb: Verb): SafeText {
	switch (verb) {
		case 'enable': {
			return safe`Enable sync`;
		}

		case 'disable': {
			return safe`Disable sync`;
		}

		case 'delete': {
			return safe`Delete`;
		}

		case 'deleteChain': {
			return safe`Clean up and delete`;
		}

		case 'forceDelete': {
			return safe`Force Delete`;
		}

		case 'uninitialize': {
			return safe`Un-initialize mailbox`;
		}

		case 'synchronize': {
			return safe`Force synchronization`;
		}

		case 'enableAndSynchronize': {
			return safe`Enable and synchronize`;
		}
	}
}

const knownHolds: ReadonlySet<string> = new Set(['none', 'authorization', 'throttling', 'other']);
const knownMailboxes: ReadonlySet<string> = new Set(['initialized', 'notInitialized']);

// A state that this program does not know is shown, and nothing is offered: what a change would mean there is not known either.
function unknownWord(user: User, group: Group | undefined): StateWord | undefined {
	if (!isKnownStatus(user.syncStatus)) {
		return user.syncStatus;
	}

	if (!knownHolds.has(user.hold)) {
		return user.hold;
	}

	if (!knownMailboxes.has(user.mailboxStatus)) {
		return user.mailboxStatus;
	}

	return group === undefined || isKnownStatus(group.syncStatus) ? undefined : group.syncStatus;
}

function isKnownStatus(status: string): boolean {
	return status === 'enabled' || status === 'disabled';
}

type StateWord = User['syncStatus'] | User['mailboxStatus'] | User['hold'];

function unknownState(status: StateWord): SafeText {
	return safe`the service says "${wordText(status)}", which this program does not know; change it where it was set`;
}
