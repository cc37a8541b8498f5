import {keepSafe, type SafeText, safe} from '../../contract/text.ts';
import {chordText} from '../../commands/chord.ts';
import {sections} from '../../commands/command.ts';
import {type Available, blockedBy} from '../../commands/available.ts';
import {availableCommands} from '../../commands/interpret.ts';
import {type Dialog} from '../../core/dialog.ts';
import {isSettled, type Run, type RunItem} from '../../core/run.ts';
import {phaseText, verbPresent} from '../../core/run-text.ts';
import {
	groupDeleteText,
	oneByOneText,
	quitTexts,
	unknownText,
} from '../../core/select/dialog-text.ts';
import {type Line, line, span, type Tone} from '../../core/select/line.ts';
import {type State} from '../../core/state.ts';
import {type Target, targetName} from '../../core/target.ts';
import {meter} from '../../format/bar.ts';
import {count, percent, plural} from '../../format/number.ts';
import {fit, wrap} from '../../format/width.ts';
import {fitLine} from '../draw/compose.ts';
import {type DialogBody} from './dialog-body.ts';
import {itemProof, pauseLines, proofLines} from './proof-lines.ts';

export function groupDeleteBody(target: Target, width: number): DialogBody {
	return {
		title: safe`Delete is for users   group ${targetName(target)}`,
		frame: 'round',
		isDangerous: false,
		lines: [
			...wrap(groupDeleteText, width).map((part) => line(part)),
			[],
			[span(safe`Enter `, 'accent'), span(safe`open the members: Delete works there`)],
			[span(safe`x     `, 'accent'), span(safe`disable the group instead`)],
			[],
			[span(safe`[> Close <]  Esc`, 'accent')],
		],
	};
}

export function oneByOneBody(targets: readonly Target[], width: number): DialogBody {
	return {
		title: safe`Force Delete works on one user at a time`,
		frame: 'round',
		isDangerous: false,
		lines: [
			...wrap(oneByOneText(targets.length), width).map((part) => line(part)),
			[],
			[span(safe`Enter `, 'accent'), span(safe`go through them one by one; Esc skips one`)],
			[span(safe`Esc   `, 'accent'), span(safe`close`)],
		],
	};
}

/** `switchTo` is the connection that is left for; nothing is the end. */
export function quitBody(state: State, switchTo?: SafeText): DialogBody {
	return {
		title: switchTo === undefined ? safe`Quit now?` : safe`Change to ${switchTo} now?`,
		frame: 'double',
		isDangerous: false,
		lines: [
			...quitTexts(state, switchTo).flatMap(([what, then]) => [
				line(what),
				...(then === '' ? [] : [line(then, 'dim')]),
			]),
			[],
			[
				span(safe`[> n  Stay <]`, 'accent'),
				span(
					switchTo === undefined ? safe`   [  y  Quit anyway  ]` : safe`   [  y  Change anyway  ]`,
				),
			],
		],
	};
}

/** A change on its way: how far it is, and the result of each item. */
export function runBody(
	state: State,
	run: Run,
	dialog: Extract<Dialog, {kind: 'run'}>,
	room: {readonly width: number; readonly lines: number},
): DialogBody {
	const {items} = run;
	const settled = items.filter(({phase}) => isSettled(phase)).length;
	const isUnknown = items.some(({phase}) => phase.kind === 'unknown');
	const isWaiting = items.some(({phase}) => phase.kind === 'waiting');
	const proof = proofLines(state, run, room.width);
	const height = Math.max(1, room.lines - 6 - proof.length);
	const top = Math.min(dialog.top, Math.max(0, items.length - height));
	return {
		title: isUnknown
			? safe`UNKNOWN   the answer did not arrive`
			: safe`${keepSafe(capital(verbPresent(run.verb)))} ${plural(items.length, safe`target`, safe`targets`)}`,
		frame: isUnknown ? 'double' : 'round',
		isDangerous: false,
		lines: [
			[
				span(meter(settled, items.length, 30), 'accent'),
				span(
					safe`  ${percent(settled, items.length)}   ${count(settled)} of ${count(items.length)}`,
				),
			],
			[],
			...items
				.toSorted((first, second) => urgency(first) - urgency(second))
				.slice(top, top + height)
				.map((item) => itemLine(state, run, item, room.width)),
			...proof,
			[],
			...pauseLines(state, run),
			...(isUnknown ? wrap(unknownText, room.width).map((part) => line(part, 'warn')) : []),
			line(
				isWaiting
					? safe`Esc stops before the next one; finished ones stay finished`
					: settled === items.length
						? safe`Enter closes`
						: safe`Esc closes this; it is followed in the background`,
				'dim',
			),
		],
	};
}

