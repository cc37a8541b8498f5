import {type Failure, type Outcome} from '../../contract/outcome.ts';
import {type SafeText} from '../../contract/text.ts';
import {type EpochMs, type Milliseconds} from '../../contract/time.ts';
import {type AuditEntry} from '../../core/audit.ts';
import {type Written} from '../../core/ports.ts';
import {type Known} from './finding.ts';

/** What the doctor asks of the world; the root hands it in. None of it throws for what can be expected. */
export type Probes = {
	/** What the flags, the environment and the settings say is watched. `url` stands over them. */
	readonly connect: (wanted: Wanted) => Promise<Connected>;
	readonly machine: (secretFiles: readonly string[]) => Promise<MachineFound>;
	readonly readText: (file: string) => Promise<Known<string>>;
	/** Writes a line to the audit journal. */
	readonly record: (entry: AuditEntry) => Promise<Written>;
	/** Runs something that must not be left half done: a signal waits for its end. Gives the exit code of that signal besides. */
	readonly uninterrupted: <Value>(
		task: () => Promise<Value>,
	) => Promise<{readonly value: Value; readonly signalCode: number | undefined}>;
	/** Resolves after a while. */
	readonly sleep: (delay: Milliseconds) => Promise<void>;
	/** A word that no other start has, for the keys of changes. */
	readonly nonce: string;
};

export type Wanted = {
	readonly url?: string | undefined;
	readonly vantagepoint?: {
		readonly url: string;
		readonly credentialsFile: string | undefined;
		readonly credentialCommand: string | undefined;
	};
};

/** A setting with where its value came from. */
export type SettingFound = {
	readonly name: SafeText;
	readonly value: SafeText;
	readonly from: 'flag' | 'environment' | 'settings' | 'default';
	/** The flag, the variable or the file. */
	readonly by: SafeText;
};

export type Connected = {
	readonly settings: readonly SettingFound[];
	/** Files with secrets that are named somewhere. */
	readonly secretFiles: readonly string[];
	/** What keeps the connection from being used as it was asked for. */
	readonly problem: SafeText | undefined;
	readonly isReadOnly: boolean;
	readonly service: Known<Place>;
	readonly vantagepoint: Known<Place>;
	readonly stop: () => Promise<void>;
};

/** A server that can be asked. */
export type Place = {
	readonly url: SafeText;
	/** The simulated service of this program. */
	readonly isDemo: boolean;
	readonly credentials: 'none' | 'bearer' | 'password';
	/** Whether the login is said to be one of Windows or Entra. */
	readonly integrated: 'Y' | 'N' | undefined;
	/** Asks without credentials, whatever its certificate is, and tells what could be seen. */
	readonly knock: (path: string) => Promise<Knocked>;
	/** Signs in, once: a password that is wrong is not sent again. */
	readonly signIn: () => Promise<Outcome<SignedIn>>;
	/** Asks with credentials. Never follows a redirect. */
	readonly send: (ask: Ask) => Promise<Outcome<RawAnswer>>;
	readonly close: () => void;
};

export type SignedIn = {
	/** How long the token lives; nothing where no token was fetched. */
	readonly life: Milliseconds | undefined;
};

export type Ask = {
	readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	/** Below the base URL, with its query. */
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	/** Without credentials. */
	readonly isAnonymous?: boolean;
};

export type RawAnswer = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly body: string;
	/** What a status that is no success means. */
	readonly failure: Failure | undefined;
};

export type Knocked = {
	readonly addresses: Known<readonly SafeText[]>;
	readonly isByProxy: boolean;
	readonly answer: Known<{
		readonly status: number;
		readonly contentType: SafeText;
		/** What its clock said, and what ours said in the middle of the question. */
		readonly date: EpochMs | undefined;
		readonly at: EpochMs;
	}>;
	/** Nothing where it is spoken to without TLS, or where the handshake failed. */
	readonly tls: TlsFound | undefined;
};

export type TlsFound = {
	readonly protocol: SafeText;
	/** Why the certificate is not trusted, as the system calls it. */
	readonly problem: SafeText | undefined;
	/** From the server's own to the root, as far as they were sent or are known. */
	readonly chain: readonly CertificateFound[];
};

export type CertificateFound = {
	readonly subject: SafeText;
	readonly issuer: SafeText;
	readonly from: EpochMs | undefined;
	readonly until: EpochMs | undefined;
	readonly bits: number | undefined;
};

export type MachineFound = {
	readonly node: SafeText;
	readonly terminal: SafeText;
	readonly columns: number | undefined;
	readonly rows: number | undefined;
	readonly color: SafeText;
	readonly isAscii: boolean;
	/** Whether the system has modes of files at all. */
	readonly hasModes: boolean;
	readonly files: readonly FileFound[];
	/** Whether the journal could be written to now. */
	readonly journal: Written;
};

export type FileFound = {
	readonly path: SafeText;
	readonly kind: 'file' | 'folder';
	readonly what: SafeText;
	/** Nothing where there is no such file. */
	readonly mode: number | undefined;
	readonly isOwn: boolean;
	readonly isLink: boolean;
};
