import {nearest} from '../core/query/nearest.ts';
import {synchronizing, type Verb} from '../core/target.ts';
import {type Asked, type ServiceWorld} from './command.ts';
import {usage} from './command-error.ts';
import {makeChange} from './make-change.ts';
import {type TargetKind, targetsAsked} from './named.ts';
import {readyToChange} from './ready-to-change.ts';
import {parseSpan} from './until.ts';

const verbsOf: Readonly<Record<TargetKind, ReadonlyMap<string, Verb>>> = {
	user: new Map([
		['enabled', 'enable'],
		['disabled', 'disable'],
		['deleted', 'delete'],
		['force-deleted', 'forceDelete'],
	]),
	group: new Map([
		['enabled', 'enable'],
		['disabled', 'disable'],
	]),
};

/** `synctop set`. */
export async function set(asked: Asked, world: ServiceWorld): Promise<number> {
	const [kind = '', ...rest] = asked.operands;
	if (kind !== 'user' && kind !== 'group') {
		throw usage(
			kind === ''
				? 'set needs to know whom: synctop set user|group NAME... STATUS.'
				: `"${kind}" can have no status; there are: user, group.`,
		);
	}

	const status = rest.at(-1) ?? '';
	const verb = verbFor(kind, status, asked);
	const state = await readyToChange(world);
	const targets = targetsAsked(state, kind, rest.slice(0, -1), asked);
	return makeChange({verb, targets}, asked, world);
}

function verbFor(kind: TargetKind, status: string, asked: Asked): Verb {
	const known = [...verbsOf[kind].keys()];
	const verb = verbsOf[kind].get(status);
	if (verb === undefined) {
		const near = nearest(status, known);
		throw usage(
			`"${status}" is no status of a ${kind}${near === undefined ? '' : `; did you mean "${near}"?`} The last word must be one of: ${known.join(', ')}.`,
		);
	}

	if (!asked.isOn('clean-up')) {
		return verb;
	}

	if (verb !== 'delete') {
		throw usage('--clean-up belongs to deleted. Leave it out.');
	}

	return 'deleteChain';
}

/** `synctop sync`. */
export async function sync(asked: Asked, world: ServiceWorld): Promise<number> {
	if (asked.text('timeout') !== undefined && !asked.isOn('wait')) {
		throw usage('--timeout belongs to --wait. Add --wait, or leave it out.');
	}

	parseSpan('timeout', asked.text('timeout') ?? '10m');
	const state = await readyToChange(world);
	const targets = targetsAsked(state, 'user', asked.operands, asked);
	return makeChange({verb: synchronizing(targets), targets}, asked, world);
}

/** `synctop uninit`. */
export async function uninit(asked: Asked, world: ServiceWorld): Promise<number> {
	const state = await readyToChange(world);
	const targets = targetsAsked(state, 'user', asked.operands, asked);
	return makeChange({verb: 'uninitialize', targets}, asked, world);
}
