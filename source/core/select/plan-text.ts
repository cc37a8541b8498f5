import {joinSafe, type SafeText, safe, toSafe} from '../../contract/text.ts';
import {truncate} from '../../format/width.ts';
import {count, plural} from '../../format/number.ts';
import {consequences} from '../consequences.ts';
import {failureText} from '../failure-text.ts';
import {besideButtons, type Check, isUndoable, partsOf, type Plan, willChange} from '../plan.ts';
import {keyOf} from '../preferences.ts';
import {type CountPreview, previewOf} from '../preview.ts';
import {verbPresent} from '../run-text.ts';
import {verbTitle} from '../rules.ts';
import {type State} from '../state.ts';
import {stepsOf, type Target, targetName, type Verb} from '../target.ts';
import {countText} from '../words.ts';
import {type Line, line, type Span, span} from './line.ts';
import {effectiveCell, mailboxCell, syncStatusCell} from './status-cells.ts';

/** What a plan does, in its title and on its button. */
export function planTitle({set, verb}: Plan): SafeText {
	return set === undefined ? verbTitle(verb) : safe`Apply the change set`;
}

/** What saying yes does, as the button says it: never "OK". */
export function buttonText(plan: Plan): SafeText {
	const [first] = plan.items;
	if (plan.set !== undefined) {
		return safe`Apply ${plural(willChange(plan).length, safe`change`, safe`changes`)}`;
	}

	return first?.target.kind === 'group'
		? safe`${verbTitle(plan.verb)} of ${truncate(besideButtons(first.target.group.name), 24)}`
		: safe`${verbTitle(plan.verb)}: ${plural(willChange(plan).length, safe`user`, safe`users`)}`;
}

/** Whom a plan is about, in a few words. */
export function planSubject(plan: Plan): SafeText {
	const [first] = plan.items;
	if (plan.set !== undefined) {
		return plural(willChange(plan).length, safe`change`, safe`changes`);
	}

	if (first?.target.kind === 'group') {
		return safe`group ${truncate(first.target.group.name, 24)}, ${plural(first.target.members, safe`user`, safe`users`)}`;
	}

	return plural(willChange(plan).length, safe`user`, safe`users`);
}

/** What really happens after: an enabled user in a disabled group still does not synchronize. */
export function effectiveTransition(target: Extract<Target, {kind: 'user'}>, verb: Verb): Line {
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

/** The setting of a target before and after. */
export function transition(target: Target, verb: Verb): Line {
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

/** What reading a target again found. */
export function checkSpan(check: Check): Span {
	switch (check.kind) {
		case 'asking': {
			return span(safe`checking...`, 'pending');
		}

		case 'same': {
			return span(safe`same as on your screen`, 'ok');
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

/** The frozen target keeps its group as it was shown; that the group changed since is said beside it. */
export function groupMoved(state: State, plan: Plan): readonly Line[] {
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

/** What happens, in sentences; of a change set those of each verb for its users together, and for each group alone. */
export function planConsequences(plan: Plan): readonly SafeText[] {
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

/** How the four counts will move, said to be a preview: from the rows on screen, while the service goes on. */
export function previewText(state: State, plan: Plan): SafeText | undefined {
	// Without a full read the counts are the service's own, and the rows behind them are not known.
	if (!state.isComplete || willChange(plan).length === 0) {
		return undefined;
	}

	const {counts, isAbout} = previewOf(state, plan);
	return counts.length === 0
		? safe`the four counts stay as they are`
		: joinSafe(
				counts.map((one) => countLine(one, isAbout)),
				', ',
			);
}

function countLine({name, before, after}: CountPreview, isAbout: boolean): SafeText {
	const about = isAbout ? safe`about ` : safe``;
	return safe`${countText(name)} ${count(before)} -> ${about}${count(after)}`;
}

/** What a Force Delete has to know first: whether the mailbox answers after all. */
export function reachabilityLines({reachability}: Plan): readonly Line[] {
	switch (reachability.kind) {
		case 'notAsked': {
			return [];
		}

		case 'asking': {
			return [line(safe`Trying to reach the mailbox...`, 'pending')];
		}

		case 'failed': {
			return [line(safe`The service could not be asked about the mailbox.`, 'error')];
		}

		case 'known': {
			const {mailbox} = reachability.connectivity;
			return mailbox.isReachable
				? [
						line(
							safe`! The mailbox is reachable: Delete would do, and clean up behind itself.`,
							'warn',
						),
					]
				: [line(safe`The mailbox is out of reach (${mailbox.text}): the documented case.`, 'ok')];
		}
	}
}

/** How it can be taken back, if it can. */
export function undoText(state: State, plan: Plan): SafeText | undefined {
	return isUndoable(plan)
		? safe`Undo: ${keyOf(state, 'change.undo', safe`z`)} within 10 min, if nobody changed it in between.`
		: undefined;
}

/** What of a target is not as it was shown: name, before, after. */
export function differences(
	shown: Target,
	now: Target,
): ReadonlyArray<readonly [SafeText, Span, Span]> {
	const rows: ReadonlyArray<readonly [SafeText, Span, Span]> =
		shown.kind === 'user' && now.kind === 'user'
			? [
					[
						safe`Sync status`,
						syncStatusCell(shown.user.syncStatus),
						syncStatusCell(now.user.syncStatus),
					],
					[
						safe`Mailbox`,
						mailboxCell(shown.user.mailboxStatus),
						mailboxCell(now.user.mailboxStatus),
					],
					[
						safe`Effective`,
						effectiveCell(shown.user, shown.group),
						effectiveCell(now.user, now.group),
					],
					[safe`E-mail`, span(shown.user.email), span(now.user.email)],
				]
			: shown.kind === 'group' && now.kind === 'group'
				? [
						[
							safe`Sync status`,
							syncStatusCell(shown.group.syncStatus),
							syncStatusCell(now.group.syncStatus),
						],
						[safe`Name`, span(shown.group.name), span(now.group.name)],
					]
				: [];
	const moved = rows.filter(([, before, after]) => before.text !== after.text);
	return moved.length === 0 ? rows.slice(0, 1) : moved;
}
