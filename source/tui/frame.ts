import {safe} from '../contract/text.ts';
import {blockedBy} from '../commands/available.ts';
import {availableCommands} from '../commands/interpret.ts';
import {chordText} from '../commands/chord.ts';
import {type Layout, layoutOf} from '../core/layout.ts';
import {bannerHeight, screenLayout} from '../core/screen-layout.ts';
import {asOf, selectBanner, selectHeader, selectStatus, selectTabs} from '../core/select/header.ts';
import {type Line, line, span} from '../core/select/line.ts';
import {type ThemeName} from '../core/preferences.ts';
import {type State} from '../core/state.ts';
import {widthOf} from '../format/width.ts';
import {drawDialog, type DrawnDialog} from './dialogs/draw-dialog.ts';
import {fitLine, fitLines, inTone, lineWidth, rule, spread} from './draw/compose.ts';
import {panel} from './draw/panel.ts';
import {drawActivity} from './screens/activity.ts';
import {drawBatches} from './screens/batches.ts';
import {drawCause, drawCauses} from './screens/causes.ts';
import {drawDashboard} from './screens/dashboard.ts';
import {drawBatch, drawGroup, drawUser} from './screens/detail.ts';
import {drawGroups} from './screens/groups.ts';
import {drawOptions, type PlacedTable} from './screens/options.ts';
import {drawUsers} from './screens/users.ts';

/** One whole screen as data: its lines, and what is put over them. */
export type Frame = {
	readonly columns: number;
	readonly theme: ThemeName;
	readonly lines: readonly Line[];
	readonly dialog: DrawnDialog | undefined;
	/** The plain table of statistics, where the screen shows it; `top` counts lines from the top of the screen. */
	readonly statistics: PlacedTable | undefined;
};

/** Draws the state. Pure: the same state gives the same frame, and a state that looks the same gives an equal one. */
export function drawFrame(state: State): Frame {
	const layout = screenLayout(state);
	const {columns, rows} = layout;
	const isSmall = layout.kind === 'narrow' || layout.kind === 'counts';
	const isMedium = layout.kind !== 'wide' && layout.kind !== 'beside';
	const body = drawBody(state, layout);
	const head = [
		headerLine(state, columns, isMedium),
		...(isSmall ? [] : [fitLine(selectTabs(state, isMedium), columns), ruleLine(state, columns)]),
		...bannerLines(state),
	];
	const foot = isSmall
		? [statusLine(state, columns)]
		: [hintLine(state, columns), statusLine(state, columns)];
	const dialog = state.dialog === undefined ? undefined : drawDialog(state, layout);
	const lines = fitLines([...head, ...body.lines, ...foot], columns, rows);
	return {
		columns,
		theme: state.preferences.theme,
		lines: dialog?.isDangerous === true ? lines.map((content) => inTone(content, 'dim')) : lines,
		dialog,
		statistics: body.statistics && {
			...body.statistics,
			top: body.statistics.top + head.length,
		},
	};
}

type Body = {readonly lines: readonly Line[]; readonly statistics: Frame['statistics']};

function drawBody(state: State, layout: Layout): Body {
	const {place} = state.view;
	const plain = (lines: readonly Line[]): Body => ({
		lines: fitLines(lines, layout.columns, layout.body),
		statistics: undefined,
	});
	switch (place.kind) {
		case 'user': {
			return plain(drawUser(state, place, layout));
		}

		case 'group': {
			return plain(drawGroup(state, place, layout));
		}

		case 'causes': {
			return plain(drawCauses(state, layout));
		}

		case 'cause': {
			return plain(drawCause(state, place, layout));
		}

		case 'batch': {
			return plain(drawBatch(state, place, layout));
		}

		case 'tab': {
			if (place.tab === 'options') {
				const options = drawOptions(state, layout);
				return {...plain(options.lines), statistics: options.table};
			}

			return plain(drawTab(state, place.tab, layout));
		}
	}
}

function drawTab(
	state: State,
	tab: 'dashboard' | 'users' | 'groups' | 'batches' | 'activity',
	layout: Layout,
): readonly Line[] {
	// Below forty columns or ten rows there is only the line of counts.
	if (layout.kind === 'counts') {
		return drawDashboard(state, layout);
	}

	switch (tab) {
		case 'dashboard': {
			return drawDashboard(state, layout);
		}

		case 'users': {
			return drawUsers(state, layout);
		}

		case 'groups': {
			return drawGroups(state, layout);
		}

		case 'batches': {
			return drawBatches(state, layout);
		}

		case 'activity': {
			return drawActivity(state, layout);
		}
	}
}

function headerLine(state: State, columns: number, isNarrow: boolean): Line {
	const {left, right} = selectHeader(state, isNarrow);
	return spread(left, right, columns);
}

/** A plain rule while live; dashed and with the moment when what is shown is not. */
function ruleLine(state: State, columns: number): Line {
	const label = asOf(state);
	return label === undefined
		? rule('━', columns)
		: [
				...rule('╌', columns - widthOf(label) - 2, 'warn'),
				span(label, 'stale'),
				...rule('╌', 2, 'warn'),
			];
}

function bannerLines(state: State): readonly Line[] {
	const banner = selectBanner(state);
	const {columns} = state.size;
	const height = bannerHeight(state, layoutOf(state.size));
	if (banner === undefined || height === 0) {
		return [];
	}

	return height === 1
		? [fitLine(line(banner.title, 'error'), columns)]
		: panel(
				{
					title: banner.title,
					titleTone: 'error',
					frame: 'heavy',
					tone: 'error',
					width: columns,
					height,
				},
				banner.lines,
			);
}

/** As many hints as fit, the most used first. What cannot be done now keeps its place and is dim. */
function hintLine(state: State, columns: number): Line {
	const hints = availableCommands(state).filter(
		({command, keys}) => command.isHinted && keys.length > 0,
	);
	const shown: Line[] = [];
	let used = 1;
	for (const {command, keys} of hints) {
		const [key] = keys;
		const isBlocked = blockedBy(state, command) !== undefined;
		const hint: Line = [
			span(safe`${key === undefined ? safe`` : chordText(key)} `, isBlocked ? 'dim' : 'accent'),
			span(safe`${command.title}  `, 'dim'),
		];
		const width = lineWidth(hint);
		if (used + width <= columns) {
			shown.push(hint);
			used += width;
		}
	}

	return fitLine([span(safe` `), ...shown.flat()], columns);
}

function statusLine(state: State, columns: number): Line {
	return fitLine(
		state.notice === undefined
			? selectStatus(state)
			: [span(safe` ${state.notice.text}`, state.notice.tone)],
		columns,
	);
}
