import {type SafeText, safe} from '../../contract/text.ts';
import {milliseconds} from '../../contract/time.ts';
import {type User} from '../../contract/user.ts';
import {calendarDate, duration} from '../../format/duration.ts';
import {userKey} from '../acknowledge.ts';
import {count, plural} from '../../format/number.ts';
import {causesOf} from '../causes/causes-of-row.ts';
import {groupOf} from '../entities.ts';
import {causeKey, isAcknowledged} from '../acknowledge.ts';
import {failureText} from '../failure-text.ts';
import {keyOf} from '../preferences.ts';
import {serviceNow} from '../feed.ts';
import {reasonNot, verbTitle} from '../rules.ts';
import {type State} from '../state.ts';
import {asTarget, lockOfTarget} from '../targets.ts';
import {type Verb} from '../target.ts';
import {accessTypeText, holdText, platformText, roleText} from '../words.ts';
import {type Line, line, notSent, type Span, span} from './line.ts';
import {noteFacts} from './note-facts.ts';
import {
	agoLong,
	batchCell,
	effectiveCell,
	effectiveReason,
	errorText,
	isOverdue,
	mailboxCell,
	presentOf,
	syncStatusCell,
} from './status-cells.ts';

/** A label and what it says. */
export type Fact = {readonly label: SafeText; readonly value: readonly Span[]};

const fact = (label: SafeText, ...value: readonly Span[]): Fact => ({label, value});
const maybe = (text: SafeText | undefined): Span => (text === undefined ? notSent : span(text));

/** Who it is. */
export function userIdentity(state: State, user: User): readonly Fact[] {
	const group = groupOf(state.entities, user);
	const present = presentOf(state);
	return [
		fact(safe`Name`, span(user.name, 'strong')),
		fact(safe`E-mail`, span(user.email)),
		fact(safe`User id`, span(user.id, 'dim')),
		...noteFacts(state, userKey(user.id)),
		fact(safe`Employee`, maybe(user.employeeNumber)),
		fact(
			safe`Group`,
			...(group === undefined
				? [notSent]
				: [span(safe`${group.name}  `), syncStatusCell(group.syncStatus)]),
		),
		fact(
			safe`Mailbox access`,
			group === undefined ? notSent : span(accessTypeText(group.mailboxAccessType)),
		),
		fact(
			safe`Mail platform`,
			user.mailPlatform === undefined ? notSent : span(platformText(user.mailPlatform)),
		),
		fact(safe`Role`, user.role === undefined ? notSent : span(roleText(user.role))),
		fact(
			safe`Created`,
			user.createdAt === undefined ? notSent : span(calendarDate(user.createdAt)),
		),
		fact(safe`Add-in used`, span(agoLong(user.lastAddInUseAt, present))),
		...(user.notes === undefined ? [] : [fact(safe`Notes`, span(user.notes))]),
	];
}

/** What happens with the synchronization, each status with its reason. */
export function userHealth(state: State, user: User): readonly Fact[] {
	const group = groupOf(state.entities, user);
	const present = presentOf(state);
	const overdue = isOverdue(user, present.now);
	const failures = user.consecutiveFailures ?? 0;
	return [
		fact(safe`Mailbox`, mailboxCell(user.mailboxStatus)),
		fact(safe`Sync status`, syncStatusCell(user.syncStatus)),
		fact(safe`Effective`, effectiveCell(user, group)),
		fact(safe``, span(effectiveReason(user, group), 'dim')),
		...(user.hold === 'none'
			? []
			: [
					fact(
						safe`On hold`,
						span(safe`‖ ${holdText(user.hold)}`, 'error'),
						span(safe`  since ${agoLong(user.holdSince, present)}`, 'dim'),
					),
				]),
		...batchFacts(user, state),
		fact(safe`Last good sync`, span(agoLong(user.lastSynchronizedAt, present))),
		fact(
			safe`Next sync`,
			user.nextSynchronizationAt === undefined
				? span(safe`none`, 'none')
				: span(dueText(user, present.now), overdue ? 'warn' : 'text'),
			...(user.intervalSeconds === undefined
				? []
				: [span(safe`  every ${duration(user.intervalSeconds)}`, 'dim')]),
		),
		fact(
			safe`Failed in a row`,
			span(
				failures === 0 ? safe`none` : safe`${count(failures)} of 10 that suspend`,
				failures >= 7 ? 'error' : failures > 0 ? 'warn' : 'dim',
			),
		),
	];
}

