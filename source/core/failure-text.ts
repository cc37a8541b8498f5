import {type Failure} from '../contract/outcome.ts';
import {keepSafe, type SafeText, safe} from '../contract/text.ts';
import {count} from '../format/number.ts';
import {wordText} from '../contract/word.ts';

/** A failure in words: what happened, why it probably did, and what to do. */
export type FailureText = {
	readonly what: SafeText;
	readonly why: SafeText;
	readonly next: SafeText;
};

/** The one place that puts failures into words, for the screen, standard error and the journal. `refresh` is the key that asks again. */
export function failureText(failure: Failure, refresh: SafeText = safe`R`): FailureText {
	switch (failure.kind) {
		case 'unreachable': {
			return {
				what: safe`no connection (${failure.code})`,
				why: unreachableReason(failure.code),
				next: safe`check the URL, the VPN and the firewall; it is tried again by itself`,
			};
		}

		case 'timeout': {
			return {
				what: safe`no answer in time (${phaseText(failure.phase)})`,
				why: safe`the service or the network between is overloaded or hangs`,
				next: safe`it is tried again by itself`,
			};
		}

		case 'unauthorized': {
			return unauthorizedText(failure.reason, refresh);
		}

		case 'forbidden': {
			return {
				what: safe`not permitted (403)${detail(failure.detail)}`,
				why: safe`the security role lacks a right`,
				next: safe`ask for the Connect Administration right, then press ${refresh}`,
			};
		}

		case 'missing': {
			return {
				what: safe`not found (404)${detail(failure.detail)}`,
				why: safe`it was deleted meanwhile, or the base URL is not that of a Sync Service`,
				next: safe`check the URL: it usually ends in /api`,
			};
		}

		case 'conflict':
		case 'refused': {
			return {
				what: failure.problem.detail ?? failure.problem.title ?? wordText(failure.problem.code),
				why: safe`a rule of the service (${wordText(failure.problem.code)})`,
				next: safe`read the current state and decide again`,
			};
		}

		case 'startOver':
		case 'throttled':
		case 'broken':
		case 'malformed':
		case 'redirected':
		case 'tooLarge':
		case 'tooMany':
		case 'notRecorded':
		case 'cancelled': {
			return answerText(failure);
		}
	}
}

/** What to do about a failure for somebody who asks once: no screen asks again, and there is no key to press. */
export function nextOnce(failure: Failure): SafeText {
	switch (failure.kind) {
		case 'unreachable': {
			return safe`check the URL, the VPN and the firewall`;
		}

		case 'timeout':
		case 'startOver':
		case 'throttled':
		case 'broken': {
			return safe`ask again later`;
		}

		case 'unauthorized': {
			return safe`correct the credentials`;
		}

		case 'forbidden': {
			return safe`ask for the Connect Administration right`;
		}

		case 'missing':
		case 'conflict':
		case 'refused':
		case 'malformed':
		case 'redirected':
		case 'tooLarge':
		case 'tooMany':
		case 'notRecorded':
		case 'cancelled': {
			return failureText(failure).next;
		}
	}
}

type AnswerFailure = Extract<
	Failure,
	{
		kind:
			| 'startOver'
			| 'throttled'
			| 'broken'
			| 'malformed'
			| 'redirected'
			| 'tooLarge'
			| 'tooMany'
			| 'notRecorded'
			| 'cancelled';
	}
>;

