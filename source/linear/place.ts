import {type SafeText, joinSafe, keepSafe, safe} from '../contract/text.ts';
import {userKey} from '../core/acknowledge.ts';
import {activityList} from '../core/activity-list.ts';
import {checklistOf, nextStep} from '../core/causes/checklist.ts';
import {offerText} from '../core/causes/next-step.ts';
import {countNames} from '../core/tally.ts';
import {activityFacts} from '../core/select/activity.ts';
import {selectBatchFacts} from '../core/select/batches.ts';
import {causeFacts} from '../core/select/causes.ts';
import {groupOffer, selectGroupFacts} from '../core/select/groups.ts';
import {noteFacts} from '../core/select/note-facts.ts';
import {selectServiceFacts, selectStatistics, serverColumns} from '../core/select/options.ts';
import {
	selectActivity,
	selectAttention,
	selectCards,
	selectHealth,
} from '../core/select/overview.ts';
import {refusedLine} from '../core/select/refused.ts';
import {selectSince} from '../core/select/since.ts';
import {errorText, presentOf} from '../core/select/status-cells.ts';
import {detailProblem, userActions, userHealth, userIdentity} from '../core/select/user-detail.ts';
import {type State} from '../core/state.ts';
import {isBehind} from '../core/user-lists.ts';
import {userOf} from '../core/users/user-table.ts';
import {type Place, type Tab} from '../core/view-state.ts';
import {failureText} from '../core/failure-text.ts';
import {tabNames} from '../core/words.ts';
import {labelled, numbered, spokenLine, spokenSpan} from './plain.ts';

/** The places that can be gone to, by their numbers. */
export function placesText(): SafeText {
	return safe`Places: ${joinSafe(
		Object.values(tabNames).map((name, index) => safe`${index + 1} ${name}`),
		', ',
	)}.`;
}

/** What stands above the list of a place, or all that there is where it has none. Nothing where the list is all. */
export function headLines(state: State): readonly SafeText[] {
	const {place} = state.view;
	switch (place.kind) {
		case 'tab': {
			return tabLines(state, place.tab);
		}

		case 'causes': {
			return [];
		}

		case 'cause': {
			return causeLines(state, place);
		}

		case 'user': {
			return userLines(state, place);
		}

		case 'group': {
			const group = state.entities.groups.get(place.id);
			return group === undefined
				? [safe`This group is gone.`]
				: [
						safe`Group ${group.name}.`,
						...factLines(selectGroupFacts(state, group)),
						groupOffer(state, group),
					];
		}

		case 'batch': {
			return batchLines(state, place);
		}
	}
}

/** What stands below the list of a place. */
export function footLines(state: State): readonly SafeText[] {
	const {place} = state.view;
	if (place.kind === 'user' && userOf(state.entities.users, place.id) !== undefined) {
		const {issues, activity} = state.details.user.value ?? {issues: [], activity: []};
		return [
			...some(
				safe`Issues of the current batch`,
				issues.map(({code, name, text}) => safe`- ${code}, ${name}: ${text}`),
			),
			...some(safe`History`, selectActivity(activity, presentOf(state).now).map(spokenLine)),
		];
	}

	if (place.kind === 'tab' && place.tab === 'activity') {
		const row = activityList(state)[state.view.lists.activity.position];
		return row === undefined
			? []
			: [
					safe`The current row:`,
					...activityFacts(state, row).map(({label, text}) => safe`${label}: ${text}`),
				];
	}

	return [];
}

const mostTold = 5;

function some(title: SafeText, lines: readonly SafeText[]): readonly SafeText[] {
	return lines.length === 0
		? []
		: [
				lines.length > mostTold
					? safe`${title}, the first ${mostTold} of ${lines.length}:`
					: safe`${title}:`,
				...lines.slice(0, mostTold),
			];
}

type Facts = ReturnType<typeof userIdentity>;

function factLines(facts: Facts): readonly SafeText[] {
	return facts.map(({label, value}) => labelled(label === '' ? safe`That is` : label, value));
}

/** Why a list has no rows. */
export function emptyText(state: State): SafeText {
	const {place, lists} = state.view;
	const problem = place.kind === 'user' ? detailProblem(state) : refusedFor(state, place);
	if (problem !== undefined) {
		return spokenLine(problem);
	}

	if (state.feed.last === undefined) {
		return safe`Nothing was read yet.`;
	}

	if (isBehind(state)) {
		return safe`A long list is being put in order; say "repeat" in a moment.`;
	}

	if (place.kind === 'causes') {
		return state.isComplete
			? safe`Nothing fails, and nothing failed since the start.`
			: safe`Users are being read.`;
	}

	const isFiltered = Object.values(lists).some(({filter}) => filter !== '');
	return isFiltered ? safe`No row here; "back" takes a filter away.` : safe`No row here.`;
}

function refusedFor(state: State, place: Place) {
	const isOfOverview = place.kind === 'tab' && place.tab === 'groups';
	return refusedLine(state, isOfOverview ? 'overview' : 'users');
}

function tabLines(state: State, tab: Tab): readonly SafeText[] {
	switch (tab) {
		case 'dashboard': {
			return dashboardLines(state);
		}

		case 'options': {
			return optionLines(state);
		}

		case 'users':
		case 'groups':
		case 'batches':
		case 'activity': {
			return [];
		}
	}
}

