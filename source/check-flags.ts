import {type Given, textOf} from './flags.ts';
import {intervalOf} from './interval.ts';
import {themeOf} from './preferences.ts';
import {UsageError} from './usage-error.ts';

/** Looks at flags before anything is begun. Throws a usage error for what does not go together or is no value of its flag. */
export function checkFlags(given: Given): void {
	const demoOnly = (['users', 'groups', 'seed', 'scenario', 'speed'] as const).find(
		(name) => given[name] !== undefined,
	);
	if (demoOnly !== undefined && given.demo !== true) {
		throw new UsageError(`--${demoOnly} belongs to the demo. Add --demo, or leave it out.`);
	}

	if (given.demo === true && given.url !== undefined) {
		throw new UsageError('--demo and --url exclude each other. Choose one.');
	}

	checkReplay(given);
	const other = (['demo', 'url'] as const).find((name) => given[name] !== undefined);
	if (given.context !== undefined && other !== undefined) {
		throw new UsageError(`--context and --${other} exclude each other. Choose one.`);
	}

	intervalOf(textOf(given, 'interval'), {});
	themeOf(textOf(given, 'theme'));
}

function checkReplay(given: Given): void {
	const other = (['demo', 'url', 'context', 'record', 'save'] as const).find(
		(name) => given[name] !== undefined,
	);
	if (given.replay !== undefined && other !== undefined) {
		throw new UsageError(`--replay and --${other} exclude each other. Choose one.`);
	}

	if (given['replay-speed'] !== undefined && given.replay === undefined) {
		throw new UsageError('--replay-speed belongs to a recording. Add --replay FILE.');
	}

	if (given.mask === true && given.record === undefined) {
		throw new UsageError('--mask belongs to a recording. Add --record FILE.');
	}
}
