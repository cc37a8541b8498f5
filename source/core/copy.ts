import {batchJson, groupJson, userJson} from '../contract/row-json.ts';
import {type SafeText, safe} from '../contract/text.ts';
import {type User} from '../contract/user.ts';
import {plural} from '../format/number.ts';
import {type Effect} from './effect.ts';
import {type State} from './state.ts';
import {type Target, targetName} from './target.ts';
import {chosenTargets} from './targets.ts';

/** What is put on the clipboard, line by line, and what it is in a few words. */
export type Copy = {readonly lines: readonly SafeText[]; readonly what: SafeText};

/** Asks for lines to be put on the clipboard of the terminal; what came of it is said. */
export function copyText({lines, what}: Copy): Effect {
	return {type: 'copyText', lines, what};
}

/** What names the row: the e-mail of a user, the name of a group, the id of a batch; of those that are marked, one a line. */
export function copyOfName(state: State): Copy | undefined {
	return copyOf(chosenTargets(state), isAboutBatches(state), {
		one: safe`the e-mail`,
		group: safe`the name`,
		batch: safe`the id of the batch`,
		lineOf: targetName,
		batchLine: ({batch}) => batch?.id,
	});
}

/** The row as JSON, one a line. */
export function copyOfRow(state: State): Copy | undefined {
	return copyOf(chosenTargets(state), isAboutBatches(state), {
		one: safe`the user as JSON`,
		group: safe`the group as JSON`,
		batch: safe`the batch as JSON`,
		lineOf: (target) => (target.kind === 'user' ? userJson(target.user) : groupJson(target.group)),
		batchLine: ({batch}) => batch && batchJson(batch),
	});
}

type Parts = {
	readonly one: SafeText;
	readonly group: SafeText;
	readonly batch: SafeText;
	readonly lineOf: (target: Target) => SafeText;
	readonly batchLine: (user: User) => SafeText | undefined;
};

function copyOf(
	targets: readonly Target[],
	isBatch: boolean,
	{one, group, batch, lineOf, batchLine}: Parts,
): Copy | undefined {
	const [first] = targets;
	if (first === undefined) {
		return undefined;
	}

	if (isBatch) {
		const text = first.kind === 'user' ? batchLine(first.user) : undefined;
		return text === undefined ? undefined : {lines: [text], what: batch};
	}

	const what = first.kind === 'group' ? group : one;
	return {
		lines: targets.map(lineOf),
		what:
			targets.length === 1
				? what
				: safe`${what} of ${plural(targets.length, safe`user`, safe`users`)}`,
	};
}

function isAboutBatches({view: {place}}: State): boolean {
	return place.kind === 'batch' || (place.kind === 'tab' && place.tab === 'batches');
}
