import * as z from 'zod';
import {plainId} from './id.ts';
import {lenient} from './lenient.ts';
import {wireText} from './text.ts';
import {wireTime} from './time.ts';
import {word} from './word.ts';

export const activityKinds = [
	'userAdded',
	'userRemoved',
	'userForceRemoved',
	'syncEnabled',
	'syncDisabled',
	'suspendedByAuthorization',
	'suspendedByThrottling',
	'suspendedByOther',
	'holdLifted',
	'mailboxInitialized',
	'mailboxUninitialized',
	'syncForced',
	'groupChanged',
	'mailServerLost',
	'mailServerConnected',
] as const;

/** Who changed what, when, with the outcome. */
export const activity = z.object({
	id: plainId,
	at: wireTime,
	/** A person, or the service itself. */
	actor: wireText,
	kind: word(activityKinds),
	target: z.object({type: word(['user', 'group', 'service']), id: plainId, name: wireText}),
	outcome: lenient(word(['done', 'refused'])),
	detail: lenient(wireText),
});

export type Activity = z.output<typeof activity>;