const recentChanges = 8;

function dashboardLines(state: State): readonly SafeText[] {
	const attention = selectAttention(state);
	const since = selectSince(state, recentChanges);
	return [
		safe`Dashboard. "open" and a number opens one of these:`,
		...selectCards(state).map(({title, value, moved, note}, index) =>
			numbered(
				index + 1,
				safe`${title}: ${value}${moved === '' ? safe`` : safe`, ${moved}`}; ${note}`,
			),
		),
		attention.length === 0
			? state.isComplete
				? safe`Nothing needs attention.`
				: safe`Users are being read.`
			: safe`What needs attention:`,
		...attention.map(({mark, text, radius, users, since}, index) =>
			numbered(
				countNames.length + index + 1,
				safe`${mark.tone === 'error' ? safe`Grave: ` : safe``}${text.text}${radius.text === '' ? safe`` : safe`; hits ${radius.text}`}; users ${users.text}${since.text === '-' ? safe`` : safe`; since ${since.text}`}`,
			),
		),
		safe`The service:`,
		...selectHealth(state).map(([label, ...value]) =>
			labelled(label === undefined ? safe`` : spokenSpan(label), value),
		),
		safe`${since.title}:`,
		...since.lines.map(spokenLine),
	];
}

function optionLines(state: State): readonly SafeText[] {
	const columns = serverColumns(state);
	const servers = state.syncOptions?.mailServers.rows ?? [];
	const rows = selectStatistics(state);
	return [
		safe`Sync Options.`,
		...factLines(selectServiceFacts(state)),
		servers.length === 0 ? spokenLine(refusedLine(state, 'overview') ?? []) : safe`Mail servers:`,
		...servers.map(
			(server) =>
				safe`- ${joinSafe(
					columns.map(({id, cell}) =>
						id === 'name' || id === 'state'
							? spokenSpan(cell(server))
							: safe`${keepSafe(id)} ${spokenSpan(cell(server))}`,
					),
					', ',
				)}`,
		),
		...(rows.length === 0 ? [] : [safe`Statistics since midnight UTC, in objects:`]),
		...rows.map(({Object: object, Direction: direction, ...numbers}) =>
			keepSafe(
				`${object}, ${direction.replace('->', 'to')}: ${Object.entries(numbers)
					.map(([name, value]) => `${value} ${name.toLowerCase()}`)
					.join(', ')}`,
			),
		),
	].filter((line) => line !== '');
}

function causeLines(state: State, {key}: Extract<Place, {kind: 'cause'}>): readonly SafeText[] {
	const cause = state.entities.causes.byKey.get(key);
	if (cause === undefined) {
		return [safe`Nobody is hit by this cause.`];
	}

	const steps = checklistOf(cause, state);
	const next = nextStep(steps);
	const offer = next && offerText(next, state.connection.isDemo);
	return [
		safe`Cause: ${cause.title}.`,
		// The course is drawn; whether it grows stands beside it in words.
		...causeFacts(state, cause).map(({label, value}) =>
			labelled(
				label === '' ? safe`That is` : label,
				value.filter(({text}) => !/^[\u2581-\u2588 ]*[\u2581-\u2588][\u2581-\u2588 ]*$/.test(text)),
			),
		),
		safe`What to do:`,
		...steps.map(({text, state: is, told}, index) =>
			numbered(
				index + 1,
				safe`${is === 'done' ? safe`Done: ` : is === 'next' ? safe`Next: ` : safe``}${text}${told === undefined ? safe`` : safe` (${told})`}`,
			),
		),
		next === undefined
			? safe`Nothing is left to be done.`
			: offer === undefined
				? safe`No key does the next step.`
				: safe`"next step" (n): ${offer}`,
	];
}

function userLines(state: State, {id}: Extract<Place, {kind: 'user'}>): readonly SafeText[] {
	const user = userOf(state.entities.users, id);
	return user === undefined
		? [safe`This user is gone: deleted meanwhile.`]
		: [
				...factLines(userIdentity(state, user)),
				...factLines(userHealth(state, user)),
				...userActions(state, user).map((line) =>
					keepSafe(
						line
							.map(({text}) => text)
							.join('')
							.replace(/^(\w) /, '$1: '),
					),
				),
			];
}

function batchLines(
	state: State,
	{id, userId}: Extract<Place, {kind: 'batch'}>,
): readonly SafeText[] {
	const user = userOf(state.entities.users, userId);
	const {batch: detail} = state.details;
	const known = detail.id === id ? detail.value : undefined;
	const batch = known?.batch ?? user?.batch;
	if (detail.id === id && detail.failure !== undefined) {
		return [safe`could not be read: ${failureText(detail.failure).what}`];
	}

	if (user === undefined || batch === undefined) {
		return [safe`Batch of a user that is gone.`];
	}

	const error = errorText(batch);
	return [
		safe`Batch of ${user.name}.`,
		...factLines(selectBatchFacts(state, user, batch)),
		...(error === undefined ? [] : [safe`Error: ${error}`]),
		...factLines(noteFacts(state, userKey(user.id))),
	];
}
