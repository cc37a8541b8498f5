import {type SafeText, safe} from '../contract/text.ts';
import {count} from '../format/number.ts';
import {type Effect} from './effect.ts';
import {type Event} from './event.ts';
import {type Copied, type EnginePorts, type Filed} from './ports.ts';

/** What notes, plan files and copying want of the world. */
export type TriageEffect = Extract<
	Effect,
	{
		type:
			| `${string}Notebook`
			| `${string}Plan`
			| `${string}Set`
			| 'copyText'
			| 'readActivity'
			| 'writeHandover';
	}
>;

const types: ReadonlySet<Effect['type']> = new Set([
	'readNotebook',
	'keepNotebook',
	'savePlan',
	'loadPlan',
	'keepSet',
	'readSet',
	'copyText',
	'readActivity',
	'writeHandover',
]);

export function isTriageEffect(effect: Effect): effect is TriageEffect {
	return types.has(effect.type);
}

/** Carries out what notes and copying want of the world. */
export async function performTriage(
	effect: TriageEffect,
	{notebook, handover, plans, journal, clock, terminal}: EnginePorts,
): Promise<Event | undefined> {
	switch (effect.type) {
		case 'readNotebook': {
			return {type: 'notebook.read', ...(await notebook.read())};
		}

		case 'keepNotebook': {
			return {type: 'notebook.kept', result: await notebook.keep(effect.notebook, clock.now())};
		}

		case 'savePlan': {
			return {type: 'set.saved', result: await plans.save(effect.name, effect.plan)};
		}

		case 'loadPlan': {
			return {type: 'set.loaded', result: await plans.load(effect.name)};
		}

		case 'keepSet': {
			return {type: 'set.kept', result: await plans.keep(effect.plan)};
		}

		case 'readSet': {
			const result = await plans.kept();
			return result && {type: 'set.resumed', result};
		}

		case 'readActivity': {
			return {type: 'activity.read', ...(await journal.recent())};
		}

		case 'copyText': {
			const text = effect.lines.join('\n');
			const copied = terminal()?.copy(text);
			return copied && tellCopied(effect.what, text.length, copied);
		}

		case 'writeHandover': {
			const filed = await handover.write(`${effect.lines.join('\n')}\n`, clock.now());
			return tellFiled(filed);
		}
	}
}

function tellCopied(what: SafeText, characters: number, copied: Copied): Event {
	return copied.ok
		? {
				type: 'app.told',
				text: safe`Copied ${what} (${count(characters)} characters) by OSC 52; ${copied.needs}`,
				tone: 'dim',
			}
		: {type: 'app.told', text: safe`Not copied: ${copied.reason}`, tone: 'warn'};
}

function tellFiled(filed: Filed): Event {
	return filed.ok
		? {type: 'app.told', text: safe`Written to ${filed.path}`, tone: 'ok'}
		: {type: 'app.told', text: safe`Not written: ${filed.reason}`, tone: 'warn'};
}
