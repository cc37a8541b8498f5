import {formatTime} from '../contract/time.ts';
import {activityList, activityRowJson, type ActivityRow} from '../core/activity-list.ts';
import {activityColumns} from '../core/select/activity.ts';
import {type State} from '../core/state.ts';
import {exitCode} from '../exit-code.ts';
import {type Asked, type ServiceWorld} from './command.ts';
import {type Printing, printRows} from './output.ts';
import {looking} from './users-asked.ts';
import {firstOf, readOverview} from './wait-for.ts';

/** `synctop activity`: what was changed, by whom: as the service tells it, and what was sent from here as the journal tells it. */
export async function activity(asked: Asked, world: ServiceWorld): Promise<number> {
	await readOverview(world);
	const before = world.engine.store.getState().requests;
	world.engine.dispatch({type: 'activity.due'});
	const read = await firstOf(world, (state) => (state.requests === before ? undefined : state));
	const state = looking(read ?? world.engine.store.getState(), 'activity', asked);
	await printRows(activityList(state), activityPrinting(state), asked, world);
	return exitCode.ended;
}

function activityPrinting(state: State): Printing<ActivityRow> {
	return {
		columns: activityColumns(state),
		fields: [
			{id: 'time', of: ({at}) => formatTime(at)},
			{id: 'who', of: ({who}) => who},
			{id: 'what', of: ({what}) => what},
			{id: 'name', of: ({target}) => target},
			{id: 'outcome', of: ({outcome}) => outcome},
			{id: 'detail', of: ({detail}) => detail},
			{id: 'told', of: ({source}) => source.kind},
		],
		json: activityRowJson,
		name: ({id}) => id,
	};
}