// What went wrong first, then what is on its way, then what waits; what is done needs no look.
function urgency({phase}: RunItem): number {
	switch (phaseTone(phase)) {
		case 'unknown':
		case 'error': {
			return 0;
		}

		case 'pending': {
			return 1;
		}

		case 'ok': {
			return 3;
		}

		default: {
			return 2;
		}
	}
}

function itemLine(state: State, run: Run, item: RunItem, width: number): Line {
	const {target, phase, steps} = item;
	return fitLine(
		[
			span(safe`${fit(targetName(target), Math.min(34, Math.floor(width / 2)))} `),
			itemProof(state, run, item) ?? span(phaseText(phase, steps), phaseTone(phase)),
		],
		width,
	);
}

function phaseTone(phase: RunItem['phase']): Tone {
	switch (phase.kind) {
		case 'done': {
			return 'ok';
		}

		case 'sending':
		case 'verifying': {
			return 'pending';
		}

		case 'unknown': {
			return 'unknown';
		}

		case 'waiting':
		case 'cancelled': {
			return 'dim';
		}

		case 'refused':
		case 'conflict':
		case 'failed':
		case 'untold':
		case 'notApplied': {
			return 'error';
		}
	}
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The keys that work where the help was opened, by section; blocked ones with the reason. */
export function helpBody(
	state: State,
	top: number,
	room: {readonly width: number; readonly lines: number},
): DialogBody {
	const {dialog: _, ...rest} = state;
	const beneath: State = {...rest, dialog: undefined};
	const commands = availableCommands(beneath);
	const keyLines = sections.flatMap((section) => {
		const own = commands.filter(({command}) => command.section === section);
		return own.length === 0
			? []
			: [
					line(keepSafe(section.toUpperCase()), 'accent'),
					...own.flatMap((available) => helpLines(beneath, available, room.width)),
					[],
				];
	});
	const lines = [...warningLines(state, room.width), ...keyLines];
	const height = Math.max(1, room.lines - 2);
	const from = Math.min(top, Math.max(0, lines.length - height));
	return {
		title: safe`Keys here   ${count(from + 1)}-${count(Math.min(lines.length, from + height))} of ${count(lines.length)} lines, j and k scroll, Esc closes`,
		frame: 'round',
		isDangerous: false,
		lines: lines.slice(from, from + height),
	};
}

function warningLines({warnings}: State, width: number): readonly Line[] {
	return warnings.length === 0
		? []
		: [
				line(safe`NOT AS YOUR SETTINGS ASK`, 'warn'),
				...warnings.flatMap((warning) =>
					wrap(warning, Math.max(10, width - 4)).map((part, index) =>
						line(safe`${index === 0 ? safe`  - ` : safe`    `}${part}`, 'warn'),
					),
				),
				[],
			];
}

const keysWidth = 17;

// Why it is not possible now stands first: it is what is looked for.
function helpLines(state: State, {command, keys}: Available, width: number): readonly Line[] {
	const reason = blockedBy(state, command);
	const written = keepSafe(keys.map((key) => chordText(key)).join(' '));
	const text = reason === undefined ? command.detail : safe`(not now: ${reason}) ${command.detail}`;
	const tone = reason === undefined ? 'text' : 'dim';
	return wrap(text, Math.max(10, width - keysWidth)).map((part, index) => [
		span(
			fit(index === 0 ? safe`  ${written}` : safe``, keysWidth),
			reason === undefined ? 'strong' : 'dim',
		),
		span(part, tone),
	]);
}
