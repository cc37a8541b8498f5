import {type Effect} from './effect.ts';
import {type Event} from './event.ts';
import {type EnginePorts} from './ports.ts';

/** What the notebook wants of the world. */
export type TriageEffect = Extract<Effect, {type: `${string}Notebook`}>;

export function isTriageEffect(effect: Effect): effect is TriageEffect {
	return effect.type === 'readNotebook' || effect.type === 'keepNotebook';
}

/** Carries out what notes want of the world. */
export async function performTriage(
	effect: TriageEffect,
	{notebook, clock}: EnginePorts,
): Promise<Event | undefined> {
	switch (effect.type) {
		case 'readNotebook': {
			return {type: 'notebook.read', ...(await notebook.read())};
		}

		case 'keepNotebook': {
			return {type: 'notebook.kept', result: await notebook.keep(effect.notebook, clock.now())};
		}
	}
}
