import {keepSafe, type SafeText, safe} from '../../contract/text.ts';
import {causeList} from '../../core/causes/cause-list.ts';
import {stops} from '../../core/causes/cause-state.ts';
import {type Layout} from '../../core/layout.ts';
import {trendCells} from '../../core/select/causes.ts';
import {emptyLine, type Line, line, span} from '../../core/select/line.ts';
import {
	type AttentionRow,
	type CountCard,
	selectAttention,
	selectCards,
	selectHealth,
} from '../../core/select/overview.ts';
import {selectRecent} from '../../core/select/recent.ts';
import {selectSince} from '../../core/select/since.ts';
import {refusedLine} from '../../core/select/refused.ts';
import {keyOf} from '../../core/preferences.ts';
import {type State} from '../../core/state.ts';
import {sparkline} from '../../format/bar.ts';
import {plural} from '../../format/number.ts';
import {fit, widthOf} from '../../format/width.ts';
import {beside, blank, fitLine, fitLines, labelled, lineWidth} from '../draw/compose.ts';
import {panel} from '../draw/panel.ts';

const cardHeight = 6;
const healthLabel = 15;

/** The Dashboard: the four counts, what needs attention, the health of the service, what changed lately. */
export function drawDashboard(state: State, layout: Layout): readonly Line[] {
	switch (layout.kind) {
		case 'counts': {
			return drawCountsOnly(state, layout);
		}

		case 'narrow': {
			return drawNarrow(state, layout);
		}

		case 'medium': {
			return drawMedium(state, layout);
		}

		case 'wide':
		case 'beside': {
			return drawWide(state, layout);
		}
	}
}

function drawWide(state: State, {columns, body}: Layout): readonly Line[] {
	const below = Math.max(7, Math.min(13, Math.floor((body - cardHeight) * 0.48)));
	const middle = body - cardHeight - below;
	const left = Math.floor(columns * 0.4);
	return [
		...drawCards(selectCards(state), columns),
		...attentionPanel(state, columns, middle),
		...beside(
			panel(
				{title: safe`Service`, footer: safe`5: Sync Options`, width: left, height: below},
				health(state, left - 4),
			),
			activityPanel(state, columns - left, below),
		),
	];
}

function drawMedium(state: State, {columns, body}: Layout): readonly Line[] {
	const healthLines = body >= 19 ? 2 : 1;
	const attention = Math.max(4, Math.min(9, Math.ceil((body - 4 - healthLines) * 0.55)));
	const rest = body - 4 - attention - healthLines;
	return [
		...selectCards(state).map((card) => cardLine(card, columns)),
		...attentionPanel(state, columns, attention),
		...healthSummary(state, columns).slice(0, healthLines),
		...activityPanel(state, columns, rest),
	];
}

function drawNarrow(state: State, {columns, body}: Layout): readonly Line[] {
	return [
		...selectCards(state).map((card) =>
			fitLine(
				[
					span(card.hasFocus ? safe`▌` : safe` `, 'accent'),
					span(fit(safe`${card.letter} ${card.title}`, 22), card.tone),
					span(card.value, card.tone),
				],
				columns,
			),
		),
		...selectAttention(state).map((row) => attentionLine(row, columns)),
	].slice(0, body);
}

function drawCountsOnly(state: State, {columns, body}: Layout): readonly Line[] {
	const counts = selectCards(state).map(({letter, value, tone}) =>
		span(safe`${letter}${keepSafe(value.replace(/ .*/, ''))} `, tone),
	);
	return fitLines([counts, line(safe`40x10 or larger shows lists`, 'dim')], columns, body);
}

// What the frame of a panel puts around its title.
const titleFrame = 6;

function drawCards(cards: readonly CountCard[], width: number): readonly Line[] {
	const widths = cardWidths(cards, width);
	return beside(...cards.map((card, index) => drawCard(card, widths[index] ?? 0)));
}

