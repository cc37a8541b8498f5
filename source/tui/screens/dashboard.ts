import {keepSafe, type SafeText, safe} from '../../contract/text.ts';
import {type Layout} from '../../core/layout.ts';
import {emptyLine, type Line, line, span} from '../../core/select/line.ts';
import {
	type AttentionRow,
	type CountCard,
	selectAttention,
	selectCards,
	selectHealth,
} from '../../core/select/overview.ts';
import {selectSince} from '../../core/select/since.ts';
import {refusedLine} from '../../core/select/refused.ts';
import {type State} from '../../core/state.ts';
import {sparkline} from '../../format/bar.ts';
import {fit} from '../../format/width.ts';
import {beside, blank, fitLine, fitLines, labelled, lineWidth, spread} from '../draw/compose.ts';
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
	const middle = Math.max(8, Math.min(14, Math.floor((body - cardHeight) * 0.52)));
	const left = Math.floor(columns * 0.6);
	const right = columns - left;
	const rest = body - cardHeight - middle;
	return [
		...drawCards(selectCards(state), columns),
		...beside(
			attentionPanel(state, left, middle),
			panel(
				{title: safe`Service`, footer: safe`5: Sync Options`, width: right, height: middle},
				health(state, right - 4),
			),
		),
		...activityPanel(state, columns, rest),
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

function drawCards(cards: readonly CountCard[], width: number): readonly Line[] {
	const each = Math.floor(width / cards.length);
	return beside(
		...cards.map((card, index) => {
			const isLast = index === cards.length - 1;
			return drawCard(card, isLast ? width - each * (cards.length - 1) : each);
		}),
	);
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
			title: attentionTitle(rows),
			titleTone: rows.some(({mark}) => mark.tone === 'error') ? 'error' : 'text',
			...(more > 0 && {footer: safe`${more} more: j`}),
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
			: [
					spread(line(safe`   WHAT`, 'dim'), line(safe` USERS  SINCE`, 'dim'), inner),
					...shown.map((row) => attentionLine(row, inner)),
				],
	);
}

function attentionTitle(rows: readonly AttentionRow[]): SafeText {
	const grave = rows.filter(({mark}) => mark.tone === 'error').length;
	return grave === 0 ? safe`Needs attention` : safe`Needs attention: ${grave} grave`;
}

function attentionLine(row: AttentionRow, width: number): Line {
	const numbers: Line = [
		blank(1),
		{...row.users, text: fit(row.users.text, 5, 'right')},
		blank(1),
		{...row.since, text: fit(row.since.text, 6, 'right')},
	];
	return spread(
		[
			span(row.hasFocus ? safe`▌` : safe` `, 'accent'),
			row.mark,
			blank(1),
			row.hasFocus && row.text.tone === 'text' ? {...row.text, tone: 'strong'} : row.text,
		],
		numbers,
		width,
	);
}

function health(state: State, width: number): readonly Line[] {
	return selectHealth(state).map(([label, ...value]) =>
		fitLine(labelled(label?.text ?? safe``, value, healthLabel), width),
	);
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

	const {title, lines} = selectSince(state, height - 2);
	const more = lines.length - (height - 2);
	return panel({title, ...(more > 0 && {footer: safe`${more} more`}), width, height}, lines);
}
