import {type ConnectionEffect} from './connections.ts';
import {type Effect} from './effect.ts';
import {type Event} from './event.ts';
import {type EnginePorts} from './ports.ts';

const types: ReadonlySet<Effect['type']> = new Set([
	'listConnections',
	'lookAtConnections',
	'leaveConnections',
	'openConnection',
]);

export function isConnectionEffect(effect: Effect): effect is ConnectionEffect {
	return types.has(effect.type);
}

/** Carries out what the list of connections wants of the world. */
export async function performConnection(
	effect: ConnectionEffect,
	{connections}: EnginePorts,
): Promise<Event | undefined> {
	switch (effect.type) {
		case 'listConnections': {
			return {type: 'connections.listed', saved: (await connections?.list()) ?? []};
		}

		case 'lookAtConnections': {
			return {type: 'connections.looked', looks: connections?.look(effect.names) ?? new Map()};
		}

		case 'leaveConnections': {
			connections?.leave();
			return undefined;
		}

		case 'openConnection': {
			connections?.open(effect.name);
			return undefined;
		}
	}
}