function answerText(failure: AnswerFailure): FailureText {
	switch (failure.kind) {
		case 'startOver': {
			return {
				what: safe`the service forgot what we had (410)`,
				why: safe`too much changed since the last poll`,
				next: safe`everything is read again`,
			};
		}

		case 'throttled': {
			return {
				what:
					failure.status === 429 ? safe`asked to slow down (429)` : safe`not available now (503)`,
				why: safe`the service is busy or under maintenance`,
				next: safe`it is asked again when it said so`,
			};
		}

		case 'broken': {
			return {
				what: safe`an error of the service (${failure.status})${detail(failure.detail)}`,
				why: safe`the service or a proxy before it failed`,
				next: safe`it is tried again by itself`,
			};
		}

		case 'malformed': {
			return {
				what: safe`an answer that is not of the Sync Service API (${failure.path}: ${failure.expected})`,
				why: safe`the URL leads to something else, or the service speaks another version`,
				next: safe`check the URL: it usually ends in /api`,
			};
		}

		case 'redirected': {
			return {
				what: safe`sent elsewhere, to ${failure.to}`,
				why: safe`the address moved, or a login page stands before it`,
				next: safe`connect to the new address by name if it is right`,
			};
		}

		case 'tooLarge': {
			return {
				what: safe`an answer of more than ${Math.round(failure.limitBytes / 1_000_000)} MB`,
				why: safe`this is not what was asked for`,
				next: safe`check the URL`,
			};
		}

		case 'tooMany': {
			return {
				what: safe`${count(failure.total)} users are more than the ${count(failure.most)} that are kept here`,
				why: safe`they would take more memory than a terminal program should`,
				next: safe`counts are live, and whoever changes from now on is listed`,
			};
		}

		case 'notRecorded': {
			return notRecordedText;
		}

		case 'cancelled': {
			return {what: safe`cancelled`, why: safe`the program was told to stop`, next: safe`nothing`};
		}
	}
}

const notRecordedText: FailureText = {
	what: safe`not in the recording`,
	why: safe`what was polled was recorded, and details are not polled`,
	next: safe`look at the service itself`,
};

function unauthorizedText(reason: SafeText | undefined, refresh: SafeText): FailureText {
	return {
		what: reason === undefined ? safe`signed out (401)` : safe`sign-in refused (${reason})`,
		why: safe`token ended, password changed or client secret regenerated`,
		next: safe`correct the credentials, start again or press ${refresh}`,
	};
}

function unreachableReason(code: SafeText): SafeText {
	const reasons: Readonly<Record<string, SafeText>> = {
		ECONNREFUSED: safe`nothing listens at that address`,
		ENOTFOUND: safe`there is no host of that name`,
		EAI_AGAIN: safe`names cannot be looked up now`,
		ECONNRESET: safe`the connection was cut`,
		EPIPE: safe`the connection was cut`,
		ERR_PROXY_TUNNEL: safe`the proxy (HTTPS_PROXY) refused to connect`,
		ERR_PROXY_INVALID_CONFIG: safe`HTTPS_PROXY is not the address of a proxy`,
		CERT_HAS_EXPIRED: safe`the certificate of the service has expired`,
		DEPTH_ZERO_SELF_SIGNED_CERT: safe`the certificate is self-signed; --ca-file names a file to trust`,
		SELF_SIGNED_CERT_IN_CHAIN: safe`the certificate chain is not trusted here; --ca-file names a file to trust`,
		UNABLE_TO_VERIFY_LEAF_SIGNATURE: safe`the certificate chain is incomplete or not trusted here`,
		ERR_TLS_CERT_ALTNAME_INVALID: safe`the certificate is for another host`,
	};
	return reasons[code] ?? safe`the network or the host is down`;
}

function phaseText(phase: Extract<Failure, {kind: 'timeout'}>['phase']): SafeText {
	switch (phase) {
		case 'lookup': {
			return safe`looking up the name`;
		}

		case 'connect': {
			return safe`connecting`;
		}

		case 'secureConnect': {
			return safe`securing the connection`;
		}

		case 'send': {
			return safe`sending`;
		}

		case 'response': {
			return safe`waiting for the answer`;
		}

		case 'body': {
			return safe`reading the answer`;
		}

		case 'request': {
			return safe`the whole request`;
		}
	}
}

function detail(text: SafeText | undefined): SafeText {
	return text === undefined ? keepSafe('') : safe`: ${text}`;
}
