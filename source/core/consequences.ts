import {type SafeText, safe} from '../contract/text.ts';
import {plural} from '../format/number.ts';
import {effectiveStatus} from './effective-status.ts';
import {type Plan, willChange} from './plan.ts';
import {type Target, type Verb} from './target.ts';

/**
What a change does, in sentences: who is touched, what is running there, what cannot be undone. The same words in every dialog.

Source: Deltek help, View Synchronization Status; engine documentation on individual and group-level disabling.
*/
export function consequences(plan: Plan): readonly SafeText[] {
	const targets = willChange(plan);
	if (targets.length === 0) {
		return [];
	}

	const groups = targets.filter((target) => target.kind === 'group');
	return groups.length === 0
		? userConsequences(plan.verb, targets)
		: groupConsequences(plan.verb, together(groups));
}

type GroupTarget = Extract<Target, {kind: 'group'}>;
type Members = Pick<GroupTarget, 'members' | 'notConfigured' | 'disabled' | 'running' | 'active'>;

// Whoever stops several groups stops the members of all of them.
function together(groups: readonly GroupTarget[]): Members {
	const sum = (of: keyof Members): number => groups.reduce((all, group) => all + group[of], 0);
	return {
		members: sum('members'),
		notConfigured: sum('notConfigured'),
		disabled: sum('disabled'),
		running: sum('running'),
		active: sum('active'),
	};
}

function groupConsequences(verb: Verb, group: Members): readonly SafeText[] {
	const configured = group.members - group.notConfigured;
	const own = configured - group.disabled;
	if (verb === 'disable') {
		return [
			safe`${plural(own, safe`member stops`, safe`members stop`)} synchronizing; hard stop: they cannot resume it`,
			cutShortText(group.running, group.active - group.running),
			...some(group.disabled, safe`already disabled individually; nothing changes for them`),
			...some(group.notConfigured, safe`not configured; nothing changes for them`),
			safe`suspended batches stay suspended: disabling does not repair them`,
		];
	}

	return [
		safe`${plural(own, safe`member`, safe`members`)} may synchronize again, at their next schedule`,
		...some(group.disabled, safe`disabled individually: they stay disabled`),
		...some(group.notConfigured, safe`not configured; nothing changes for them`),
	];
}

function some(value: number, text: SafeText): readonly SafeText[] {
	return value === 0 ? [] : [safe`${plural(value, safe`user is`, safe`users are`)} ${text}`];
}

function userConsequences(verb: Verb, targets: readonly Target[]): readonly SafeText[] {
	switch (verb) {
		case 'enable': {
			return enabling(targets);
		}

		case 'disable': {
			return [
				safe`soft stop: a user can resume it; a disabled group is the hard stop`,
				...cutShort(targets),
				safe`data in the mailbox stays there: disabling does not clean it`,
			];
		}

		case 'uninitialize': {
			return [
				...cutShort(targets),
				safe`the synchronized data is removed from the mailbox; no undo`,
				safe`synchronization is disabled; enabling it later sets the mailbox up anew`,
			];
		}

		case 'synchronize': {
			return [queued];
		}

		case 'enableAndSynchronize': {
			return synchronizing(targets);
		}

		case 'delete': {
			return [
				safe`the user is removed from Connect and cannot use it or synchronize`,
				safe`the Vantagepoint user is left alone`,
				safe`no undo: the user would have to be set up again`,
			];
		}

		case 'deleteChain': {
			return [
				safe`each step is read back before the next one is sent; a failure stops the chain`,
				safe`the synchronized data is removed from the mailbox`,
				safe`the user is removed from Connect; the Vantagepoint user is left alone`,
				safe`no undo`,
			];
		}

		case 'forceDelete': {
			return [
				safe`the user is removed from Connect at once; it cannot be undone`,
				safe`data in the mailbox is removed where it can be reached; what is out of reach stays there`,
			];
		}
	}
}

const queued = safe`a batch is queued now; the schedule goes on from its end`;

function synchronizing(targets: readonly Target[]): readonly SafeText[] {
	const held = targets.filter((target) => target.kind === 'user' && target.user.hold !== 'none');
	return [
		...(held.length === 0
			? []
			: [
					safe`${plural(held.length, safe`hold is`, safe`holds are`)} lifted first; the same error may set it again`,
				]),
		queued,
		safe`each step is read back before the next one is sent`,
	];
}

function enabling(targets: readonly Target[]): readonly SafeText[] {
	const inDisabledGroup = targets.filter(
		(target) => target.kind === 'user' && target.group?.syncStatus === 'disabled',
	).length;
	const held = targets.filter(
		(target) => target.kind === 'user' && target.user.hold !== 'none',
	).length;
	return [
		safe`synchronization starts again at the next schedule`,
		...(held === 0
			? []
			: [
					safe`${plural(held, safe`hold is`, safe`holds are`)} lifted; the same error may set it again`,
				]),
		...(inDisabledGroup === 0
			? []
			: [
					safe`! ${plural(inDisabledGroup, safe`is`, safe`are`)} in a disabled group: it takes effect only when the group is enabled`,
				]),
	];
}

function cutShortText(running: number, queued: number): SafeText {
	return safe`${plural(running, safe`running batch is`, safe`running batches are`)} cut short; ${plural(queued, safe`queued one is`, safe`queued ones are`)} taken back`;
}

// A disabled group has taken the batches of its members away already.
function cutShort(targets: readonly Target[]): readonly SafeText[] {
	const states = targets.map((target) =>
		target.kind === 'user' && effectiveStatus(target.user, target.group) !== 'disabledByGroup'
			? target.user.batch?.state
			: undefined,
	);
	const running = states.filter((state) => state === 'running').length;
	const queued = states.filter((state) => state === 'queued').length;
	return running + queued === 0 ? [] : [cutShortText(running, queued)];
}
