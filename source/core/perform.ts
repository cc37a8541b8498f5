import {type Group} from '../contract/group.ts';
import {failed, type Outcome} from '../contract/outcome.ts';
import {type Guard, type Reply} from '../contract/reply.ts';
import {safe, toSafe} from '../contract/text.ts';
import {type User} from '../contract/user.ts';
import {type Arranger} from './arranger.ts';
import {type AuditEntry, type AuditOutcome} from './audit.ts';
import {type ChangeRequest, type Effect, type Unstamped} from './effect.ts';
import {type ChangeAnswer, type Event} from './event.ts';
import {fateOf} from './fate.ts';
import {type ConnectionEffect} from './connections.ts';
import {isConnectionEffect, performConnection} from './perform-connections.ts';
import {isTriageEffect, performTriage, type TriageEffect} from './perform-triage.ts';
import {type EnginePorts} from './ports.ts';
import {type Target, targetId} from './target.ts';

type World = EnginePorts & {
	readonly signal: AbortSignal;
	/** Runs few tasks at once: many targets are not read again in one burst, which would keep polls waiting. */
	readonly arranger: Arranger;
	readonly limit: <Value>(task: () => Promise<Value>) => Promise<Value>;
};
type Asynchronous = Exclude<Effect, {type: 'wait' | 'stopWaiting'}>;

type Telling = Extract<
	Asynchronous,
	{
		type:
			| 'signInAgain'
			| 'stopArranging'
			| 'saveInterval'
			| 'keep'
			| 'repairDemo'
			| 'ring'
			| 'quit'
			| 'suspend'
			| 'redraw';
	}
>;
type Asking = Extract<Asynchronous, {type: `fetch${string}` | 'settleFeed' | 'arrange'}>;

/** Carries out one effect and resolves to the event that answers it. Throws only for a bug. */
export async function perform(effect: Asynchronous, world: World): Promise<Event | undefined> {
	if (isConnectionEffect(effect)) {
		return performConnection(effect, world);
	}

	return isTriageEffect(effect) ? performTriage(effect, world) : performOther(effect, world);
}

type Other = Exclude<Asynchronous, TriageEffect | ConnectionEffect>;

async function performOther(effect: Other, world: World): Promise<Event | undefined> {
	switch (effect.type) {
		case 'reread': {
			const {planId, target} = effect;
			const outcome = await world.limit(async () => read(target, world));
			return {type: 'change.reread', planId, id: targetId(target), outcome};
		}

		case 'checkConnectivity': {
			const {outcome} = await world.service.checkConnectivity(effect.userId, world.signal);
			return {type: 'change.reachability', planId: effect.planId, outcome};
		}

		case 'readBack': {
			const {runId, target} = effect;
			const outcome = await read(target, world);
			return {type: 'change.readBack', runId, id: targetId(target), outcome};
		}

		case 'apply': {
			return apply(effect.request, world);
		}

		case 'journal': {
			return writeResult(effect.entry, world);
		}

		case 'readJournal': {
			return {type: 'journal.read', ...(await world.journal.unsettled())};
		}

		case 'lookFor': {
			return {
				type: 'change.lookedFor',
				entry: effect.entry,
				outcome: await lookFor(effect.entry, world),
			};
		}

		case 'checkJournal': {
			return {type: 'journal.checked', result: await world.journal.check(world.clock.now())};
		}

		case 'signInAgain':
		case 'stopArranging':
		case 'saveInterval':
		case 'keep':
		case 'repairDemo':
		case 'ring':
		case 'quit':
		case 'suspend':
		case 'redraw': {
			tell(effect, world);
			return undefined;
		}

		case 'fetchSession':
		case 'fetchOverview':
		case 'fetchUsers':
		case 'fetchChanges':
		case 'fetchUserDetail':
		case 'fetchBatch':
		case 'settleFeed':
		case 'arrange': {
			return ask(effect, world);
		}
	}
}

/** What the world is told and does not answer. */
function tell(effect: Telling, {service, arranger, settings, terminal, repairDemo}: World): void {
	switch (effect.type) {
		case 'signInAgain': {
			service.tryAgain();
			return;
		}

		case 'stopArranging': {
			arranger.stop();
			return;
		}

		case 'saveInterval': {
			settings.saveInterval(effect.interval);
			return;
		}

		case 'keep': {
			settings.keep(effect.kept);
			return;
		}

		case 'repairDemo': {
			repairDemo?.();
			return;
		}

		case 'ring': {
			terminal()?.ring(effect.text);
			return;
		}

		case 'quit':
		case 'suspend':
		case 'redraw': {
			terminal()?.[effect.type]();
		}
	}
}

