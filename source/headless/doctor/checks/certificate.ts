import {joinSafe, type SafeText, safe} from '../../../contract/text.ts';
import {type EpochMs, milliseconds} from '../../../contract/time.ts';
import {calendarDate, duration} from '../../../format/duration.ts';
import {about, fail, fine, notAnswered, type Verdict, warn} from '../finding.ts';
import {type Check, type PlaceFound} from '../found.ts';
import {type CertificateFound, type TlsFound} from '../ports.ts';
import {type Side} from './address.ts';

const day = 86_400_000;
const soon = 30 * day;
const veryOld = new Set(['SSLv3', 'TLSv1', 'TLSv1.1']);

/** Check 1, as far as it is about TLS. */
export function certificateChecks({key, name, of}: Side): readonly Check[] {
	return [
		{
			id: `${key}.tls.protocol`,
			number: 1,
			title: safe`${name}: TLS`,
			why: safe`Old versions of TLS can be broken by whoever is on the way.`,
			look: (found) => about(of(found), (place) => withTls(place, protocol)),
		},
		{
			id: `${key}.tls.trust`,
			number: 1,
			title: safe`${name}: certificate is trusted`,
			why: safe`Without a chain to a known authority nobody can tell this server from another; nothing is sent to it.`,
			look: (found) => about(of(found), (place) => withTls(place, trust)),
		},
		{
			id: `${key}.tls.dates`,
			number: 1,
			title: safe`${name}: certificate dates`,
			why: safe`On the day after its end all synchronization by it stops at once.`,
			look: (found) => about(of(found), (place) => withTls(place, (tls) => dates(tls, found.now))),
		},
	];
}

function withTls({place, knocked}: PlaceFound, look: (tls: TlsFound) => Verdict): Verdict {
	if (place.url.startsWith('http:')) {
		return notAnswered(safe`it is spoken to without TLS`);
	}

	return knocked.tls === undefined
		? notAnswered(safe`no TLS connection came about`)
		: look(knocked.tls);
}

function protocol({protocol: version}: TlsFound): Verdict {
	return veryOld.has(version)
		? fail(version, {todo: safe`Switch on TLS 1.2 or 1.3 at the server`})
		: fine(version);
}

const remedies: ReadonlyMap<string, SafeText> = new Map([
	[
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		safe`Let the server send its intermediate certificates; name your own authority by --ca-file`,
	],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', safe`Name the authority by --ca-file FILE`],
	['SELF_SIGNED_CERT_IN_CHAIN', safe`Name the authority by --ca-file FILE, if it is yours`],
	[
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		safe`Have a certificate issued by an authority, or name it by --ca-file`,
	],
	[
		'ERR_TLS_CERT_ALTNAME_INVALID',
		safe`Take the name that the certificate is for, or have it issued for this one`,
	],
	['CERT_HAS_EXPIRED', safe`Renew the certificate`],
	['CERT_NOT_YET_VALID', safe`Check the clock of this machine; else wait for its first day`],
]);

function trust({problem, chain}: TlsFound): Verdict {
	const path = joinSafe(
		[...chain.map(({subject}) => subject), ...chain.slice(-1).map(({issuer}) => issuer)].filter(
			(name, index, all) => name !== all[index - 1],
		),
		' < ',
	);
	return problem === undefined
		? fine(path)
		: fail(safe`${problem}: ${path}`, {
				todo:
					remedies.get(problem) ?? safe`Look at what the server sends: openssl s_client -showcerts`,
			});
}

function dates({chain}: TlsFound, now: EpochMs): Verdict {
	const [first] = chain
		.filter(({until}) => until !== undefined)
		.toSorted((left, right) => (left.until ?? 0) - (right.until ?? 0));
	if (first?.until === undefined) {
		return notAnswered(safe`the certificate tells no dates`);
	}

	const future = chain.find(({from}) => from !== undefined && from > now);
	if (future?.from !== undefined) {
		return fail(safe`${future.subject} holds only from ${calendarDate(future.from)} on`, {
			todo: safe`Check the clock of this machine; else put the certificate before it back`,
		});
	}

	const left = first.until - now;
	const end = safe`${endOf(first)} on ${calendarDate(first.until)}`;
	if (left < 0) {
		return fail(safe`${end}, ${duration(milliseconds(-left))} ago`, {todo: safe`Renew it`});
	}

	return left < soon
		? warn(safe`${end}, in ${duration(milliseconds(left))}`, {todo: safe`Renew it before`})
		: fine(safe`${end}, in ${duration(milliseconds(left))}`);
}

const endOf = ({subject}: CertificateFound): SafeText => safe`${subject} ends`;
