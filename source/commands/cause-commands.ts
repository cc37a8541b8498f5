import {safe} from '../contract/text.ts';
import {type Cause} from '../core/causes/cause-index.ts';
import {causeList} from '../core/causes/cause-list.ts';
import {causesOf} from '../core/causes/causes-of-row.ts';
import {offerOf} from '../core/causes/next-step.ts';
import {dashboardItems} from '../core/dashboard-items.ts';
import {type Event} from '../core/event.ts';
import {type State} from '../core/state.ts';
import {type Target} from '../core/target.ts';
import {chosenTargets, groupTarget, reasonNotToChange} from '../core/targets.ts';
import {type Command} from './command.ts';

/** From what fails to why, whom else, and what to do. */
export const causeCommands: readonly Command[] = [
	{
		id: 'triage.next',
		scope: 'cause',
		keys: ['n'],
		section: 'Triage',
		title: safe`next step`,
		detail: safe`do the next step against this cause: prove it on one user, then the others`,
		isHinted: true,
		mutates: false,
		blocked(state) {
			const isChange = nextStep(state)?.type === 'change.asked';
			return (
				(isChange ? reasonNotToChange(state) : undefined) ??
				(nextStep(state) === undefined
					? safe`nothing that can be done to all of them: choose a user, or wait`
					: undefined)
			);
		},
		event: nextStep,
	},
	{
		id: 'triage.contain',
		scope: 'cause',
		keys: ['S'],
		section: 'Triage',
		title: safe`stop its groups`,
		detail: safe`contain: disable the groups that this cause hits; their members cannot re-enable themselves`,
		isHinted: true,
		mutates: true,
		blocked: (state) => (groupsHit(state).length === 0 ? safe`no enabled group is hit` : undefined),
		event: (state) => ({type: 'change.asked', verb: 'disable', targets: groupsHit(state)}),
	},
	{
		id: 'triage.cause',
		scope: 'everywhere',
		keys: ['c'],
		section: 'Triage',
		title: safe`cause`,
		detail: safe`the cause of what is under the cursor, with all whom it hits; on the dashboard all causes`,
		isHinted: true,
		mutates: false,
		blocked: (state) => (openCause(state) === undefined ? safe`nothing fails here` : undefined),
		event: openCause,
	},
];

function nextStep(state: State): Event | undefined {
	const cause = causeHere(state);
	return cause && offerOf(state, cause)?.event;
}

function causeHere({view, entities}: State): Cause | undefined {
	return view.place.kind === 'cause' ? entities.causes.byKey.get(view.place.key) : undefined;
}

function groupsHit(state: State): readonly Target[] {
	return [...(causeHere(state)?.byGroup.keys() ?? [])].flatMap((id) => {
		const group = state.entities.groups.get(id);
		return group?.syncStatus === 'enabled' ? [groupTarget(state, group)] : [];
	});
}

function openCause(state: State): Event | undefined {
	const {place, focus} = state.view;
	if (place.kind === 'tab' && (place.tab === 'dashboard' || place.tab === 'options')) {
		const item = place.tab === 'dashboard' ? dashboardItems(state)[focus] : undefined;
		const isCause =
			item !== undefined && 'place' in item.opens && item.opens.place.kind === 'cause';
		return {type: 'view.opened', place: isCause ? item.opens.place : {kind: 'causes'}};
	}

	if (place.kind === 'causes' || place.kind === 'cause') {
		const key = causeList(state)[state.view.lists.causes.position]?.key;
		return place.kind === 'cause' || key === undefined
			? {type: 'view.opened', place: {kind: 'causes'}}
			: {type: 'view.opened', place: {kind: 'cause', key}};
	}

	const [first] = chosenTargets(state);
	const [cause] =
		first?.kind === 'user' ? causesOf(state.entities.causes.knowledge, first.user) : [];
	if (first?.kind === 'group') {
		return {type: 'view.opened', place: {kind: 'causes'}};
	}

	return cause && {type: 'view.opened', place: {kind: 'cause', key: cause.key}};
}
