import * as z from 'zod';
import {changes, overview, userPage} from '../contract/changes.ts';
import {userId} from '../contract/id.ts';
import {parseJson} from '../contract/json.ts';
import {type Failure} from '../contract/outcome.ts';
import {session} from '../contract/session.ts';
import {keepSafe, type SafeText, safe, wireText} from '../contract/text.ts';
import {wireTime} from '../contract/time.ts';

/** The first line: what made the recording, of what. */
export const header = z.object({
	synctop: z.literal('recording'),
	v: z.literal(1),
	/** Version of the program. */
	program: wireText,
	connection: wireText,
	at: wireTime,
	isMasked: z.boolean(),
});

const count = z.int().nonnegative();

/** Why there was no answer, as far as it is worth telling again. */
const failure = z.discriminatedUnion('kind', [
	z.object({kind: z.literal('unreachable'), code: wireText}),
	z.object({
		kind: z.literal('timeout'),
		phase: z.enum(['lookup', 'connect', 'secureConnect', 'send', 'response', 'body', 'request']),
	}),
	z.object({kind: z.literal('unauthorized'), reason: wireText.optional()}),
	z.object({kind: z.literal('forbidden'), detail: wireText.optional()}),
	z.object({kind: z.literal('missing'), detail: wireText.optional()}),
	z.object({kind: z.literal('throttled'), status: count}),
	z.object({kind: z.literal('broken'), status: count, detail: wireText.optional()}),
	z.object({kind: z.literal('malformed'), path: wireText, expected: wireText}),
	z.object({kind: z.literal('redirected'), to: wireText}),
	z.object({kind: z.literal('tooLarge'), limitBytes: count}),
	z.object({kind: z.literal('tooMany'), total: count, most: count}),
]);

/** When it was said by the clock of whoever listened, and by that of the service. */
const moments = {at: wireTime, service: wireTime.optional()};

const line = z.discriminatedUnion('said', [
	z.object({...moments, said: z.literal('session'), value: session}),
	z.object({...moments, said: z.literal('overview'), value: overview}),
	z.object({...moments, said: z.literal('users'), after: userId.optional(), value: userPage}),
	z.object({...moments, said: z.literal('changes'), value: changes}),
	z.object({...moments, said: z.literal('unchanged')}),
	z.object({
		...moments,
		said: z.literal('nothing'),
		asked: z.enum(['session', 'overview', 'users', 'changes']),
		failure,
	}),
]);

export type Header = z.output<typeof header>;
/** One answer, or that there was none. */
export type Line = z.output<typeof line>;
export type RecordedFailure = z.output<typeof failure>;

export function headerText(value: Header): SafeText {
	return keepSafe(`${JSON.stringify(z.encode(header, value))}\n`);
}

export function lineText(value: Line): SafeText {
	return keepSafe(`${JSON.stringify(z.encode(line, value))}\n`);
}

/** A line as it was written; or what is wrong with it. Text in it is made safe here, whoever wrote it. */
export function readLine(text: string): Line | {readonly problem: SafeText} {
	const json = parseJson(text);
	if (json === undefined) {
		return {problem: safe`it is not JSON`};
	}

	const parsed = line.safeParse(json);
	if (parsed.success) {
		return parsed.data;
	}

	const [issue] = parsed.error.issues;
	return {
		problem: keepSafe(`"${(issue?.path ?? []).map(String).join('.')}" is not as it should be`),
	};
}

const listed: ReadonlySet<string> = new Set(failure.options.map(({shape}) => shape.kind.value));

/** A failure as it is written down; nothing where telling it again would mislead. */
export function recordedOf(value: Failure): RecordedFailure | undefined {
	if (value.kind === 'throttled') {
		return {kind: 'throttled', status: value.status};
	}

	if (value.kind === 'conflict' || value.kind === 'refused') {
		return {kind: 'broken', status: 409};
	}

	return listed.has(value.kind) ? failure.safeParse(value).data : undefined;
}
