import {isLoopback} from './contract/loopback.ts';

export type CheckedUrl =
	| {readonly ok: true; readonly url: string; readonly host: string}
	| {readonly ok: false; readonly problem: string};

/**
Checks the address of a service. `http:` sends tokens in the clear, so it is refused but for loopback and for the one host that was
allowed by name.
*/
export function checkUrl(text: string, allowedHttpHost: string | undefined): CheckedUrl {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url === undefined || !/^https?:$/.test(url.protocol)) {
		const suggestion = /^[\w.-]+(?::\d+)?(?:\/|$)/.test(text)
			? ` Did you mean https://${text} ?`
			: '';
		return {ok: false, problem: `"${text}" is not an http or https URL.${suggestion}`};
	}

	if (url.username !== '' || url.password !== '') {
		return {
			ok: false,
			problem:
				'The URL holds a user name or password. Put them into a credentials file (--credentials-file).',
		};
	}

	const host = url.hostname;
	if (url.protocol === 'http:' && !isLoopback(host) && host !== allowedHttpHost?.toLowerCase()) {
		return {
			ok: false,
			problem: `http: to ${host} would send the token in the clear. Use https:, or allow it by name: --allow-http ${host}`,
		};
	}

	return {ok: true, url: `${url.origin}${url.pathname}`.replace(/\/+$/, ''), host: url.host};
}