// As wide as each other; where a title would be cut, it takes a cell or two from the card that has most to spare.
function cardWidths(cards: readonly CountCard[], width: number): readonly number[] {
	const needed = cards.map(({letter, title}) => widthOf(letter) + widthOf(title) + 1 + titleFrame);
	const each = Math.floor(width / cards.length);
	const lacking = needed.reduce((sum, cells) => sum + Math.max(0, cells - each), 0);
	const shortest = needed.indexOf(Math.min(...needed));
	const widths = needed.map((cells, index) =>
		index === shortest ? each - lacking : Math.max(each, cells),
	);
	const used = widths.reduce((sum, cells) => sum + cells, 0);
	return widths.map((cells, index) => (index === cards.length - 1 ? cells + width - used : cells));
}

function drawCard(card: CountCard, width: number): readonly Line[] {
	const inner = width - 4;
	return panel(
		{
			title: safe`${card.letter} ${card.title}`,
			titleTone: card.hasFocus ? 'accent' : 'text',
			...(card.hasFocus && {footer: safe`Enter: open users`}),
			frame: card.isTrouble ? 'heavy' : 'round',
			tone: card.hasFocus ? 'accent' : card.isTrouble ? 'error' : 'dim',
			width,
			height: cardHeight,
		},
		[
			[span(safe` ${card.value}`, card.tone === 'text' ? 'strong' : card.tone)],
			[span(safe` `), span(sparkline(card.course, inner - 2), card.tone)],
			line(safe` ${card.moved}`, 'dim'),
			line(safe` ${card.note}`, 'dim'),
		],
	);
}

function cardLine(card: CountCard, width: number): Line {
	const left: Line = [
		span(card.hasFocus ? safe`▌` : safe` `, 'accent'),
		span(fit(safe`${card.letter} ${card.title}`, 22), card.isTrouble ? 'error' : 'text'),
		span(fit(card.value, 14, 'right'), card.tone === 'text' ? 'strong' : card.tone),
		span(fit(safe`  ${card.moved}`, 18), 'dim'),
	];
	const course = sparkline(card.course, Math.max(0, width - lineWidth(left) - 3));
	return fitLine([...left, span(safe`  `), span(course, card.tone)], width);
}

function attentionPanel(state: State, width: number, height: number): readonly Line[] {
	const rows = selectAttention(state);
	const inner = width - 4;
	const room = Math.max(0, height - 3);
	// The row with the focus is always among those shown.
	const focused = rows.findIndex(({hasFocus}) => hasFocus);
	const from = Math.max(0, focused - room + 1);
	const shown = rows.slice(from, from + room);
	const more = rows.length - shown.length;
	return panel(
		{
			title: attentionTitle(state, rows),
			titleTone: rows.some(({mark}) => mark.tone === 'error') ? 'error' : 'text',
			footer: attentionFooter(state, {more, hasFocus: focused >= 0, hasRows: rows.length > 0}),
			width,
			height,
		},
		rows.length === 0
			? [
					emptyLine,
					state.isComplete
						? line(safe`Nothing. All counts are quiet.`, 'dim')
						: (refusedLine(state, 'users') ?? line(safe`not read yet`, 'dim')),
				]
			: [attentionHead(inner), ...shown.map((row) => attentionLine(row, inner))],
	);
}

type AttentionHints = {
	readonly more: number;
	readonly hasFocus: boolean;
	readonly hasRows: boolean;
};

// Enter opens what has the focus: at first that is a count, and the first line is one key away.
function attentionFooter(state: State, {more, hasFocus, hasRows}: AttentionHints): SafeText {
	const down = keyOf(state, 'nav.down', safe`j`);
	const causes = safe`${keyOf(state, 'triage.cause', safe`c`)}: all causes`;
	const open = hasFocus
		? safe`Enter: open   `
		: hasRows
			? safe`${down} Enter: open the first   `
			: safe``;
	return safe`${more > 0 ? safe`${more} more   ` : safe``}${open}${causes}`;
}