function dueText(user: User, now: number): SafeText {
	const due = user.nextSynchronizationAt ?? 0;
	const late = now - due;
	return late > 0
		? safe`${duration(milliseconds(late))} late`
		: safe`in ${duration(milliseconds(-late))}`;
}

function batchFacts(user: User, state: State): readonly Fact[] {
	const {batch} = user;
	const present = presentOf(state);
	if (batch === undefined) {
		return [fact(safe`Batch`, span(safe`none yet`, 'none'))];
	}

	const error = errorText(batch);
	return [
		fact(
			safe`Batch`,
			batchCell(batch),
			span(
				safe`  ${batch.id}  ${agoLong(batch.endedAt ?? batch.startedAt ?? batch.queuedAt, present)}`,
				'dim',
			),
		),
		...(error === undefined ? [] : [fact(safe`Error`, span(error, 'error'))]),
		...causeFact(state, user),
	];
}

// Whether it is this user alone is the first thing to know.
function causeFact(state: State, user: User): readonly Fact[] {
	const {knowledge, byKey} = state.entities.causes;
	const [cause, ...more] = causesOf(knowledge, user);
	if (cause === undefined) {
		return [];
	}

	const others = (byKey.get(cause.key)?.users ?? 1) - 1;
	const known = isAcknowledged(state, causeKey(cause.key)) ? safe`✓ ` : safe``;
	return [
		fact(
			safe`Cause`,
			span(safe`${known}${cause.title}`, 'warn'),
			span(
				safe`  ${others === 0 ? safe`nobody else` : plural(others, safe`other user`, safe`other users`)}${more.length === 0 ? safe`` : safe`, and ${count(more.length)} more`} (${keyOf(state, 'triage.cause', safe`c`)})`,
				'dim',
			),
		),
	];
}

const offered: ReadonlyArray<{
	readonly id: string;
	readonly standard: SafeText;
	readonly verb: Verb;
}> = [
	{id: 'status.enable', standard: safe`e`, verb: 'enable'},
	{id: 'status.disable', standard: safe`x`, verb: 'disable'},
	{id: 'status.delete', standard: safe`D`, verb: 'delete'},
];

/** What can be done with a user now, and why not where it cannot. */
export function userActions(state: State, user: User): readonly Line[] {
	const target = asTarget(state, user, false);
	const now = serviceNow(state.feed, state.shown);
	return [
		[
			span(safe`${keyOf(state, 'status.set', safe`s`)} `, 'accent'),
			span(safe`set status: Enabled, Disabled, Delete, Force Delete`),
		],
		...offered.map(({id, standard, verb}): Line => {
			const key = keyOf(state, id, standard);
			const reason = lockOfTarget(state, target) ?? reasonNot(verb, target, now);
			return reason === undefined
				? [span(safe`${key} `, 'accent'), span(verbTitle(verb))]
				: [span(safe`${key} ${verbTitle(verb)}: ${reason}`, 'dim')];
		}),
	];
}

/** What was read about the open user's past, or why it was not. */
export function detailProblem(state: State): Line | undefined {
	const {user} = state.details;
	if (user.failure !== undefined) {
		return line(safe`could not be read: ${failureText(user.failure).what}`, 'error');
	}

	return user.value === undefined && user.isAsking ? line(safe`reading`, 'pending') : undefined;
}
