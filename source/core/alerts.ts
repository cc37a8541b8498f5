import {type SafeText, safe} from '../contract/text.ts';
import {minutes} from '../contract/time.ts';
import {count} from '../format/number.ts';
import {type AlertRule, type RuleState} from './alert-state.ts';
import {told} from './notices.ts';
import {type UserFilter} from './query/match.ts';
import {filterFor} from './query/filters.ts';
import {parse} from './query/parse.ts';
import {userFields} from './query/user-fields.ts';
import {type State} from './state.ts';
import {type Step, stay} from './step.ts';
import {userOrder} from './users/user-query.ts';
import {buildView, refreshView, type UserView} from './users/user-view.ts';

/** A rule that comes and goes rings no more often than this, and so does the program as a whole. */
const leastRest = minutes(5);
const leastRestOfAll = minutes(0.5);

/**
Looks at the rules after an answer. One that starts to hold rings, once until it stopped holding and some time passed; those that hold
already when the program starts do not: somebody is looking. Costs what changed.
*/
export function heedAlerts(before: State, after: State): Step {
	const {isOn} = after.preferences.alerts;
	const isNews =
		before.entities.users !== after.entities.users ||
		before.preferences.alerts !== after.preferences.alerts ||
		!before.isComplete;
	if (!isOn || !after.isComplete || !isNews) {
		return stay(after);
	}

	const now = after.now.elapsed;
	const lastRing = Math.max(
		Number.NEGATIVE_INFINITY,
		...[...after.alerts.values()].map(({rangAt}) => rangAt ?? Number.NEGATIVE_INFINITY),
	);
	const mayRing = now - lastRing >= leastRestOfAll;
	const next = new Map<AlertRule, RuleState>();
	const ringing: AlertRule[] = [];
	for (const rule of rulesOf(after)) {
		const was = after.alerts.get(rule);
		const matching = countOf(after, rule);
		const isHolding = matching > rule.above;
		const isRested = was?.rangAt === undefined || now - was.rangAt >= leastRest;
		const rings = isHolding && was !== undefined && !was.isHolding && isRested && mayRing;
		// One that may not ring yet is not taken for known: it rings when it may.
		const isSeen = isHolding && (rings || was === undefined || was.isHolding || !isRested);
		next.set(rule, {matching, isHolding: isSeen, rangAt: rings ? now : was?.rangAt});
		if (rings) {
			ringing.push(rule);
		}
	}

	const state = {...after, alerts: next};
	const [first] = ringing;
	if (first === undefined) {
		return stay(state);
	}

	const more = ringing.length > 1 ? safe` and ${count(ringing.length - 1)} more` : safe``;
	const text = safe`${first.name}: ${count(next.get(first)?.matching ?? 0)} users, more than ${count(first.above)}${more}`;
	return [told(state, safe`ALERT ${text}`, 'error'), [{type: 'ring', text}]];
}

/** Switches the alerts on or off, for this start and the next. */
export function toggleAlerts(state: State): Step {
	const {alerts} = state.preferences;
	const isOn = !alerts.isOn;
	const next: State = {
		...state,
		preferences: {...state.preferences, alerts: {...alerts, isOn}},
		alerts: new Map(),
	};
	const rules = rulesOf(state);
	const [first] = rules;
	const said = isOn
		? safe`Alerts on: ${first === undefined ? safe`no rules` : safe`${first.name}, above ${count(first.above)} users`}${rules.length > 1 ? safe`, and ${count(rules.length - 1)} more` : safe``}`
		: safe`Alerts off`;
	const [told_, effects] = heedAlerts(state, told(next, said, 'ok'));
	return [told_, [...effects, {type: 'keep', kept: {kind: 'alerts', isOn}}]];
}

let usual: readonly AlertRule[] | undefined;

// Made when somebody switches alerts on: most starts are without.
function rulesOf({preferences}: State): readonly AlertRule[] {
	usual ??= [
		{name: safe`suspended`, where: parse('batch:suspended', userFields.fields), above: 10},
	];
	return preferences.alerts.rules ?? usual;
}

/** Rules that hold now, the first as text; nothing when none does. */
export function holdingText({alerts}: State): SafeText | undefined {
	const holding = [...alerts].filter(([rule, {matching}]) => matching > rule.above);
	const [first] = holding;
	return (
		first &&
		safe`${first[0].name} ${count(first[1].matching)} > ${count(first[0].above)}${holding.length > 1 ? safe`, ${count(holding.length - 1)} more` : safe``}`
	);
}

const views = new WeakMap<AlertRule, {readonly filter: UserFilter; readonly view: UserView}>();

// A rule without time in it costs what changed; one with ages in it looks at everybody.
function countOf(state: State, rule: AlertRule): number {
	const {users, groups} = state.entities;
	const filter = filterFor(state, rule.where);
	const known = views.get(rule);
	const view =
		known !== undefined && known.filter === filter && known.view.table.slotOf === users.slotOf
			? refreshView(known.view, users)
			: buildView(users, userOrder(groups, byName, {kind: 'all'}, filter));
	views.set(rule, {filter, view});
	return view.slots.length;
}

const byName = {column: 'name', isDescending: false} as const;
