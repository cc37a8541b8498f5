import {keepSafe, type SafeText, safe, toSafe} from '../../contract/text.ts';
import {type Milliseconds} from '../../contract/time.ts';
import {consequences} from '../consequences.ts';
import {failureText} from '../failure-text.ts';
import {
	besideButtons,
	type Check,
	partsOf,
	type Plan,
	type PlanItem,
	tierOf,
	willChange,
} from '../plan.ts';
import {verbTitle} from '../rules.ts';
import {verbPresent} from '../run-text.ts';
import {type State} from '../state.ts';
import {stepsOf, type Target, targetName, type Verb} from '../target.ts';
import {duration} from '../../format/duration.ts';
import {count, plural} from '../../format/number.ts';
import {fit, truncate, wrap} from '../../format/width.ts';
import {labelled, type Line, line, type Span, span} from './line.ts';
import {previewLines} from './preview-lines.ts';
import {setLines} from './set-lines.ts';
import {batchCell, effectiveCell, mailboxCell, syncStatusCell} from './status-cells.ts';

const labelWidth = 15;

/** Where a plan is told: how wide, how many lines of its list, from which on, and what it was compared with. */
export type PlanRoom = {
	readonly width: number;
	readonly rows: number;
	readonly top: number;
	/** Said of a target that was read again and is the same. */
	readonly same: SafeText;
	/** What shows the rest of the list. */
	readonly more: SafeText;
};

/** A title of something that is about a change: on production it begins by saying so. */
export function marked({connection}: Pick<State, 'connection'>, title: SafeText): SafeText {
	return connection.isProduction === true && !title.startsWith('[PROD] ')
		? safe`[PROD] ${title}`
		: title;
}

/** What is to be done, to how many, and where. */
export function planHeading(state: State, plan: Plan): SafeText {
	const title = tierOf(plan) >= 3 ? keepSafe(planTitle(plan).toUpperCase()) : planTitle(plan);
	const undo = plan.undoes === undefined ? safe`` : safe`Undo: `;
	return marked(state, safe`${undo}${title}   ${subject(plan)}   ${connectionText(state)}`);
}

/** What a person is told before deciding: who and what, what happens, what it does to the counts. */
export function planLines(state: State, plan: Plan, room: PlanRoom): readonly Line[] {
	return [
		...targetLines(plan, room),
		...groupMoved(state, plan),
		[],
		...happens(plan, room.width),
		...previewLines(state, plan, room.width),
		...reachabilityLines(plan),
	];
}

/** What a plan does, in its title and on its button. */
function planTitle({set, verb}: Plan): SafeText {
	return set === undefined ? verbTitle(verb) : safe`Apply the change set`;
}

/** What yes would do. */
export function planAction(plan: Plan): SafeText {
	const changing = willChange(plan);
	const {length} = changing;
	const first = changing[0] ?? plan.items[0]?.target;
	if (plan.set !== undefined) {
		return safe`Apply ${plural(length, safe`change`, safe`changes`)}`;
	}

	if (first?.kind === 'group' && length > 1) {
		return safe`${verbTitle(plan.verb)}: ${plural(length, safe`group`, safe`groups`)}`;
	}

	return first?.kind === 'group'
		? safe`${verbTitle(plan.verb)} of ${truncate(besideButtons(first.group.name), 24)}`
		: safe`${verbTitle(plan.verb)}: ${plural(length, safe`user`, safe`users`)}`;
}

/** How it is put back. */
export function undoText(how: SafeText): SafeText {
	return safe`Undo: ${how} within 10 min, if nobody changed it in between.`;
}

/** That a confirmed change waits for a second thought. */
export function countdownText({set, verb}: Plan, left: Milliseconds): SafeText {
	return safe`${set === undefined ? keepSafe(verbPresent(verb).toUpperCase()) : safe`APPLYING`} in ${duration(left)}`;
}

function targetLines(plan: Plan, room: PlanRoom): readonly Line[] {
	if (plan.set !== undefined) {
		return setLines(plan, room);
	}

	return plan.items.length === 1 ? singleLines(plan, room) : bulkLines(plan, room);
}

