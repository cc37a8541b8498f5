import {undoOfJournal} from '../core/undo-journal.ts';
import {type Asked, type ServiceWorld} from './command.ts';
import {usage} from './command-error.ts';
import {makeChange} from './make-change.ts';
import {readyToChange} from './ready-to-change.ts';
import {firstOf} from './wait-for.ts';

/** `synctop undo`: what this machine's journal says was done, by the rules of the undo on the screen. */
export async function undo(asked: Asked, world: ServiceWorld): Promise<number> {
	const [change, ...more] = asked.operands;
	if (more.length > 0) {
		throw usage('One change is undone at a time.');
	}

	const {engine} = world;
	const {requests} = await readyToChange(world);
	engine.dispatch({type: 'activity.due'});
	const state = await firstOf(world, (now) => (now.requests === requests ? undefined : now));
	const wish = undoOfJournal(state ?? engine.store.getState(), change);
	if ('reason' in wish) {
		throw usage(`Nothing was sent: ${wish.reason}.`);
	}

	return makeChange(wish, asked, world);
}