function attentionTitle(state: State, rows: readonly AttentionRow[]): SafeText {
	const grave = rows.filter(({mark}) => mark.tone === 'error').length;
	const {suspended} = state.entities.tally.all;
	const causes = causeList(state).filter((cause) => stops(cause)).length;
	if (causes > 0) {
		return safe`Needs attention: ${plural(suspended, safe`user`, safe`users`)} suspended, ${plural(causes, safe`cause`, safe`causes`)}`;
	}

	return grave === 0 ? safe`Needs attention` : safe`Needs attention: ${grave} grave`;
}

const numberCells = 14;

/** How the lines of what needs attention are cut: what, whom it hits where there is room, numbers, course. */
function attentionCells(width: number): {readonly what: number; readonly radius: number} {
	const rest = width - 4 - numberCells - trendCells - 1;
	const what = Math.min(44, Math.max(30, Math.floor(rest * 0.5)));
	return rest < 44 ? {what: rest, radius: 0} : {what, radius: rest - what - 1};
}

function attentionHead(width: number): Line {
	const {what, radius} = attentionCells(width);
	return fitLine(
		[
			span(fit(safe`    WHAT`, what + 4), 'dim'),
			...(radius === 0 ? [] : [span(fit(safe` HITS`, radius + 1), 'dim')]),
			span(safe` USERS  SINCE  TREND`, 'dim'),
		],
		width,
	);
}

function attentionLine(row: AttentionRow, width: number): Line {
	const {what, radius} = attentionCells(width);
	const text =
		row.hasFocus && row.text.tone === 'text' ? {...row.text, tone: 'strong' as const} : row.text;
	const isCause = row.radius.text !== '';
	// What is no cause has nothing to say about whom it hits: its text may go on there.
	const cells = isCause ? what : what + (radius === 0 ? 0 : radius + 1);
	return fitLine(
		[
			span(row.hasFocus ? safe`▌` : safe` `, 'accent'),
			row.mark,
			blank(1),
			...fitLine([text], cells),
			...(radius === 0 || !isCause
				? []
				: [
						blank(1),
						...fitLine(
							radius < 40 ? [row.radius] : [row.radius, span(safe`: `, 'dim'), row.evidence],
							radius,
						),
					]),
			{...row.users, text: fit(row.users.text, 6, 'right')},
			{...row.since, text: fit(row.since.text, 7, 'right')},
			blank(2),
			row.trend,
		],
		width,
	);
}

function health(state: State, width: number): readonly Line[] {
	return selectHealth(state).map(([label, ...value]) =>
		fitLine(
			labelled(label?.text ?? safe``, wholeOnly(value, width - healthLabel), healthLabel),
			width,
		),
	);
}

// Half a date or half an age says nothing: details that do not fit as a whole are left out.
function wholeOnly(value: Line, width: number): Line {
	const kept = value.slice(0, -1);
	return value.length > 1 && value.at(-1)?.tone === 'dim' && lineWidth(value) > width
		? wholeOnly(kept, width)
		: value;
}

// Two facts side by side: the state of the service and of the mail servers, the queue and the pace.
function healthSummary(state: State, width: number): readonly Line[] {
	const half = Math.floor(width / 2);
	const lines = health(state, half - 2);
	return [0, 2].map((index) =>
		fitLine(
			[
				blank(1),
				...fitLine(lines[index] ?? emptyLine, half - 1),
				...fitLine(lines[index + 1] ?? emptyLine, width - half),
			],
			width,
		),
	);
}

function activityPanel(state: State, width: number, height: number): readonly Line[] {
	if (height < 3) {
		return fitLines([], width, height);
	}

	// Before a list was read there is nothing to compare with what was there when somebody last looked.
	const {title, lines} = (state.isComplete ? selectSince : selectRecent)(state, height - 2);
	const more = lines.length - (height - 2);
	return panel(
		{title, ...(more > 0 && {footer: safe`${more} more; 6: all activity`}), width, height},
		lines,
	);
}