function subject(plan: Plan): SafeText {
	const [first] = plan.items;
	if (plan.set !== undefined) {
		return plural(willChange(plan).length, safe`change`, safe`changes`);
	}

	const groups = plan.items.flatMap(({target}) => (target.kind === 'group' ? [target] : []));
	if (groups.length > 1) {
		const members = groups.reduce((sum, group) => sum + group.members, 0);
		return safe`${plural(groups.length, safe`group`, safe`groups`)}, ${plural(members, safe`user`, safe`users`)}`;
	}

	return first?.target.kind === 'group'
		? safe`group ${truncate(first.target.group.name, 24)}, ${plural(first.target.members, safe`user`, safe`users`)}`
		: plural(willChange(plan).length, safe`user`, safe`users`);
}

function connectionText({connection}: State): SafeText {
	return connection.isDemo ? safe`[DEMO]` : safe`[${connection.name}]`;
}

function singleLines(plan: Plan, {width, same}: PlanRoom): readonly Line[] {
	const [item] = plan.items;
	if (item === undefined) {
		return [];
	}

	const {target, check} = item;
	const facts: readonly Line[] =
		target.kind === 'user'
			? [
					[
						span(target.user.email, 'strong'),
						span(safe`   ${target.user.name}   ${target.group?.name ?? safe`no group`}`),
					],
					[],
					labelled(safe`Sync status`, transition(target, plan.verb), labelWidth),
					labelled(safe`Effective`, effectiveTransition(target, plan.verb), labelWidth),
					labelled(
						safe`Mailbox`,
						[
							mailboxCell(target.user.mailboxStatus),
							span(safe`   batch `, 'dim'),
							batchCell(target.user.batch),
						],
						labelWidth,
					),
				]
			: [
					[
						span(truncate(target.group.name, width - 20), 'strong'),
						span(safe`   ${plural(target.members, safe`member`, safe`members`)}`),
					],
					[],
					labelled(safe`Sync status`, transition(target, plan.verb), labelWidth),
				];
	return [
		...facts,
		labelled(safe`Checked`, [checkSpan(check, same), versionSpan(target)], labelWidth),
	];
}

// The frozen target keeps its group as it was shown; that the group changed since is said beside it.
function groupMoved(state: State, plan: Plan): readonly Line[] {
	const [item] = plan.items;
	const group = item?.target.kind === 'user' ? item.target.group : undefined;
	const now = group && state.entities.groups.get(group.id);
	return group === undefined || now === undefined || now.syncStatus === group.syncStatus
		? []
		: [
				[
					span(safe`! Group ${now.name} changed meanwhile: `, 'warn'),
					syncStatusCell(group.syncStatus),
					span(safe`  ->  `),
					syncStatusCell(now.syncStatus),
				],
			];
}

function versionSpan(target: Target): Span {
	const version = target.kind === 'user' ? target.user.version : target.group.version;
	return span(safe`   version ${version}`, 'dim');
}

// What really happens after: an enabled user in a disabled group still does not synchronize.
function effectiveTransition(target: Extract<Target, {kind: 'user'}>, verb: Verb): Line {
	const {user, group} = target;
	const now = effectiveCell(user, group);
	const after =
		verb === 'enable' || verb === 'enableAndSynchronize'
			? effectiveCell({...user, syncStatus: 'enabled', hold: 'none'}, group)
			: verb === 'disable'
				? effectiveCell({...user, syncStatus: 'disabled'}, group)
				: now;
	return after.text === now.text ? [now] : [now, span(safe`  ->  `), after];
}

function transition(target: Target, verb: Verb): Line {
	const now = syncStatusCell(
		target.kind === 'user' ? target.user.syncStatus : target.group.syncStatus,
	);
	switch (verb) {
		case 'enable': {
			return [now, span(safe`  ->  `), syncStatusCell('enabled')];
		}

		case 'disable':
		case 'uninitialize': {
			return [now, span(safe`  ->  `), syncStatusCell('disabled')];
		}

		case 'synchronize': {
			return [now];
		}

		case 'enableAndSynchronize': {
			const isHeld = target.kind === 'user' && target.user.hold !== 'none';
			return [now, span(isHeld ? safe`  ->  hold lifted, then a batch` : safe`  ->  a batch`)];
		}

		case 'deleteChain': {
			const steps = stepsOf(verb, target).map((step) => verbPresent(step));
			return [now, span(safe`  ->  ${toSafe(steps.join(', then '))}`, 'danger')];
		}

		case 'delete':
		case 'forceDelete': {
			return [now, span(safe`  ->  `), span(safe` removed from Connect `, 'danger')];
		}
	}
}

