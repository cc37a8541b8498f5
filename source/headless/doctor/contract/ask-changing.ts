import {fillPath} from '../../../contract/route.ts';
import {routes} from '../../../contract/routes.ts';
import {type SafeText} from '../../../contract/text.ts';
import {type User} from '../../../contract/user.ts';
import {type AuditOutcome} from '../../../core/audit.ts';
import {type Asker, type Exchange, read} from './exchange.ts';
import {type ChangeTranscript} from './transcript.ts';

type Status = ChangeTranscript['wanted'];

/** Writes a change down before and after it is sent. The first gives why it must not be sent, if it could not be written. */
export type Recorder = {
	readonly intent: (status: Status, key: string, version: number) => Promise<SafeText | undefined>;
	readonly result: (
		status: Status,
		key: string,
		version: number,
		outcome: AuditOutcome,
	) => Promise<void>;
};

export type Changing = {
	readonly user: User;
	/** The revision before. */
	readonly since: number;
	readonly nonce: string;
	readonly record: Recorder;
};

export type Changed =
	| {readonly ok: true; readonly transcript: ChangeTranscript; readonly isPutBack: boolean}
	| {readonly ok: false; readonly reason: SafeText};

type Patch = (status: Status, headers: Readonly<Record<string, string>>) => Promise<Exchange>;

/**
Changes the synchronization status of one user, with all that the contract says of repeats, races and rules, and puts it back. Requests that
have to be refused ask for what is so already, or rest on what is so no more: a server that does not refuse them does no harm.
*/
export async function askChanging(asker: Asker, changing: Changing): Promise<Changed> {
	const {user, nonce, record} = changing;
	const original: Status = user.syncStatus === 'enabled' ? 'enabled' : 'disabled';
	const wanted: Status = original === 'enabled' ? 'disabled' : 'enabled';
	const path = fillPath(routes.changeUser.path, {userId: user.id});
	const stop = await record.intent(wanted, keyOf(nonce), user.version);
	if (stop !== undefined) {
		return {ok: false, reason: stop};
	}

	const patch: Patch = async (status, headers) =>
		asker.put({
			method: 'PATCH',
			path,
			headers: {'content-type': 'application/json', ...headers},
			body: JSON.stringify({syncStatus: status}),
		});
	const asked = await askAll(asker, {...changing, original, wanted, path, patch});
	const after = await putBack(asker, {...changing, original, path, patch});
	return {
		ok: true,
		isPutBack: statusOf(after) === original,
		transcript: {
			wanted,
			original,
			userId: user.id,
			version: user.version,
			since: changing.since,
			...asked,
			after,
		},
	};
}

const keyOf = (nonce: string): string => `${nonce}-1`;
const match = (version: number): string => `"${version}"`;

async function askAll(
	asker: Asker,
	{
		user,
		since,
		nonce,
		record,
		original,
		wanted,
		path,
		patch,
	}: PuttingBack & {readonly wanted: Status},
) {
	const {version} = user;
	const first = {'idempotency-key': keyOf(nonce), 'if-match': match(version)};
	const connectivity = await asker.put({
		method: 'POST',
		path: fillPath(routes.checkConnectivity.path, {userId: user.id}),
	});
	const withoutKey = await patch(original, {'if-match': match(version)});
	const withoutVersion = await patch(original, {'idempotency-key': `${nonce}-2`});
	const change = await patch(wanted, first);
	const changed = read(routes.changeUser, change);
	await record.result(wanted, keyOf(nonce), version, outcomeOf(change));
	const repeat = await patch(wanted, first);
	const reuse = await patch(original, first);
	const readBack = await readUser(asker, path);
	const told = await asker.put({method: 'GET', path: `/changes?since=${since}`});
	const now = changed.ok ? changed.value.user.version : version;
	const again = await patch(wanted, {'idempotency-key': `${nonce}-3`, 'if-match': match(now)});
	const stale = await patch(original, {
		'idempotency-key': `${nonce}-4`,
		'if-match': match(version),
	});
	return {
		connectivity,
		withoutKey,
		withoutVersion,
		change,
		repeat,
		reuse,
		readBack,
		told,
		again,
		stale,
	};
}

async function readUser(asker: Asker, path: string): Promise<Exchange> {
	return asker.put({method: 'GET', path});
}

type PuttingBack = Changing & {
	readonly original: Status;
	readonly path: string;
	readonly patch: Patch;
};

const tries = 3;

/** Puts the user back, however the requests before ended, and reads it once more. */
async function putBack(
	asker: Asker,
	{original, path, patch, nonce, record}: PuttingBack,
): Promise<Exchange> {
	let after = await readUser(asker, path);
	for (let attempt = 0; attempt < tries && statusOf(after) !== original; attempt++) {
		const version = versionOf(after) ?? 0;
		const key = `${nonce}-back-${attempt}`;
		// What cannot be written down is done all the same: it is owed.
		await record.intent(original, key, version);
		const back = await patch(original, {'idempotency-key': key, 'if-match': match(version)});
		await record.result(original, key, version, outcomeOf(back));
		after = await readUser(asker, path);
	}

	return after;
}

function statusOf(exchange: Exchange): string | undefined {
	const reply = read(routes.getUser, exchange);
	return reply.ok ? reply.value.user.syncStatus : undefined;
}

function versionOf(exchange: Exchange): number | undefined {
	const reply = read(routes.getUser, exchange);
	return reply.ok ? reply.value.user.version : undefined;
}

/** What became of a change, for the journal. Where the answer makes no sense, nobody knows. */
function outcomeOf(exchange: Exchange): AuditOutcome {
	if (read(routes.changeUser, exchange).ok) {
		return 'done';
	}

	const status = exchange.answer.ok ? exchange.answer.value.status : 0;
	return status === 412 ? 'conflict' : status >= 400 && status < 500 ? 'refused' : 'unknown';
}
