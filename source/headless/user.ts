import {activityJson, batchJson, issueJson, userJson} from '../contract/row-json.ts';
import {serviceNow} from '../core/feed.ts';
import {failureText} from '../core/failure-text.ts';
import {issueColumns, userBatchColumns} from '../core/select/batches.ts';
import {selectActivity} from '../core/select/overview.ts';
import {userActions, userHealth, userIdentity} from '../core/select/user-detail.ts';
import {type State} from '../core/state.ts';
import {type UserDetail} from '../core/details.ts';
import {type User} from '../contract/user.ts';
import {exitCode} from '../exit-code.ts';
import {type Asked, type ServiceWorld} from './command.ts';
import {usage} from './command-error.ts';
import {factLines, heading, paintLine} from './facts.ts';
import {oneUser} from './find-user.ts';
import {tableText} from './output.ts';
import {firstOf, readAll} from './wait-for.ts';

/** `synctop user NAME`: all that is known of one user, with the latest batches, the issues of the current one, and activity. */
export async function user(asked: Asked, world: ServiceWorld): Promise<number> {
	const [name, ...more] = asked.operands;
	if (name === undefined || more.length > 0) {
		throw usage('user takes one name: an e-mail, a full name or an id.');
	}

	const found = oneUser(await readAll(world), name);
	world.engine.dispatch({type: 'view.opened', place: {kind: 'user', id: found.id}});
	const state =
		(await firstOf(world, (current) => {
			const {id, isAsking, value, failure} = current.details.user;
			const isRead = value !== undefined || failure !== undefined;
			return id === found.id && !isAsking && isRead ? current : undefined;
		})) ?? world.engine.store.getState();
	const {value, failure} = state.details.user;
	if (failure !== undefined) {
		world.print.note(`synctop: a part of it could not be read: ${failureText(failure).what}`);
	}

	await world.print.out(
		asked.text('output') === 'json' ? userRecord(found, value) : userText(state, found, world),
	);
	return exitCode.ended;
}

function userRecord(found: User, detail: UserDetail | undefined): string {
	const {batches = [], activity = [], issues = []} = detail ?? {};
	return `{"user":${userJson(found)},"batches":[${batches.map(batchJson).join(',')}],"issues":[${issues.map(issueJson).join(',')}],"activity":[${activity.map(activityJson).join(',')}]}\n`;
}

function userText(state: State, found: User, world: ServiceWorld): string {
	const {batches = [], activity = [], issues = []} = state.details.user.value ?? {};
	const shape = {isWhole: false, hasHead: true};
	return [
		factLines([...userIdentity(state, found), ...userHealth(state, found)], world),
		...(batches.length === 0
			? []
			: [
					'\n',
					heading('Batches', world),
					tableText(batches, userBatchColumns(state), shape, world),
				]),
		...(issues.length === 0
			? []
			: ['\n', heading('Issues', world), tableText(issues, issueColumns, shape, world)]),
		...(activity.length === 0
			? []
			: [
					'\n',
					heading('Activity', world),
					...selectActivity(activity, serviceNow(state.feed, state.now)).map(
						(line) => `  ${paintLine(line, world)}\n`,
					),
				]),
		'\n',
		heading('What can be done', world),
		...userActions(state, found).map((line) => `  ${paintLine(line, world)}\n`),
	].join('');
}
