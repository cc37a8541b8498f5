import {type Entry} from '../kind.ts';

const fromCrm = ['vantagepoint'] as const;
const noConnection = ['ETIMEDOUT', 'ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH'];
const slowConnection = ['UND_ERR_CONNECT_TIMEOUT', 'ESOCKETTIMEDOUT', 'ECONNABORTED', 'EPIPE'];
const crmNamed = [/\b(?:vantagepoint|deltek\w*|crm)\b/];
const tlsCodes = [
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'ERR_TLS_CERT_ALTNAME_INVALID',
];
const nameCodes = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME', 'NXDOMAIN'];
const tlsTexts = [
	/certificate (?:of \S+ )?(?:has |is |was )?(?:expired|out of date|not trusted|untrusted|invalid)/,
	'expired certificate',
	'self-signed certificate',
	'self signed certificate',
	'certificate verify failed',
	'unable to verify the first certificate',
	'pkix path',
	'trust relationship for the ssl/tls',
	'could not create ssl/tls secure channel',
	/(?:tls|ssl) handshake/,
	'getaddrinfo',
	'unknownhostexception',
	'no such host',
	/(?:name|host ?name|host) (?:could not be|cannot be|can't be|not) resolved/,
	/could not resolve (?:host|the name|the remote name)/,
];
const unreachable = [
	/timed? ?out/,
	/(?:did not|does not|didn't|no) (?:answer|respond|response)/,
	/(?:could not|cannot|can't|failed to|unable to) (?:be )?(?:reach|connect)/,
	/connection (?:was )?(?:refused|reset|closed|aborted)/,
	'no connection',
	'unreachable',
];

/** Failures of the way to Vantagepoint, and of asking it. */
export const vantagepointKinds: readonly Entry[] = [
	{
		id: 'vantagepoint-unreachable',
		name: 'Vantagepoint not reachable',
		severity: 'severe',
		means: 'Connect gets no answer from Vantagepoint.',
		likely:
			'The addresses of Connect are not on the allow list of the firewall (they change), or Vantagepoint is down.',
		remedy: [
			['outside', 'See that Vantagepoint answers from outside your network'],
			['outside', 'Add the present addresses of Connect to the allow list of the firewall'],
			['prove', 'Force synchronization of one user'],
			['rollOut', 'Enable synchronization of those that were suspended meanwhile'],
			['wait', 'Watch the failures fall for one interval'],
		],
		retries: true,
		suspends: 'after failures',
		reach: 'everyone',
		repairedBy: 'vantagepointAdmin',
		source: 'Deltek help: View Sync Status; vendor article on firewalls',
		when: [
			{codes: [...noConnection, ...slowConnection], sources: fromCrm},
			{codes: [...noConnection, ...slowConnection], texts: crmNamed},
			{codes: ['IP_NOT_ALLOWED', 'IP_BLOCKED']},
			{texts: unreachable, sources: fromCrm, unless: tlsTexts},
			{
				texts: [
					/(?:vantagepoint|deltek\w*|crm)\b.{0,80}(?:timed? ?out|did not (?:answer|respond)|not reachable|unreachable|no response)/,
					/(?:could not|cannot|unable to|failed to) (?:reach|connect to) (?:the )?(?:vantagepoint|deltek|crm)/,
				],
				unless: tlsTexts,
			},
			{
				texts: [
					/(?:ip|address|range)\b.{0,60}(?:not on the allow ?list|not allow-?listed|not whitelisted|blocked|not allowed)/,
				],
			},
			{
				texts: ['403 forbidden', '<html', 'request blocked', 'web application firewall'],
				sources: fromCrm,
				isGeneral: true,
			},
		],
	},
	{
		id: 'vantagepoint-certificate',
		name: 'Vantagepoint address or certificate bad',
		severity: 'severe',
		means:
			'No safe connection to Vantagepoint can be made: its name or its certificate is not right.',
		likely:
			'The certificate expired, is not publicly trusted, or the address is known inside the company only.',
		remedy: [
			['outside', 'Renew the certificate of Vantagepoint, or publish its address'],
			['prove', 'Force synchronization of one user'],
			['rollOut', 'Enable synchronization of those that were suspended meanwhile'],
			['wait', 'Watch the failures fall for one interval'],
		],
		retries: true,
		suspends: 'after failures',
		reach: 'everyone',
		repairedBy: 'vantagepointAdmin',
		source: 'Deltek help: View Sync Status (prerequisites)',
		when: [
			{codes: [...tlsCodes, ...nameCodes], sources: fromCrm},
			{codes: [...tlsCodes, ...nameCodes], texts: crmNamed},
			{texts: tlsTexts, sources: fromCrm},
			{codes: [...tlsCodes, ...nameCodes], isGeneral: true},
			{texts: tlsTexts, isGeneral: true},
		],
	},
	{
		id: 'crm-quota',
		name: 'CRM request quota nearly used up',
		severity: 'low',
		means:
			'The requests that the CRM takes a day are nearly used up, so sessions end early and come less often.',
		likely: 'Much was changed today, or another integration uses the quota too.',
		remedy: [
			['wait', 'Wait: the usual interval comes back by itself when the quota does'],
			'If it happens every day, narrow the scope of synchronization or ask for a larger quota',
		],
		retries: true,
		suspends: 'no',
		reach: 'everyone',
		repairedBy: 'itself',
		source: 'Engine: limit of API calls',
		when: [
			{codes: ['QuotaNearLimit', 'REQUEST_LIMIT_EXCEEDED']},
			{
				texts: [
					/api (?:call |request )?(?:quota|limit|usage)/,
					/(?:crm|vantagepoint|daily) (?:request |call |api )*(?:quota|limit)/,
					'totalrequests limit',
				],
				unless: ['google', 'gmail', 'graph', 'mailbox is'],
			},
			{texts: [/\b429\b/, 'too many requests'], sources: fromCrm},
		],
	},
	{
		id: 'malformed-query',
		name: 'Query that the CRM cannot run',
		severity: 'moderate',
		means:
			'The filter of what to synchronize makes a query that the CRM refuses, so every session fails.',
		likely: 'The contact filter uses a view with a nested selection, such as one by campaign.',
		remedy: [
			['outside', 'Choose another view or a simpler filter in the sync settings of the user'],
			['prove', 'Force synchronization of this user'],
		],
		retries: true,
		suspends: 'after failures',
		reach: 'user',
		repairedBy: 'user',
		source: 'Engine: malformed queries',
		when: [
			{codes: ['MALFORMED_QUERY']},
			{
				texts: [
					/malformed (?:query|request|filter|search)/,
					/nested (?:sub-?)?(?:select|query|selection)/,
					/(?:query|filter)\b.{0,60}(?:not supported|cannot be (?:run|executed|parsed)|could not be (?:run|executed|parsed))/,
					'semi join',
				],
			},
		],
	},
];
