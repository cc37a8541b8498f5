import {type Activity} from '../contract/activity.ts';
import {groupId, userId} from '../contract/id.ts';
import {activityJson} from '../contract/row-json.ts';
import {keepSafe, type SafeText, safe} from '../contract/text.ts';
import {type EpochMs, epochMs, formatTime} from '../contract/time.ts';
import {type AuditEntry, type AuditOutcome} from './audit.ts';
import {type Look} from './look.ts';
import {activityFields} from './query/activity-fields.ts';
import {filterQuery} from './query/filters.ts';
import {rowTest} from './query/match-row.ts';
import {type Query} from './query/query.ts';
import {type State} from './state.ts';
import {type Step} from './target.ts';
import {type Place} from './view-state.ts';
import {activityText} from './words.ts';

/** A request that this program sent to the service, now or at an earlier start, with what came of it. */
export type SentRequest = {
	readonly entry: AuditEntry;
	/** Nothing while it is open. */
	readonly outcome: AuditOutcome | undefined;
	readonly detail: SafeText | undefined;
	/** The version that it left, if it is known. */
	readonly version?: number;
};

/** One thing that was done: told by the service, or by the journal of this program. */
export type ActivityRow = {
	readonly id: string;
	readonly at: EpochMs;
	readonly who: SafeText;
	readonly what: SafeText;
	readonly target: SafeText;
	readonly outcome: SafeText;
	readonly detail: SafeText | undefined;
	readonly opens: Place | undefined;
	readonly isNew: boolean;
	readonly source:
		| {readonly kind: 'service'; readonly row: Activity}
		/** `change` is the id of the change as a whole, which is what is undone. */
		| {readonly kind: 'here'; readonly change: string; readonly request: SentRequest};
};

/** The rows of the service's activity that came after a look. The row that was the newest then tells, since clocks may be set. */
export function newerActivity(
	{activity}: Pick<State, 'activity'>,
	look: Look,
): readonly Activity[] {
	const known = activity.findIndex(({id}) => id === look.activity);
	return known >= 0 ? activity.slice(0, known) : activity.filter(({at}) => at > look.at);
}

type Question = {
	readonly activity: State['activity'];
	readonly requests: State['requests'];
	readonly runs: State['runs'];
	/** How much the service's clock is ahead of ours, roughly: the journal has ours. */
	readonly skew: number;
	readonly look: Look | undefined;
	readonly query: Query;
	readonly isDescending: boolean;
};

let last: {readonly question: Question; readonly rows: readonly ActivityRow[]} | undefined;

/** What was done, by anybody, the newest first, as far as the filter leaves it. */
export function activityList(state: State): readonly ActivityRow[] {
	const {sort} = state.view.lists.activity;
	const question: Question = {
		activity: state.activity,
		requests: state.requests,
		runs: state.runs,
		skew: skewOf(state.feed),
		look: state.notebook.lastLooked,
		query: filterQuery(state, 'activity'),
		isDescending: sort.isDescending,
	};
	if (last === undefined || !isSame(last.question, question)) {
		last = {question, rows: build(question, state.connection.nonce)};
	}

	return last.rows;
}

/** The row under the cursor. */
export function activityUnderCursor(state: State): ActivityRow | undefined {
	return activityList(state)[state.view.lists.activity.position];
}

/** A row as JSON, as it came. */
export function activityRowJson({source}: ActivityRow): SafeText {
	if (source.kind === 'service') {
		return activityJson(source.row);
	}

	const {entry, outcome, detail} = source.request;
	return keepSafe(
		JSON.stringify({
			...entry,
			at: formatTime(entry.at),
			outcome: outcome ?? 'open',
			...(detail !== undefined && {detail}),
		}),
	);
}

function isSame(one: Question, other: Question): boolean {
	return (
		one.activity === other.activity &&
		one.requests === other.requests &&
		one.runs === other.runs &&
		one.skew === other.skew &&
		one.look === other.look &&
		one.query === other.query &&
		one.isDescending === other.isDescending
	);
}

function build(question: Question, nonce: string): readonly ActivityRow[] {
	const {activity, requests, runs, skew, look, query, isDescending} = question;
	const startOf = new Map(runs.map(({id, startedAt}) => [id, startedAt]));
	const newer = new Set(look === undefined ? [] : newerActivity({activity}, look));
	const isAsked = rowTest(query, activityFields, undefined);
	const rows = [
		...requests.map((request) => {
			const at = startOf.get(request.entry.change) ?? epochMs(request.entry.at + skew);
			return {...rowOfRequest(request, nonce), at};
		}),
		...activity.map((row) => rowOfService(row, newer.has(row))),
	].filter(isAsked);
	const sign = isDescending ? -1 : 1;
	// What happened at one moment stays in the order in which it was told.
	return rows.toSorted((one, other) => sign * (one.at - other.at));
}

const skewStep = 10_000;

function skewOf({last: answer}: State['feed']): number {
	const skew = answer === undefined ? 0 : answer.service - answer.moment.wall;
	return Math.round(skew / skewStep) * skewStep;
}

function rowOfService(row: Activity, isNew: boolean): ActivityRow {
	const {target} = row;
	return {
		id: `service:${row.id}`,
		at: row.at,
		who: row.actor,
		what: activityText(row.kind),
		target: target.name,
		outcome: row.outcome === undefined ? safe`` : keepSafe(row.outcome),
		detail: row.detail,
		opens: placeOf(target.type, target.id),
		isNew,
		source: {kind: 'service', row},
	};
}

const outcomeWords: Readonly<Record<AuditOutcome, SafeText>> = {
	done: safe`done`,
	refused: safe`refused`,
	conflict: safe`lost the race`,
	failed: safe`failed`,
	unknown: safe`UNKNOWN`,
	notApplied: safe`not done`,
	untold: safe`cannot tell`,
};

/** What came of a request, in a word; nothing is known of an open one. */
export function outcomeText(outcome: AuditOutcome | undefined): SafeText {
	return outcome === undefined ? safe`open` : outcomeWords[outcome];
}

const stepWords: Readonly<Record<Step, SafeText>> = {
	enable: safe`enable`,
	disable: safe`disable`,
	uninitialize: safe`un-initialize`,
	synchronize: safe`force synchronization`,
	delete: safe`delete`,
	forceDelete: safe`force delete`,
};

function rowOfRequest(request: SentRequest, nonce: string): Omit<ActivityRow, 'at'> {
	const {entry, outcome, detail} = request;
	const [, number = ''] = /-(\d+)$/.exec(entry.change) ?? [];
	const isOwn = entry.change === `${nonce}-${number}`;
	return {
		id: `here:${entry.key}`,
		who: isOwn ? safe`you (change #${Number(number)})` : safe`you, earlier (#${Number(number)})`,
		what: stepWords[entry.action],
		target: entry.target.name,
		outcome: outcomeText(outcome),
		detail: detail ?? entry.reason,
		opens: placeOf(entry.target.type, entry.target.id),
		isNew: false,
		source: {kind: 'here', change: entry.change, request},
	};
}

// Ids on the wire are checked where they come in; what they name may be gone, and its screen says so.
function placeOf(type: string, id: SafeText): Place | undefined {
	switch (type) {
		case 'user': {
			return {kind: 'user', id: userId.parse(id)};
		}

		case 'group': {
			return {kind: 'group', id: groupId.parse(id)};
		}

		default: {
			return undefined;
		}
	}
}
