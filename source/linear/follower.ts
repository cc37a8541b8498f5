import {keepSafe, type SafeText, safe} from '../contract/text.ts';
import {milliseconds} from '../contract/time.ts';
import {dashboardItems} from '../core/dashboard-items.ts';
import {type Plan} from '../core/plan.ts';
import {selectHeader} from '../core/select/header.ts';
import {countdownText} from '../core/select/plan-lines.ts';
import {type State} from '../core/state.ts';
import {activeList} from '../core/view-state.ts';
import {plural} from '../format/number.ts';
import {hasArrived} from './connections.ts';
import {sayDialog} from './dialogs.ts';
import {createNews} from './news.ts';
import {type Pages} from './pages.ts';
import {headLines} from './place.ts';
import {statusLines} from './status.ts';
import {spokenLine} from './plain.ts';
import {afterAsked, askedText, basisOf, isRead, moreItems, questionLines} from './question.ts';
import {titleText} from './rows.ts';
import {createRunTeller} from './runs.ts';

/** What is known of the question of a change: what it rested on when it was said, and when that was. */
type Asked = {readonly basis: string; readonly saidAt: number};

const betweenSame = 60_000;

/** What has to be heard, and what happens in the world, of which there may be too much. */
export type Told = {readonly lines: readonly SafeText[]; readonly news: readonly SafeText[]};

/** Follows the state and says what is new in it. */
export class Follower {
	readonly news = createNews();
	readonly #runs = createRunTeller();
	readonly #pages: Pages;
	readonly #isTyped: boolean;
	#seen: State | undefined;
	#asked: Asked | undefined;
	#isRechecking = false;
	#noticed: {readonly text: SafeText; readonly at: number} | undefined;
	#counting = '';
	#watched = '';

	constructor(pages: Pages, isTyped: boolean) {
		this.#pages = pages;
		this.#isTyped = isTyped;
	}

	/** When the open question was said; nothing while it was not. */
	get questionSaidAt(): number | undefined {
		return this.#asked?.saidAt;
	}

