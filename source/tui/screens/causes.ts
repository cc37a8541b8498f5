import {safe} from '../../contract/text.ts';
import {causeKey, isAcknowledged} from '../../core/acknowledge.ts';
import {type Cause} from '../../core/causes/cause-index.ts';
import {causeList} from '../../core/causes/cause-list.ts';
import {type CheckedStep, checklistOf, nextStep} from '../../core/causes/checklist.ts';
import {offerText} from '../../core/causes/next-step.ts';
import {causeHead, type Layout, listHeight} from '../../core/layout.ts';
import {hitList} from '../../core/user-lists.ts';
import {causeColumns, type CauseFact, causeFacts, causeMark} from '../../core/select/causes.ts';
import {emptyLine, type Line, line, span} from '../../core/select/line.ts';
import {userColumns} from '../../core/select/users.ts';
import {keyOf} from '../../core/preferences.ts';
import {type State} from '../../core/state.ts';
import {type Place} from '../../core/view-state.ts';
import {count, plural} from '../../format/number.ts';
import {wrap} from '../../format/width.ts';
import {beside, fitLines, labelled, wrapLine} from '../draw/compose.ts';
import {panel} from '../draw/panel.ts';
import {drawBigList} from './big-list.ts';
import {rowSigns, usersBelow} from './users.ts';

const labelWidth = 12;
/** Lines that one fact may take: a stack trace would push everything else away. */
const mostLines = 3;

/** All causes: what fails, whom it hits, since when. */
export function drawCauses(state: State, layout: Layout): readonly Line[] {
	const causes = causeList(state);
	const list = state.view.lists.causes;
	const height = listHeight(layout, 'causes', state.view.place);
	const current = causes[list.position];
	const signs = rowSigns(state, 'causes');
	const rows = causes.slice(list.top, list.top + height).map((cause) => ({id: cause.key, cause}));
	return drawBigList(layout, {
		title: causesTitle(state, causes),
		columns: causeColumns(state),
		list: {...list, sort: {column: '', isDescending: false}},
		data: rows,
		signs: (row) => ({...signs(row), isAcknowledged: isAcknowledged(state, causeKey(row.id))}),
		hasNotes: true,
		empty: state.isComplete
			? line(safe`nothing fails, and nothing failed since the start`, 'ok')
			: line(safe`reading users`, 'pending'),
		preview: (width, lines) =>
			current === undefined
				? panel({title: safe`no cause`, width, height: lines}, [])
				: panel(
						{
							title: current.title,
							titleTone: 'strong',
							footer: safe`Enter: whom it hits, and what to do`,
							width,
							height: lines,
						},
						factLines(causeFacts(state, current), width - 4),
					),
	});
}

function causesTitle({entities}: State, causes: readonly Cause[]): Line {
	const {suspended, withIssues} = entities.tally.all;
	const open = causes.filter(({users, trying}) => users + trying > 0).length;
	return [
		span(safe` Causes `, 'strong'),
		span(
			safe`${plural(suspended, safe`user`, safe`users`)} suspended and ${count(withIssues)} with issues = ${plural(open, safe`cause`, safe`causes`)}`,
		),
		...(causes.length === open
			? []
			: [span(safe`, ${count(causes.length - open)} gone since the start`, 'dim')]),
	];
}

/** One cause: what it is, whom it hits, the steps against it, and its users. */
export function drawCause(
	state: State,
	{key}: Extract<Place, {kind: 'cause'}>,
	layout: Layout,
): readonly Line[] {
	const cause = state.entities.causes.byKey.get(key);
	if (cause === undefined) {
		return fitLines(
			[emptyLine, line(safe`  Nobody is hit by this cause. Esc goes back.`, 'ok')],
			layout.columns,
			layout.body,
		);
	}

	return fitLines(
		[
			...drawHead(state, cause, layout),
			...usersBelow(state, layout, {
				name: 'hit',
				title: safe`Hit`,
				total: cause.users,
				view: hitList(state, key),
				columns: userColumns(state),
				empty:
					cause.users === 0
						? line(safe`nobody any more`, 'ok')
						: line(safe`no user matches the filter; Esc clears it`, 'dim'),
			}),
		],
		layout.columns,
		layout.body,
	);
}

function drawHead(state: State, cause: Cause, layout: Layout): readonly Line[] {
	const {columns} = layout;
	const height = causeHead(layout);
	const steps = checklistOf(cause, state);
	const next = nextStep(steps);
	const offer = next && offerText(next, state.connection.isDemo);
	const key = keyOf(state, 'triage.next', safe`n`);
	const facts = causeFacts(state, cause);
	const mark = causeMark(cause);
	if (layout.kind === 'wide' || layout.kind === 'beside') {
		const left = Math.floor(columns * 0.54);
		return beside(
			panel(
				{title: safe`${mark.text} ${cause.title}`, titleTone: mark.tone, width: left, height},
				factLines(facts, left - 4),
			),
			panel(
				{
					title: safe`What to do`,
					...(offer !== undefined && {footer: safe`${key}: ${offer}`}),
					width: columns - left,
					height,
				},
				stepLines(steps, columns - left - 4),
			),
		);
	}

	const told = facts.filter(({label}) => !onWideScreens.has(label));
	const asked = [
		...(next === undefined
			? [line(safe`Nothing is left to be done.`, 'ok')]
			: wrapLine(
					[
						span(safe`▶ ${count(steps.indexOf(next) + 1)} of ${count(steps.length)} `, 'accent'),
						span(next.text, 'strong'),
						...(next.told === undefined ? [] : [span(safe` (${next.told})`, 'dim')]),
					],
					columns - 2,
				).slice(0, 2)),
		...(offer === undefined ? [] : [[span(safe`${key} `, 'accent'), span(offer)]]),
	];
	return fitLines(
		[
			[span(safe`${mark.text} `, mark.tone), span(cause.title, 'strong')],
			...fitLines(
				factLines(told, columns - 2),
				columns - 2,
				Math.max(1, height - asked.length - 1),
			),
			...asked,
		].map((content) => [span(safe` `), ...content]),
		columns,
		height,
	);
}

// What decides is kept where there are few lines.
const onWideScreens: ReadonlySet<string> = new Set(['Likely', 'The engine', 'Source', 'Runbook']);

/** Facts with what is too long for a line on the next ones, under itself. */
function factLines(facts: readonly CauseFact[], width: number): readonly Line[] {
	return facts.flatMap(({label, value}) =>
		wrapLine(value, width - labelWidth)
			.slice(0, mostLines)
			.map((content, index) => labelled(index === 0 ? label : safe``, content, labelWidth)),
	);
}

/** Numbered steps: ticked, next, or still to come. */
function stepLines(steps: readonly CheckedStep[], width: number): readonly Line[] {
	return steps.flatMap(({text, does, state, told}, index): readonly Line[] => {
		const box =
			does === undefined
				? safe` · `
				: state === 'done'
					? safe`[x]`
					: state === 'next'
						? safe`[▶]`
						: safe`[ ]`;
		const tone = state === 'done' ? 'dim' : state === 'next' ? 'strong' : 'text';
		const [first, ...others] = wrap(text, Math.max(10, width - 6));
		const lines: Line[] = [
			[
				span(safe`${count(index + 1)} `, 'dim'),
				span(safe`${box} `, state === 'done' ? 'ok' : state === 'next' ? 'accent' : 'dim'),
				span(first ?? safe``, tone),
			],
			...others.map((rest): Line => [span(safe`      `), span(rest, tone)]),
		];
		return told === undefined ? lines : [...lines, [span(safe`      `), span(told, 'dim')]];
	});
}
