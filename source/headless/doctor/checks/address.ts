import {isLoopback} from '../../../contract/loopback.ts';
import {joinSafe, keepSafe, type SafeText, safe, toSafe} from '../../../contract/text.ts';
import {about, fail, fine, type Known, notAnswered, type Verdict, warn} from '../finding.ts';
import {type Check, type Found, type PlaceFound} from '../found.ts';
import {isPrivate} from '../ranges.ts';

/** Which server checks are about, and what stands before their ids. */
export type Side = {
	readonly key: 'service' | 'vantagepoint';
	readonly name: SafeText;
	readonly of: (found: Found) => Known<PlaceFound>;
};

/** Checks 1 and 2: the address, and whether what is there is an API. */
export function addressChecks(side: Side): readonly Check[] {
	const {key, name, of} = side;
	return [
		{
			id: `${key}.reachable`,
			number: 1,
			title: safe`${name} answers`,
			why: safe`Nothing can be seen or done while it cannot be reached from here. It proves our side of the way, not that of Connect.`,
			look: (found) => about(of(found), reachable),
		},
		{
			id: `${key}.url`,
			number: 1,
			title: safe`${name}: URL`,
			why:
				key === 'service'
					? safe`Tokens go over it: without TLS whoever is on the way reads them.`
					: safe`Connect runs at the vendor and reaches Vantagepoint by this address: it has to be public, and HTTPS.`,
			look: (found) => about(of(found), key === 'service' ? serviceUrl : vantagepointUrl),
		},
		{
			id: `${key}.base`,
			number: 2,
			title: safe`${name}: base of the API`,
			why: safe`The application and its API have different addresses; the application answers with a page, which no program can read.`,
			look: (found) => about(of(found), base),
		},
	];
}

function reachable({knocked, place}: PlaceFound): Verdict {
	const {answer, addresses, isByProxy} = knocked;
	const where = addresses.ok ? joinSafe(addresses.value.slice(0, 4), ', ') : addresses.reason;
	const way = isByProxy ? safe` through the proxy` : safe``;
	return answer.ok
		? fine(safe`${place.url} answered${way} (${answer.value.status}); ${where}`)
		: fail(safe`${place.url}${way}: ${answer.reason}; ${where}`, {
				todo: safe`Check the URL, the name server, the VPN, the firewall and HTTPS_PROXY`,
			});
}

function serviceUrl({place}: PlaceFound): Verdict {
	const url = new URL(place.url);
	if (url.protocol === 'https:') {
		return fine(safe`HTTPS`);
	}

	return isLoopback(url.hostname)
		? fine(safe`http: to this machine itself; nothing leaves it`)
		: warn(safe`http: to ${toSafe(url.hostname)}, allowed by name`, {
				todo: safe`Put TLS in front of it; the token goes over the network as it is`,
			});
}

function vantagepointUrl({place, knocked}: PlaceFound): Verdict {
	const url = new URL(place.url);
	if (url.protocol !== 'https:') {
		return warn(safe`not HTTPS`, {todo: safe`Publish Vantagepoint by HTTPS: Connect asks for it`});
	}

	const {addresses} = knocked;
	if (!addresses.ok) {
		return notAnswered(addresses.reason);
	}

	const inside = addresses.value.filter((address) => isPrivate(address));
	return inside.length === 0
		? fine(safe`HTTPS, public: ${joinSafe(addresses.value.slice(0, 4), ', ')}`)
		: warn(safe`from here it leads to a private address: ${joinSafe(inside, ', ')}`, {
				todo: safe`See from outside that the name has a public address as well`,
			});
}

function base({place, knocked}: PlaceFound): Verdict {
	const {answer} = knocked;
	if (!answer.ok) {
		return notAnswered(safe`there was no answer`);
	}

	const {status, contentType} = answer.value;
	if (contentType.includes('html')) {
		return fail(safe`it answers with a page (${contentType}, ${status})`, {
			todo: safe`Take the address of the API: it usually ends in /api, the application in /app`,
		});
	}

	if (status === 404) {
		return fail(safe`there is nothing (404)`, {
			todo: safe`Check the path: it usually is https://HOST/INSTANCE/api`,
		});
	}

	const shape = place.url.endsWith('/api')
		? safe``
		: safe`; it does not end in /api, as it usually does`;
	return status >= 500
		? warn(safe`it answers with ${status}${shape}`, {
				todo: safe`Look at the service; try again later`,
			})
		: fine(keepSafe(`it answers as an API (${contentType === '' ? status : contentType})${shape}`));
}