function checkSpan(check: Check, same: SafeText): Span {
	switch (check.kind) {
		case 'asking': {
			return span(safe`checking...`, 'pending');
		}

		case 'same': {
			return span(same, 'ok');
		}

		case 'leftOut': {
			return span(check.reason, 'warn');
		}

		case 'drifted': {
			return span(safe`CHANGED meanwhile, left out`, 'warn');
		}

		case 'gone': {
			return span(safe`gone, left out`, 'warn');
		}

		case 'failed': {
			return span(safe`could not be read: ${failureText(check.failure).what}`, 'error');
		}
	}
}

function bulkLines(plan: Plan, {rows, top, same, more, width}: PlanRoom): readonly Line[] {
	const {items} = plan;
	const hidden = items.filter(({target}) => target.kind === 'user' && target.isHidden).length;
	const shown = items.slice(top, top + rows);
	const left = items.length - willChange(plan).length;
	const rest = items.length - top - shown.length;
	return [
		[
			span(safe`Frozen list of ${count(items.length)}`, 'strong'),
			span(safe`   ${count(hidden)} hidden by the filter`, hidden > 0 ? 'warn' : 'dim'),
			...(left === 0 ? [] : [span(safe`   ${count(left)} left out`, 'warn')]),
		],
		...shown.map((item) => bulkLine(item, same, Math.max(32, width - 50))),
		...(rest > 0 ? [line(safe`  ${count(rest)} more: ${more}`, 'dim')] : []),
	];
}

function bulkLine({target, check}: PlanItem, same: SafeText, nameWidth: number): Line {
	const name = fit(targetName(target), nameWidth);
	const status =
		target.kind === 'user'
			? syncStatusCell(target.user.syncStatus)
			: span(plural(target.members, safe`user`, safe`users`), 'dim');
	return [span(safe`  ${name} `), {...status, text: fit(status.text, 12)}, checkSpan(check, same)];
}

// Of a change set: those of each verb for its users together, and for each group alone.
function consequencesOf(plan: Plan): readonly SafeText[] {
	return plan.set === undefined
		? consequences(plan)
		: partsOf(plan).flatMap((part) => {
				const {users = [], groups = []} = Object.groupBy(part.items, ({target}) =>
					target.kind === 'user' ? 'users' : 'groups',
				);
				return [
					...under(verbTitle(part.verb), consequences({...part, items: users})),
					...groups.flatMap((item) =>
						under(targetName(item.target), consequences({...part, items: [item]})),
					),
				];
			});
}

function under(name: SafeText, sentences: readonly SafeText[]): readonly SafeText[] {
	return sentences.map((sentence) => safe`${truncate(name, 24)}: ${sentence}`);
}

function happens(plan: Plan, width: number): readonly Line[] {
	return [
		line(safe`What happens`, 'dim'),
		...consequencesOf(plan).flatMap((sentence) =>
			wrap(sentence, width - 4).map((part, index) => [
				span(index === 0 ? safe`  - ` : safe`    `, 'dim'),
				span(part),
			]),
		),
	];
}

function reachabilityLines({reachability}: Plan): readonly Line[] {
	switch (reachability.kind) {
		case 'notAsked': {
			return [];
		}

		case 'asking': {
			return [line(safe`  Trying to reach the mailbox...`, 'pending')];
		}

		case 'failed': {
			return [line(safe`  The service could not be asked about the mailbox.`, 'error')];
		}

		case 'known': {
			const {mailbox} = reachability.connectivity;
			return mailbox.isReachable
				? [
						line(
							safe`  ! The mailbox is reachable: Delete would do, and clean up behind itself.`,
							'warn',
						),
					]
				: [line(safe`  The mailbox is out of reach (${mailbox.text}): the documented case.`, 'ok')];
		}
	}
}
