import {createHash} from 'node:crypto';
import {type Reply} from './reply.ts';

export type Remembered =
	| {readonly kind: 'new'}
	| {readonly kind: 'repeat'; readonly reply: Reply}
	/** The key was used for another request. */
	| {readonly kind: 'reused'};

export type Idempotency = {
	readonly look: (key: string, fingerprint: string) => Remembered;
	readonly remember: (key: string, fingerprint: string, reply: Reply) => void;
};

const keysKept = 10_000;

/** The first answer to each idempotency key. The oldest are forgotten. */
export function createIdempotency(): Idempotency {
	const known = new Map<string, {readonly fingerprint: string; readonly reply: Reply}>();
	return {
		look(key, fingerprint) {
			const first = known.get(key);
			if (first === undefined) {
				return {kind: 'new'};
			}

			return first.fingerprint === fingerprint
				? {kind: 'repeat', reply: first.reply}
				: {kind: 'reused'};
		},
		remember(key, fingerprint, reply) {
			known.set(key, {fingerprint, reply});
			const [oldest] = known.keys();
			if (known.size > keysKept && oldest !== undefined) {
				known.delete(oldest);
			}
		},
	};
}

/** What makes two requests the same: method, path, body, and the version that was decided on. */
export function toFingerprint(parts: readonly string[]): string {
	return createHash('sha256').update(parts.join('\n')).digest('base64url');
}
