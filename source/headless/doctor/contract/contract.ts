import {routes} from '../../../contract/routes.ts';
import {keepSafe, type SafeText, safe, toSafe} from '../../../contract/text.ts';
import {type EpochMs} from '../../../contract/time.ts';
import {type User} from '../../../contract/user.ts';
import {nearest} from '../../../core/query/nearest.ts';
import {exitCode} from '../../../exit-code.ts';
import {CommandError, failedError, usage} from '../../command-error.ts';
import {type Asked, type MachineWorld} from '../../command.ts';
import {type Finding} from '../finding.ts';
import {type Connected, type Place, type Probes} from '../ports.ts';
import {codeOf, report} from '../report.ts';
import {askChanging, type Changing, type Recorder} from './ask-changing.ts';
import {askReading} from './ask-reading.ts';
import {clauses} from './clauses.ts';
import {type Asker, createAsker, read} from './exchange.ts';
import {type ChangeTranscript, type Transcript} from './transcript.ts';

/** `synctop doctor --contract URL`: whether a server keeps the Sync Service API, clause by clause. */
export async function checkContract(
	url: string,
	asked: Asked,
	world: MachineWorld,
): Promise<number> {
	if (world.given.url !== undefined || world.given.demo === true) {
		throw usage('--contract names the server itself: leave --url and --demo out.');
	}

	const probes = await world.probes();
	const connected = await probes.connect({url});
	try {
		const {service, problem} = connected;
		if (problem !== undefined || !service.ok) {
			throw usage(problem ?? (service.ok ? '' : service.reason));
		}

		const {transcript, signalCode} = await ask(service.value, connected, {asked, probes, world});
		const findings = judge(transcript);
		await report(findings, connected.settings, asked, world);
		return signalCode ?? codeOf(findings);
	} finally {
		await connected.stop();
	}
}

/** What every clause says of a transcript. */
function judge(transcript: Transcript): readonly Finding[] {
	return clauses.map(({id, says, where, look}) => ({
		id,
		title: toSafe(id),
		why: says,
		where,
		...look(transcript),
	}));
}

type Means = {readonly asked: Asked; readonly probes: Probes; readonly world: MachineWorld};

type Heard = {
	readonly transcript: Transcript;
	/** What the signal that came meanwhile makes of the exit code. */
	readonly signalCode: number | undefined;
};

async function ask(place: Place, connected: Connected, means: Means): Promise<Heard> {
	const {asked, probes} = means;
	if (asked.isOn('changes') && connected.isReadOnly) {
		throw usage('--changes and --read-only exclude each other.');
	}

	const signedIn = await place.signIn();
	if (!signedIn.ok && signedIn.failure.kind === 'unauthorized') {
		throw failedError(signedIn.failure);
	}

	const asker = createAsker(place, probes.sleep);
	const reading = await askReading(asker);
	const hasCredentials = place.credentials !== 'none';
	const transcript = {...reading, all: asker.all(), hasCredentials, changing: undefined};
	if (!asked.isOn('changes')) {
		return {transcript, signalCode: undefined};
	}

	const {transcript: changing, signalCode} = await change(asker, place, transcript, means);
	return {transcript: {...transcript, changing}, signalCode};
}

