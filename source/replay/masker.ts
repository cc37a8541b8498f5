import {type Activity} from '../contract/activity.ts';
import {type Batch} from '../contract/batch.ts';
import {type Group} from '../contract/group.ts';
import {type Session} from '../contract/session.ts';
import {type SyncOptions} from '../contract/sync-options.ts';
import {keepSafe, type SafeText, safe} from '../contract/text.ts';
import {type User} from '../contract/user.ts';
import {enoughLetters, hide, keyOfWords, wordsOf} from '../core/handover/hide-names.ts';
import {maskText} from '../knowledge/mask.ts';
import {type Line, type RecordedFailure} from './recording.ts';

/**
Takes names out of lines: the same name is the same number everywhere, ids stay. Texts lose addresses, hosts, numbers and the names that
were learnt so far, so a line is learnt before it is masked.
*/
export type Masker = {
	readonly learn: (line: Line) => void;
	readonly mask: (line: Line) => Line;
};

export function createMasker(): Masker {
	const names = new Set<string>();
	const parts = new Set<string>();
	const number = createNumbers();

	const learnName = (name: string): void => {
		const words = wordsOf(name);
		const key = keyOfWords(words);
		if (enoughLetters.test(key)) {
			names.add(key);
		}

		for (const word of words) {
			if (enoughLetters.test(word)) {
				parts.add(word);
			}
		}
	};
	const learnUser = ({name, email, employeeNumber}: User): void => {
		learnName(name);
		learnName(email.split('@')[0] ?? '');
		// A number of several parts is told as a whole: its parts are in other texts as well.
		if (employeeNumber !== undefined && employeeNumber.length > 2) {
			names.add(keyOfWords(wordsOf(employeeNumber)));
		}
	};

	return {
		learn(line) {
			for (const user of usersOf(line)) {
				learnUser(user);
			}

			for (const name of otherNamesOf(line)) {
				learnName(name);
			}
		},
		mask(line) {
			return maskLine(line, {
				number,
				text: (text) => maskText(hide(withoutAddresses(text), names, parts)),
			});
		},
	};
}

