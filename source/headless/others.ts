import {type Outcome} from '../contract/outcome.ts';
import {type Session} from '../contract/session.ts';
import {type ConnectionsPort} from '../core/connections.ts';
import {type Given} from '../flags.ts';

/** Ways to services beside the one that is watched, handed in: a command speaks to nobody by itself. */
export type Others = {
	/** Watches saved connections from when they are looked at until they are left. */
	readonly looks: () => Pick<ConnectionsPort, 'look'> & {readonly leave: () => Promise<void>};
	/** Asks a service that is named by flags who one is there. */
	readonly session: (given: Given) => Promise<Outcome<Session>>;
};