async function change(
	asker: Asker,
	place: Place,
	transcript: Transcript,
	{asked, probes, world}: Means,
): Promise<{readonly transcript: ChangeTranscript; readonly signalCode: number | undefined}> {
	const user = userNamed(asked.text('user') ?? '', transcript);
	const overview = read(routes.overview, transcript.overview);
	const session = read(routes.session, transcript.session);
	if (!overview.ok || !session.ok) {
		throw refused(overview.ok ? (session.ok ? safe`` : session.reason) : overview.reason);
	}

	if (!session.value.mayChange) {
		throw refused(safe`${session.value.actor} may look, and change nothing`);
	}

	const group = overview.value.groups.rows.find(({id}) => id === user.groupId);
	const why = whyNotPutBack(user, group?.syncStatus === 'disabled');
	if (why !== undefined) {
		throw refused(why);
	}

	const changing: Changing = {
		user,
		since: revisionOf(transcript) ?? overview.value.revision,
		nonce: `doctor-${probes.nonce}`,
		record: recorderOf(user, {
			actor: session.value.actor,
			service: place.url,
			record: probes.record,
			now: () => world.clock.now(),
			change: `doctor-${probes.nonce}`,
		}),
	};
	// Whoever presses Ctrl-C meanwhile still finds the user as before.
	const {value: changed, signalCode} = await probes.uninterrupted(async () =>
		askChanging(asker, changing),
	);
	if (!changed.ok) {
		throw new CommandError(
			`The journal cannot be written: ${changed.reason}. Nothing was changed.`,
			{
				kind: 'journal',
				exit: exitCode.no,
			},
		);
	}

	if (!changed.isPutBack) {
		world.print.note(
			`synctop doctor: ${user.email} could not be put back: it was ${user.syncStatus} before. Look at it now.`,
		);
	}

	return {transcript: changed.transcript, signalCode};
}

function revisionOf({changes}: Transcript): number | undefined {
	const reply = read(routes.changes, changes);
	return reply.ok ? reply.value.revision : undefined;
}

function refused(reason: SafeText): CommandError {
	return new CommandError(`Nothing was changed: ${reason}.`, {
		kind: 'refused',
		exit: exitCode.refused,
	});
}

/** Why a change of this user could not be undone by another one. */
function whyNotPutBack(user: User, isGroupDisabled: boolean): SafeText | undefined {
	if (user.syncStatus !== 'enabled' && user.syncStatus !== 'disabled') {
		return safe`the status of ${user.email} is not known: ${user.syncStatus}`;
	}

	if (user.hold !== 'none') {
		return safe`${user.email} is on hold, and a hold that is lifted cannot be put back`;
	}

	if (user.batch?.state === 'queued' || user.batch?.state === 'running') {
		return safe`a batch of ${user.email} is on its way, and would be stopped; try again when it has ended`;
	}

	return isGroupDisabled
		? safe`the group of ${user.email} is disabled; name a user of another one`
		: undefined;
}

function userNamed(name: string, {pages}: Transcript): User {
	const users = pages.flatMap((page) => {
		const reply = read(routes.listUsers, page);
		return reply.ok ? reply.value.rows.rows : [];
	});
	const wanted = name.trim().toLowerCase();
	const byId = users.filter(({id}) => id === name);
	const found =
		byId.length > 0
			? byId
			: users.filter((user) =>
					[user.email, user.name].some((text) => text.trim().toLowerCase() === wanted),
				);
	const [first, ...others] = found;
	if (first === undefined) {
		const near = nearest(
			name,
			users.flatMap(({email, name: own}) => [email, own]),
		);
		throw usage(
			`There is no user "${name}"${near === undefined ? '' : `; did you mean "${near}"?`} Nothing was changed.`,
		);
	}

	if (others.length > 0) {
		throw usage(
			`"${name}" is the name of ${found.length} users: ${found.map(({id}) => id).join(', ')}. Take the id. Nothing was changed.`,
		);
	}

	return first;
}

type Line = {
	readonly actor: SafeText;
	readonly service: SafeText;
	readonly change: string;
	readonly record: Probes['record'];
	readonly now: () => EpochMs;
};

/** Writes what is done to the audit journal, as every change of this program is. */
function recorderOf(user: User, {record, now, ...line}: Line): Recorder {
	const entry = (status: 'enabled' | 'disabled', key: string, version: number) =>
		({
			...line,
			v: 1,
			at: now(),
			connection: line.service,
			key,
			action: status === 'enabled' ? 'enable' : 'disable',
			target: {type: 'user', id: user.id, name: user.email},
			before: {version, syncStatus: user.syncStatus, mailboxStatus: user.mailboxStatus},
			reason: keepSafe('synctop doctor --contract: conformance'),
		}) as const;
	return {
		async intent(status, key, version) {
			const written = await record({...entry(status, key, version), phase: 'intent'});
			return written.ok ? undefined : written.reason;
		},
		async result(status, key, version, outcome) {
			await record({...entry(status, key, version), phase: 'result', outcome});
		},
	};
}