// In whatever script, and before a name in it is taken out: the rest of an address says who it is as well.
function withoutAddresses(text: SafeText): SafeText {
	return keepSafe(
		text
			.replaceAll(/[^\s<>"'(),;:]+:\/\/[^\s<>"'(),;]+/gu, '<url>')
			.replaceAll(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/gu, '<email>')
			.replaceAll(/[\p{L}\p{N}.-]+\\[\p{L}\p{M}\p{N}._$-]+/gu, '<user>'),
	);
}

type Kind = 'user' | 'group' | 'person' | 'server' | 'employee';

function createNumbers(): (kind: Kind, key: string) => number {
	const known = new Map<string, number>();
	const counts = new Map<Kind, number>();
	return (kind, key) => {
		const own = `${kind} ${key}`;
		const found = known.get(own);
		if (found !== undefined) {
			return found;
		}

		const next = (counts.get(kind) ?? 0) + 1;
		counts.set(kind, next);
		known.set(own, next);
		return next;
	};
}

function usersOf(line: Line): readonly User[] {
	switch (line.said) {
		case 'users': {
			return line.value.rows.rows;
		}

		case 'changes': {
			return line.value.users.rows;
		}

		default: {
			return [];
		}
	}
}

function otherNamesOf(line: Line): readonly string[] {
	switch (line.said) {
		case 'session': {
			return [line.value.actor, line.value.tenant];
		}

		case 'overview':
		case 'changes': {
			const {groups, activity, syncOptions} = line.value;
			return [
				...groups.rows.flatMap(({name, externalId}) => [name, externalId]),
				...activity.rows.flatMap(({actor, target}) => [actor, target.name]),
				...(syncOptions?.mailServers.rows ?? []).map(({name}) => name),
			];
		}

		default: {
			return [];
		}
	}
}

type Hands = {
	readonly number: (kind: Kind, key: string) => number;
	readonly text: (text: SafeText) => SafeText;
};

function maskLine(line: Line, hands: Hands): Line {
	switch (line.said) {
		case 'session': {
			return {...line, value: maskSession(line.value, hands)};
		}

		case 'overview': {
			const {value} = line;
			return {
				...line,
				value: {
					...value,
					groups: maskRows(value.groups, hands, maskGroup),
					activity: maskRows(value.activity, hands, maskActivity),
					syncOptions: maskOptions(value.syncOptions, hands),
				},
			};
		}

		case 'users': {
			const {value} = line;
			return {...line, value: {...value, rows: maskRows(value.rows, hands, maskUser)}};
		}

		case 'changes': {
			const {value} = line;
			return {
				...line,
				value: {
					...value,
					users: maskRows(value.users, hands, maskUser),
					groups: maskRows(value.groups, hands, maskGroup),
					activity: maskRows(value.activity, hands, maskActivity),
					...(value.syncOptions !== undefined && {
						syncOptions: maskOptions(value.syncOptions, hands),
					}),
				},
			};
		}

		case 'unchanged': {
			return line;
		}

		case 'nothing': {
			return {...line, failure: maskFailure(line.failure)};
		}
	}
}

function maskRows<Row>(
	list: {readonly rows: readonly Row[]},
	hands: Hands,
	mask: (row: Row, hands: Hands) => Row,
) {
	return {rows: list.rows.map((row) => mask(row, hands)), unreadable: []};
}

function maskUser(user: User, hands: Hands): User {
	const own = hands.number('user', user.id);
	const {notes: _notes, employeeNumber, batch, ...rest} = user;
	return {
		...rest,
		name: safe`User ${own}`,
		email: safe`user-${own}@masked.invalid`,
		...(employeeNumber !== undefined && {
			employeeNumber: safe`E${hands.number('employee', employeeNumber)}`,
		}),
		...(batch !== undefined && {batch: maskBatch(batch, hands)}),
	};
}

function maskBatch(batch: Batch, {text}: Hands): Batch {
	const {error, issueKinds, ...rest} = batch;
	return {
		...rest,
		...(error !== undefined && {error: {...error, message: text(error.message)}}),
		...(issueKinds !== undefined && {
			issueKinds: issueKinds.map((kind) => ({...kind, text: text(kind.text)})),
		}),
	};
}

function maskGroup(group: Group, {number}: Hands): Group {
	const own = number('group', group.id);
	return {...group, name: safe`Group ${own}`, externalId: safe`group-${own}`};
}

function maskActivity(activity: Activity, {number, text}: Hands): Activity {
	const {actor, target, detail, ...rest} = activity;
	return {
		...rest,
		actor: safe`Person ${number('person', actor)}`,
		target: {...target, name: targetName(target, number)},
		...(detail !== undefined && {detail: text(detail)}),
	};
}

function targetName({type, id}: Activity['target'], number: Hands['number']): SafeText {
	switch (type) {
		case 'user': {
			return safe`User ${number('user', id)}`;
		}

		case 'group': {
			return safe`Group ${number('group', id)}`;
		}

		default: {
			return safe`Service ${number('server', id)}`;
		}
	}
}

function maskOptions(options: SyncOptions, {number}: Hands): SyncOptions {
	const {mailServers} = options;
	return {
		...options,
		mailServers: {
			rows: mailServers.rows.map((server) => ({
				...server,
				name: safe`Mail server ${number('server', server.id)}`,
			})),
			unreadable: [],
		},
	};
}

function maskSession(session: Session, {number}: Hands): Session {
	return {
		...session,
		actor: safe`Person ${number('person', session.actor)}`,
		tenant: safe`Tenant`,
		service: {...session.service, name: safe`Sync Service`},
	};
}

// What a service or a proxy wrote into a refusal may name anybody.
function maskFailure(failure: RecordedFailure): RecordedFailure {
	switch (failure.kind) {
		case 'forbidden':
		case 'missing':
		case 'broken': {
			const {detail: _detail, ...rest} = failure;
			return rest;
		}

		case 'redirected': {
			return {...failure, to: safe`<url>`};
		}

		case 'malformed': {
			return {...failure, path: safe`<text>`, expected: safe`<text>`};
		}

		default: {
			return failure;
		}
	}
}