	/** What there is to say since it was looked last. `isOwn`: because of a line, so that it says where that has led. */
	look(state: State, isOwn: boolean): Told {
		const before = this.#seen ?? state;
		this.#seen = state;
		const lines = [
			...this.#runs(state),
			...this.#noticeLines(state, before, isOwn),
			...this.#dialogLines(state, before, isOwn),
			...(isOwn && state.dialog === undefined ? placeLines(state, before, this.#pages) : []),
		];
		return {lines, news: this.news.look(state)};
	}

	/** The open dialog, or the place, anew. */
	repeat(state: State): readonly SafeText[] {
		return state.dialog === undefined ? this.#pages.place(state) : this.#dialog(state);
	}

	#dialog(state: State): readonly SafeText[] {
		const open = state.dialog;
		if (open === undefined || open.kind === 'run') {
			return statusLines(state);
		}

		if (open.kind === 'confirm') {
			return isRead(open.plan) ? this.#question(state, open.plan) : [safe`Checking…`];
		}

		const said = sayDialog(state, open);
		this.#watched = said.lines.join('\n');
		const lines = this.#pages.dialog(state, said);
		if (open.kind === 'handover') {
			this.#pages.text(open.lines);
		}

		return lines;
	}

	#dialogLines(state: State, before: State, isOwn: boolean): readonly SafeText[] {
		const open = state.dialog;
		if (open?.kind === 'confirm') {
			return this.#planLines(state, before, {plan: open.plan, isOwn});
		}

		this.#asked = undefined;
		if (open === undefined || open.kind === 'run') {
			if (before.dialog !== open) {
				this.#pages.leaveDialog();
			}

			return [];
		}

		const isOther = before.dialog?.kind !== open.kind;
		const isChanged = before.dialog !== open || before.changeSet !== state.changeSet;
		// A checklist ticks itself: that is told without being asked.
		const hasMoved =
			(open.kind === 'deleteBlocked' &&
				sayDialog(state, open).lines.join('\n') !== this.#watched) ||
			(open.kind === 'connections' && hasArrived(before.dialog, open));
		return isOther || hasMoved || (isOwn && isChanged) ? this.#dialog(state) : [];
	}

	#planLines(
		state: State,
		before: State,
		{plan, isOwn}: {readonly plan: Plan; readonly isOwn: boolean},
	): readonly SafeText[] {
		const wasOpen = before.dialog?.kind === 'confirm' && before.dialog.plan.id === plan.id;
		if (plan.phase.kind === 'countdown') {
			const key = `${plan.id} ${plan.phase.until}`;
			const isSaid = this.#counting === key;
			this.#counting = key;
			return isSaid ? [] : [countdownSaid(state, plan, plan.phase.until, this.#isTyped)];
		}

		if (!isRead(plan)) {
			this.#asked = wasOpen ? this.#asked : undefined;
			this.#isRechecking = this.#asked !== undefined && plan.phase.kind === 'deciding';
			return [];
		}

		const wasRechecking = this.#isRechecking;
		this.#isRechecking = false;

		if (this.#asked?.basis === basisOf(plan)) {
			const isAskedOn = isOwn && wasOpen && before.dialog !== state.dialog;
			return wasRechecking || isAskedOn
				? [
						...(wasRechecking ? [safe`Checked again: as it was.`] : []),
						askedText(plan, this.#isTyped),
					]
				: [];
		}

		return [
			...(wasOpen && this.#asked !== undefined ? [safe`What you were asked has changed.`] : []),
			...this.#question(state, plan),
		];
	}

	// What is told again and again by itself is said once in a while.
	#noticeLines({notice, now}: State, before: State, isOwn: boolean): readonly SafeText[] {
		if (notice === undefined || notice === before.notice) {
			return [];
		}

		const isSaid =
			!isOwn && this.#noticed?.text === notice.text && now.elapsed - this.#noticed.at < betweenSame;
		if (isSaid) {
			return [];
		}

		this.#noticed = {text: notice.text, at: now.elapsed};
		return [keepSafe(`${notice.text}.`.replace(/([.!?])\.$/, '$1'))];
	}

	#question(state: State, plan: Plan): readonly SafeText[] {
		this.#asked = {basis: basisOf(plan), saidAt: state.now.elapsed};
		this.#pages.text(moreItems(plan));
		const after = afterAsked(plan);
		return [...questionLines(state, plan, this.#isTyped), ...(after === undefined ? [] : [after])];
	}
}

function countdownSaid(state: State, plan: Plan, until: number, isTyped: boolean): SafeText {
	const left = milliseconds(until - state.now.elapsed);
	return safe`${countdownText(plan, left)}. Nothing was sent yet${isTyped ? safe`; any line stops it` : safe``}.`;
}

/** Where a line has led: another place, another list, another row. */
function placeLines(state: State, before: State, pages: Pages): readonly SafeText[] {
	const {view} = state;
	const was = before.view;
	if (view.place !== was.place || view.scope !== was.scope) {
		return pages.place(state);
	}

	const name = activeList(view.place);
	const feed = feedLines(state, before);
	if (name === undefined) {
		return view.focus === was.focus
			? [...feed, ...closedLines(state, before, pages)]
			: focusLines(state);
	}

	const [list, old] = [view.lists[name], was.lists[name]];
	const isOther =
		list.filter !== old.filter ||
		list.sort !== old.sort ||
		state.preferences.columns !== before.preferences.columns;
	if (isOther) {
		return pages.list(state);
	}

	if (list.marks !== old.marks) {
		return [safe`${plural(list.marks.size, safe`row`, safe`rows`)} marked.`];
	}

	if (list.rangeFrom !== old.rangeFrom) {
		return [
			list.rangeFrom === undefined
				? safe`The range is marked.`
				: safe`A range begins here; "range" at another row marks from here to there.`,
		];
	}

	if (list.columnOffset !== old.columnOffset) {
		return [safe`Rows are said whole; "columns" chooses what of them.`];
	}

	return list.position === old.position
		? [...feed, ...closedLines(state, before, pages)]
		: pages.row(state);
}

function focusLines(state: State): readonly SafeText[] {
	const number = state.view.focus + 1;
	const isItem = dashboardItems(state)[state.view.focus] !== undefined;
	const line = headLines(state).find((text) => text.startsWith(`${number}. `));
	return line === undefined || !isItem ? [] : [line];
}

function feedLines(state: State, before: State): readonly SafeText[] {
	const isPaused = state.feed.doing.kind === 'paused';
	const wasPaused = before.feed.doing.kind === 'paused';
	return isPaused !== wasPaused || state.feed.interval !== before.feed.interval
		? [spokenLine(selectHeader(state, false).right)]
		: [];
}

// A dialog was left: a word on where one is again.
function closedLines(state: State, before: State, pages: Pages): readonly SafeText[] {
	if (before.dialog === undefined) {
		return [];
	}

	const {listing} = pages;
	return [
		listing === undefined || listing.place !== state.view.place
			? (headLines(state)[0] ?? safe`Closed.`)
			: safe`Closed. ${titleText(state, listing)}.`,
	];
}