async function ask(
	effect: Asking,
	{service, signal, random, arranger}: World,
): Promise<Event | undefined> {
	switch (effect.type) {
		case 'arrange': {
			return arranger.start(effect.task);
		}

		case 'fetchSession': {
			return {type: 'feed.session', reply: await service.session(signal)};
		}

		case 'fetchOverview': {
			return {type: 'feed.overview', reply: await service.overview(signal)};
		}

		case 'fetchUsers': {
			// Rows that come all the time would keep a long list from ever being in order.
			await arranger.rested();
			return {type: 'feed.users', reply: await service.listUsers(effect.page, signal)};
		}

		case 'fetchChanges': {
			return {type: 'feed.changes', reply: await service.changes(effect.since, signal)};
		}

		case 'fetchUserDetail': {
			const {id, revision, batchId} = effect;
			const [batches, activity, batch] = await Promise.all([
				service.listBatches(id, signal),
				service.listUserActivity(id, signal),
				batchId === undefined ? undefined : service.getBatch(batchId, signal),
			]);
			return {
				type: 'detail.user',
				id,
				revision,
				batches: batches.outcome,
				activity: activity.outcome,
				...(batch !== undefined && {issues: batch.outcome}),
			};
		}

		case 'fetchBatch': {
			const {id, revision} = effect;
			const {outcome} = await service.getBatch(id, signal);
			return {type: 'detail.batch', id, revision, outcome};
		}

		case 'settleFeed': {
			return {type: 'feed.settled', random: random()};
		}
	}
}

/** Reads a target again. What the service does not tell of it (its group, its members) stays as it was shown. */
async function read(target: Target, {service, signal}: World): Promise<Outcome<Target>> {
	if (target.kind === 'user') {
		const {outcome} = await service.getUser(target.user.id, signal);
		return outcome.ok ? {ok: true, value: {...target, user: outcome.value.user}} : outcome;
	}

	const {outcome} = await service.getGroup(target.group.id, signal);
	return outcome.ok ? {ok: true, value: {...target, group: outcome.value.group}} : outcome;
}

async function lookFor(
	{target}: AuditEntry,
	{service, signal, limit}: World,
): Promise<Outcome<{readonly user: User} | {readonly group: Group}>> {
	return limit(async () =>
		target.type === 'user'
			? (await service.getUser(target.id, signal)).outcome
			: (await service.getGroup(target.id, signal)).outcome,
	);
}

/** The intent is on disk before the request leaves. If it cannot be written, nothing is sent. */
async function apply(request: ChangeRequest, world: World): Promise<Event> {
	const {journal, signal} = world;
	const written = await journal.append(stamp(request.intent, world));
	const isStopped = signal.aborted;
	const answer: ChangeAnswer =
		written.ok && !isStopped
			? await sendSafely(request, world)
			: {kind: 'notWritten', reason: written.ok ? safe`the program was ended` : written.reason};
	if (signal.aborted) {
		await writeLast(request, answer, world);
	}

	return {type: 'change.answered', runId: request.runId, id: targetId(request.target), answer};
}

// A bug while sending says nothing about the change: it may have been made.
async function sendSafely(request: ChangeRequest, world: World): Promise<ChangeAnswer> {
	try {
		return await send(request, world);
	} catch (error) {
		world.report(error);
		const expected = toSafe(error instanceof Error ? error.message : String(error));
		return {kind: 'user', outcome: failed({kind: 'malformed', path: safe`program`, expected})};
	}
}

// The program was ended meanwhile: nobody is left to settle it, so what is known is written down here.
async function writeLast(
	request: ChangeRequest,
	answer: ChangeAnswer,
	world: World,
): Promise<void> {
	const outcome = lastOutcome(answer);
	const detail = safe`the program was ended before it could be read back`;
	await world.journal.append(stamp({...request.intent, phase: 'result', outcome, detail}, world));
}

function lastOutcome(answer: ChangeAnswer): AuditOutcome {
	if (answer.kind === 'notWritten') {
		return 'failed';
	}

	return answer.outcome.ok ? 'done' : fateOf(answer.outcome.failure);
}

// Deliberately without the signal: stopping the program must not cut a change that is on its way.
async function send(request: ChangeRequest, {service}: World): Promise<ChangeAnswer> {
	const guard: Guard = {key: request.key, version: request.version};
	const {target, step} = request;
	if (target.kind === 'group') {
		const status = step === 'enable' ? 'enabled' : 'disabled';
		return {kind: 'group', ...outcomeOf(await service.changeGroup(target.group.id, status, guard))};
	}

	const {id} = target.user;
	switch (step) {
		case 'enable': {
			return {kind: 'user', ...outcomeOf(await service.changeUser(id, 'enabled', guard))};
		}

		case 'disable': {
			return {kind: 'user', ...outcomeOf(await service.changeUser(id, 'disabled', guard))};
		}

		case 'uninitialize': {
			return {kind: 'user', ...outcomeOf(await service.uninitializeUser(id, guard))};
		}

		case 'synchronize': {
			return {kind: 'user', ...outcomeOf(await service.synchronizeUser(id, guard))};
		}

		case 'delete': {
			return {kind: 'removed', ...outcomeOf(await service.deleteUser(id, guard))};
		}

		case 'forceDelete': {
			const reason = request.reason ?? safe``;
			return {kind: 'removed', ...outcomeOf(await service.forceDeleteUser(id, reason, guard))};
		}
	}
}

function outcomeOf<Value>({outcome}: Reply<Value>): {readonly outcome: Outcome<Value>} {
	return {outcome};
}

// A result that cannot be written turns changes off: the next one could not be accounted for.
async function writeResult(entry: Unstamped, world: World): Promise<Event | undefined> {
	const written = await world.journal.append(stamp(entry, world));
	return written.ok ? {type: 'journal.written'} : {type: 'journal.failed', reason: written.reason};
}

function stamp(entry: Unstamped, world: World): AuditEntry {
	return {v: 1, at: world.clock.now(), ...entry};
}
