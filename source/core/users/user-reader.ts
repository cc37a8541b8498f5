import {type User} from '../../contract/user.ts';
import {type BatchFacts, type UserFacts} from '../user-facts.ts';
import {type Dictionary} from './dictionary.ts';
import {
	hasText,
	numberAt,
	type NumberColumn,
	numberColumn,
	textAt,
	type TextColumn,
	textColumn,
	type UserChunk,
	wordAt,
	type WordColumn,
	wordColumn,
} from './user-chunk.ts';

type Batch = NonNullable<User['batch']>;

/**
Looks at one packed row after another without making an object of each. What it says is true until it is pointed elsewhere: for walks,
never to be kept.
*/
export class UserReader implements UserFacts {
	readonly #dictionary: Dictionary;
	readonly #batch: BatchFacts;
	#chunk: UserChunk;
	#place = 0;

	constructor(dictionary: Dictionary, chunk: UserChunk) {
		this.#dictionary = dictionary;
		this.#chunk = chunk;
		this.#batch = this.#batchReader();
	}

	/** Points at a row. */
	at(chunk: UserChunk, place: number): this {
		this.#chunk = chunk;
		this.#place = place;
		return this;
	}

	get exists(): boolean {
		return hasText(this.#chunk, textColumn.id, this.#place);
	}

	get id() {
		return this.#text<User['id']>(textColumn.id);
	}

	get name() {
		return this.#text<User['name']>(textColumn.name);
	}

	get email() {
		return this.#text<User['email']>(textColumn.email);
	}

	get groupId() {
		return this.#word<User['groupId']>(wordColumn.groupId);
	}

	get syncStatus() {
		return this.#word<User['syncStatus']>(wordColumn.syncStatus);
	}

	get mailboxStatus() {
		return this.#word<User['mailboxStatus']>(wordColumn.mailboxStatus);
	}

	get hold() {
		return this.#word<User['hold']>(wordColumn.hold);
	}

	get holdSince() {
		return this.#number<User['holdSince']>(numberColumn.holdSince);
	}

	get mailPlatform() {
		return this.#word<User['mailPlatform']>(wordColumn.mailPlatform);
	}

	get mailServerId() {
		return this.#word<User['mailServerId']>(wordColumn.mailServerId);
	}

	get employeeNumber() {
		return this.#text<User['employeeNumber']>(textColumn.employeeNumber);
	}

	get role() {
		return this.#word<User['role']>(wordColumn.role);
	}

	get notes() {
		return this.#text<User['notes']>(textColumn.notes);
	}

	get consecutiveFailures() {
		return this.#number<User['consecutiveFailures']>(numberColumn.consecutiveFailures);
	}

	get intervalSeconds() {
		return this.#number<User['intervalSeconds']>(numberColumn.intervalSeconds);
	}

	get lastSynchronizedAt() {
		return this.#number<User['lastSynchronizedAt']>(numberColumn.lastSynchronizedAt);
	}

	get nextSynchronizationAt() {
		return this.#number<User['nextSynchronizationAt']>(numberColumn.nextSynchronizationAt);
	}

	get createdAt() {
		return this.#number<User['createdAt']>(numberColumn.createdAt);
	}

	get batch(): BatchFacts | undefined {
		return wordAt(this.#chunk, wordColumn.batchState, this.#place) === 0 ? undefined : this.#batch;
	}

	/** The whole row as an object of its own, which may be kept. */
	unpack(): User {
		const {errors, issueKinds} = this.#chunk;
		const row = {
			id: this.id,
			version: this.#number<number>(numberColumn.version),
			revision: this.#number<number>(numberColumn.revision),
			name: this.name,
			email: this.email,
			groupId: this.groupId,
			syncStatus: this.syncStatus,
			mailboxStatus: this.mailboxStatus,
			hold: this.hold,
			holdSince: this.holdSince,
			mailPlatform: this.mailPlatform,
			mailServerId: this.mailServerId,
			employeeNumber: this.employeeNumber,
			role: this.role,
			notes: this.notes,
			consecutiveFailures: this.consecutiveFailures,
			intervalSeconds: this.intervalSeconds,
			lastSynchronizedAt: this.lastSynchronizedAt,
			nextSynchronizationAt: this.nextSynchronizationAt,
			lastAddInUseAt: this.#number<User['lastAddInUseAt']>(numberColumn.lastAddInUseAt),
			createdAt: this.createdAt,
			updatedAt: this.#number<User['updatedAt']>(numberColumn.updatedAt),
		};
		return this.batch === undefined
			? row
			: {
					...row,
					batch: this.#unpackBatch(errors.get(this.#place)?.error, issueKinds.get(this.#place)),
				};
	}

	#unpackBatch(error: Batch['error'], issueKinds: Batch['issueKinds']): Batch {
		return {
			id: this.#text<Batch['id']>(textColumn.batchId),
			userId: this.#text<Batch['userId'] | undefined>(textColumn.batchUserId) ?? this.id,
			state: this.#word<Batch['state']>(wordColumn.batchState),
			kind: this.#word<Batch['kind']>(wordColumn.batchKind),
			queuedAt: this.#number<Batch['queuedAt']>(numberColumn.queuedAt),
			startedAt: this.#number<Batch['startedAt']>(numberColumn.startedAt),
			endedAt: this.#number<Batch['endedAt']>(numberColumn.endedAt),
			scope: this.#number<Batch['scope']>(numberColumn.scope),
			changes: this.#number<Batch['changes']>(numberColumn.changes),
			issues: this.#number<Batch['issues']>(numberColumn.issues),
			issueKinds,
			error,
		};
	}

	#batchReader(): BatchFacts {
		const word = () => this.#word<Batch['state']>(wordColumn.batchState);
		const issues = () => this.#number<Batch['issues']>(numberColumn.issues);
		const queuedAt = () => this.#number<Batch['queuedAt']>(numberColumn.queuedAt);
		const startedAt = () => this.#number<Batch['startedAt']>(numberColumn.startedAt);
		const endedAt = () => this.#number<Batch['endedAt']>(numberColumn.endedAt);
		const error = () => this.#chunk.errors.get(this.#place)?.error;
		const issueKinds = () => this.#chunk.issueKinds.get(this.#place);
		return {
			get state() {
				return word();
			},
			get issues() {
				return issues();
			},
			get queuedAt() {
				return queuedAt();
			},
			get startedAt() {
				return startedAt();
			},
			get endedAt() {
				return endedAt();
			},
			get error() {
				return error();
			},
			get issueKinds() {
				return issueKinds();
			},
		};
	}

	// What is in a column was taken out of a user's field of this type: `pack` put it there.
	// oxlint-disable typescript/no-unsafe-type-assertion, typescript/no-unnecessary-type-parameters
	#text<Value>(column: TextColumn): Value {
		return textAt(this.#chunk, column, this.#place) as Value;
	}

	#word<Value>(column: WordColumn): Value {
		return this.#dictionary.wordOf(wordAt(this.#chunk, column, this.#place)) as Value;
	}

	#number<Value>(column: NumberColumn): Value {
		const value = numberAt(this.#chunk, column, this.#place);
		return (Number.isNaN(value) ? undefined : value) as Value;
	}
	// oxlint-enable typescript/no-unsafe-type-assertion, typescript/no-unnecessary-type-parameters
}
