import {type Entry} from '../kind.ts';

const fromMail = ['mailServer'] as const;
const responses =
	'https://learn.microsoft.com/exchange/client-developer/web-service-reference/responsecode';
const throttling =
	'https://learn.microsoft.com/exchange/client-developer/exchange-web-services/ews-throttling-in-exchange';

/** Failures of mail servers as a whole. */
export const mailServerKinds: readonly Entry[] = [
	{
		id: 'mail-server-down',
		name: 'Mail server not available',
		severity: 'moderate',
		means: 'The server or the database of the mailbox does not answer.',
		likely: 'An outage, a failover or maintenance.',
		remedy: [
			['outside', 'Look at the state of the mail server or the service health page'],
			['wait', 'Wait: the engine tries again by itself'],
			['rollOut', 'Enable synchronization of those that were suspended meanwhile'],
			['forceDelete', 'Force delete only users whose mailbox is lost for good'],
		],
		retries: true,
		suspends: 'after failures',
		reach: 'mailServer',
		repairedBy: 'mailAdmin',
		source: 'Microsoft: EWS response codes',
		link: responses,
		when: [
			{
				codes: [
					'ErrorMailboxStoreUnavailable',
					'ErrorMailboxFailover',
					'ErrorConnectionFailed',
					'ErrorADUnavailable',
					'ErrorADOperation',
					'ErrorInternalServerTransientError',
					'MailboxInfoStale',
				],
			},
			{
				codes: [
					'ETIMEDOUT',
					'ECONNREFUSED',
					'ECONNRESET',
					'EHOSTUNREACH',
					'UND_ERR_CONNECT_TIMEOUT',
					'ESOCKETTIMEDOUT',
				],
				sources: fromMail,
			},
			{
				codes: [
					'ETIMEDOUT',
					'ECONNREFUSED',
					'ECONNRESET',
					'EHOSTUNREACH',
					'UND_ERR_CONNECT_TIMEOUT',
					'ESOCKETTIMEDOUT',
				],
				texts: [/\b(?:exchange|outlook|ews|mailbox|graph|gmail|google)/],
			},
			{
				texts: [
					/(?:mailbox|information|database)? ?store\b.{0,60}(?:not available|unavailable|offline|dismounted)/,
					/mailbox (?:database|server)\b.{0,60}(?:not available|unavailable|offline|dismounted|down)/,
					/(?:mail server|exchange(?: server)?|outlook)\b.{0,80}(?:not available|unavailable|offline|unreachable|not reachable|timed? ?out|did not (?:answer|respond)|down for)/,
					/(?:could not|cannot|unable to|failed to) (?:reach|connect to) (?:the )?(?:mail server|exchange|outlook|mailbox)/,
					'failover',
				],
			},
			{
				texts: [
					/timed? ?out/,
					/connection (?:was )?(?:refused|reset|closed|failed)/,
					'service unavailable',
					'no connection',
					'bad gateway',
					/\b50[234]\b/,
				],
				sources: fromMail,
				isGeneral: true,
			},
		],
	},
	{
		id: 'mail-server-certificate',
		name: 'Certificate of the mail server bad',
		severity: 'severe',
		means:
			'No safe connection to the mail server can be made: its name or its certificate is not right.',
		likely: 'The certificate of the mail server expired or is not publicly trusted.',
		remedy: [
			['outside', 'Renew the certificate of the mail server'],
			['prove', 'Force synchronization of one user'],
			['rollOut', 'Enable synchronization of those that were suspended meanwhile'],
		],
		retries: true,
		suspends: 'after failures',
		reach: 'mailServer',
		repairedBy: 'mailAdmin',
		source: 'Deltek help: View Sync Status (prerequisites)',
		when: [
			{
				codes: [
					'CERT_HAS_EXPIRED',
					'DEPTH_ZERO_SELF_SIGNED_CERT',
					'SELF_SIGNED_CERT_IN_CHAIN',
					'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
					'ERR_TLS_CERT_ALTNAME_INVALID',
					'ENOTFOUND',
					'EAI_AGAIN',
				],
				sources: fromMail,
			},
			{
				texts: [
					/certificate\b.{0,60}(?:expired|out of date|not trusted|invalid)/,
					'trust relationship for the ssl/tls',
					/(?:tls|ssl) handshake/,
				],
				sources: fromMail,
			},
		],
	},
	{
		id: 'mailbox-moving',
		name: 'Mailbox being moved',
		severity: 'low',
		means:
			'The mailbox is on its way to another database or server and cannot be opened meanwhile.',
		likely: 'A migration.',
		remedy: [['wait', 'Wait until the move is done: the engine tries again by itself']],
		retries: true,
		suspends: 'no',
		reach: 'user',
		repairedBy: 'itself',
		source: 'Microsoft: EWS response codes',
		link: responses,
		when: [
			{codes: ['ErrorMailboxMoveInProgress']},
			{
				texts: [
					/mailbox\b.{0,60}(?:being moved|being migrated|is moving|move (?:is )?in progress)/,
					/(?:moving|migrating|migration of) (?:the )?mailbox/,
					'move in progress',
				],
			},
		],
	},
	{
		id: 'exchange-busy',
		name: 'Exchange limits requests',
		severity: 'low',
		means: 'Exchange asks for fewer requests; synchronization is late, and nothing is lost.',
		likely: 'Many users are synchronized at once, or another program keeps the server busy.',
		remedy: [
			['wait', 'Wait: the engine honours the back-off and tries again by itself'],
			'If it lasts, ask for a throttling policy for the service account',
			['rollOut', 'Enable synchronization of those that were suspended meanwhile'],
		],
		retries: true,
		suspends: 'after failures',
		reach: 'mailServer',
		repairedBy: 'itself',
		source: 'Microsoft: EWS throttling',
		link: throttling,
		when: [
			{codes: ['ErrorServerBusy']},
			{
				texts: [
					/server\b.{0,40}(?:is |was |too )?busy/,
					/cannot service this request right now/,
					/back[ -]?off(?:milliseconds)?\b/,
					/throttl\w*\b.{0,60}\b(?:exchange|ews)/,
					/\b(?:exchange|ews)\b.{0,60}throttl/,
				],
				unless: ['graph', 'gmail', 'google', 'mailboxconcurrency'],
			},
		],
	},
	{
		id: 'too-many-connections',
		name: 'Too many connections to a mailbox',
		severity: 'low',
		means: 'More connections to the mailbox are open than the server allows.',
		likely: 'Other programs work on the same mailbox or through the same account.',
		remedy: [
			['wait', 'Wait: the engine tries again by itself'],
			'If it lasts, find what else is connected to the mailbox',
		],
		retries: true,
		suspends: 'after failures',
		reach: 'user',
		repairedBy: 'itself',
		source: 'Microsoft: EWS throttling',
		link: throttling,
		when: [
			{codes: ['ErrorExceededConnectionCount', 'EWSMaxConcurrency']},
			{
				texts: [
					/(?:concurrent|parallel|open) (?:connections|requests|sessions)/,
					/too many (?:\w+ )?(?:connections|sessions)/,
					/connections? (?:count|limit) (?:was |is )?(?:exceeded|reached)/,
				],
				unless: ['mailboxconcurrency', 'graph', 'google', 'gmail'],
			},
		],
	},
	{
		id: 'graph-throttled',
		name: 'Microsoft Graph limits requests',
		severity: 'low',
		means: 'Microsoft Graph asks for fewer requests; synchronization is late, and nothing is lost.',
		likely: 'More than 10,000 requests in ten minutes or four at once for one mailbox.',
		remedy: [
			['wait', 'Wait: the engine tries again when it was told to'],
			'If it lasts, find what else uses the same application on the mailbox',
		],
		retries: true,
		suspends: 'after failures',
		reach: 'user',
		repairedBy: 'itself',
		source: 'Microsoft: Graph throttling',
		when: [
			{
				codes: [
					'MailboxConcurrency',
					'ApplicationThrottled',
					'TooManyRequests',
					'activityLimitReached',
					'ErrorTooManyRequests',
				],
			},
			{
				texts: [
					/over (?:its|the) (?:\w+ )?limit\b/,
					'mailboxconcurrency',
					/graph\b.{0,80}(?:throttl|\b429\b|too many)/,
					/(?:throttl\w*|\b429\b|too many requests).{0,80}graph/,
				],
				unless: ['google', 'gmail', 'quota'],
			},
		],
	},
	{
		id: 'mail-server-throttled',
		name: 'The mail server limits requests',
		severity: 'low',
		means: 'The mail server asks for fewer requests; synchronization is late, and nothing is lost.',
		likely: 'Too many requests in a short time; the message does not say to which limit.',
		remedy: [
			['wait', 'Wait: the engine tries again later by itself'],
			['rollOut', 'Enable synchronization of those that were suspended meanwhile'],
		],
		retries: true,
		suspends: 'after failures',
		reach: 'mailServer',
		repairedBy: 'itself',
		source: 'Microsoft and Google: throttling',
		when: [
			{
				texts: [/\b429\b/, 'too many requests', 'throttl'],
				notFrom: ['vantagepoint'],
				isGeneral: true,
			},
		],
	},
];
