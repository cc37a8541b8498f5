import {safe} from '../../contract/text.ts';
import {becomes, type Collected} from '../../core/change-set.ts';
import {serviceNow} from '../../core/feed.ts';
import {verbTitle} from '../../core/rules.ts';
import {type Line, line, span} from '../../core/select/line.ts';
import {standingText} from '../../core/select/set-lines.ts';
import {type Standing, standingOf} from '../../core/standing.ts';
import {type State} from '../../core/state.ts';
import {timeOrDate} from '../../format/duration.ts';
import {count, plural} from '../../format/number.ts';
import {fit} from '../../format/width.ts';
import {fitLine} from '../draw/compose.ts';
import {type DialogBody} from './dialog-body.ts';

const nameWidth = 30;

/** The collected changes as one diff: who, from what, to what, and whether that is still so. */
export function changeSetBody(
	state: State,
	at: number,
	room: {readonly width: number; readonly lines: number},
): DialogBody {
	const {items, madeAt} = state.changeSet;
	const begun =
		madeAt === undefined
			? safe``
			: safe`, begun ${timeOrDate(madeAt, serviceNow(state.feed, state.now))}`;
	return {
		title: safe`Change set   ${plural(items.length, safe`change`, safe`changes`)}${begun}`,
		frame: 'round',
		isDangerous: false,
		footer: safe`Enter applies, d drops one, X all, w saves, l loads, Esc closes`,
		lines:
			items.length === 0
				? [
						line(safe`Nothing is collected.`),
						[],
						line(safe`+ in the dialog of a change collects it here instead of making it.`, 'dim'),
					]
				: diffLines(state, at, room),
	};
}

function diffLines(
	state: State,
	at: number,
	room: {readonly width: number; readonly lines: number},
): readonly Line[] {
	const {items} = state.changeSet;
	const height = Math.max(1, Math.floor((room.lines - 4) / 3));
	const top = Math.max(0, at - height + 1);
	const shown = items.slice(top, top + height);
	const moved = items.filter((item) => standingOf(state, item).kind === 'changed').length;
	return [
		...shown.flatMap((item, index) =>
			itemLines(state, item, {isHere: top + index === at, width: room.width}),
		),
		[],
		line(
			moved === 0
				? safe`Applying reads each again; who changed since is left out.`
				: safe`${count(moved)} changed since and would be left out: drop, and decide anew.`,
			moved === 0 ? 'dim' : 'warn',
		),
	];
}

function itemLines(
	state: State,
	item: Collected,
	{isHere, width}: {readonly isHere: boolean; readonly width: number},
): readonly Line[] {
	const mark = span(isHere ? safe`▌ ` : safe`  `, 'accent');
	const isRemoval = item.verb === 'delete' || item.verb === 'deleteChain';
	return [
		fitLine(
			[
				mark,
				span(fit(item.name, nameWidth), isHere ? 'strong' : 'text'),
				span(safe` ${verbTitle(item.verb)}`, 'accent'),
				span(safe`   version ${item.version}`, 'dim'),
			],
			width,
		),
		fitLine(
			[mark, span(safe`    ${item.was}  ->  ${becomes(item.verb)}`, isRemoval ? 'error' : 'text')],
			width,
		),
		...standingLines(standingOf(state, item)).map((content) =>
			fitLine([mark, span(safe`    `), ...content], width),
		),
	];
}

function standingLines(standing: Standing): readonly Line[] {
	const text = standingText(standing);
	return text === undefined ? [] : [line(text, standing.kind === 'notRead' ? 'pending' : 'warn')];
}
