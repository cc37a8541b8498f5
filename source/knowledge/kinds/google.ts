import {type Entry} from '../kind.ts';

const errors = 'https://developers.google.com/workspace/gmail/api/guides/handle-errors';

/** Failures of Google Workspace. */
export const googleKinds: readonly Entry[] = [
	{
		id: 'google-access-lost',
		name: 'Google access lost',
		severity: 'moderate',
		means: 'Google does not take the stored access to the mailbox any more.',
		likely: 'The user or an administrator revoked it, or the password was changed.',
		remedy: [
			[
				'outside',
				'Have the user allow Google access again on Connect Sync Options (mail server: Change)',
			],
			['prove', 'Force synchronization of this user'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'user',
		repairedBy: 'user',
		source: 'Google: Gmail API errors',
		link: errors,
		when: [
			{codes: ['authError', 'UNAUTHENTICATED']},
			{
				codes: ['invalid_grant'],
				texts: ['token has been expired or revoked', 'google', 'gmail', 'account has been deleted'],
			},
			{
				texts: [
					'token has been expired or revoked',
					'invalid authentication credentials',
					/(?:google|gmail)\b.{0,60}(?:credentials?|token|access)\b.{0,40}(?:not valid|invalid|expired|revoked|rejected|refused)/,
					/(?:not valid|invalid|expired|revoked|rejected|refused)\b.{0,30}(?:google|gmail) (?:credentials?|token|access)/,
				],
			},
		],
	},
	{
		id: 'google-rate-limit',
		name: 'Google limits requests',
		severity: 'low',
		means: 'Google asks for fewer requests; synchronization is late, and nothing is lost.',
		likely: 'Too many requests for one user or one project in a short time.',
		remedy: [
			['wait', 'Wait: the engine tries again later by itself'],
			'If it lasts, ask Google for a larger quota for the custom app',
		],
		retries: true,
		suspends: 'after failures',
		reach: 'accessType',
		repairedBy: 'itself',
		source: 'Google: Gmail API errors',
		link: errors,
		when: [
			{
				codes: [
					'rateLimitExceeded',
					'userRateLimitExceeded',
					'dailyLimitExceeded',
					'quotaExceeded',
					'RESOURCE_EXHAUSTED',
				],
			},
			{
				texts: [
					/(?:user-|user )?rate limit exceeded/,
					'quota exceeded for quota',
					/(?:google|gmail)\b.{0,80}(?:too many|rate|quota|\b429\b)/,
					/(?:too many|rate|quota|\b429\b).{0,80}(?:google|gmail)/,
				],
				unless: ['mailbox is full', 'mailboxconcurrency'],
			},
		],
	},
	{
		id: 'google-app-blocked',
		name: 'Google Workspace blocks the app',
		severity: 'severe',
		means: 'A policy of the Workspace domain does not let the Connect app in.',
		likely: 'The custom app is not trusted, or lost its domain-wide delegation.',
		remedy: [
			['outside', 'Trust the custom app in the Google Admin console > Security > API controls'],
			['prove', 'Force synchronization of one user'],
			['rollOut', 'Enable synchronization of the others'],
			['wait', 'Watch the failures fall for one interval'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'accessType',
		repairedBy: 'mailAdmin',
		source: 'Google: Gmail API errors',
		link: errors,
		when: [
			{codes: ['domainPolicy', 'admin_policy_enforced', 'org_internal']},
			{
				codes: ['unauthorized_client'],
				texts: ['to retrieve access tokens', 'scope', 'google', 'gmail'],
			},
			{
				texts: [
					/domain (?:administrators?|admins?) (?:have|has) disabled/,
					/polic(?:y|ies) of (?:the |your )?(?:domain|workspace|organization)\b.{0,60}block/,
					/(?:workspace|google|domain)\b.{0,60}(?:polic(?:y|ies)|admin\w*)\b.{0,60}(?:block|not trust|untrusted|forbid|disabled)/,
					/block\w*\b.{0,60}(?:by|due to)\b.{0,30}(?:domain|workspace) polic/,
				],
			},
		],
	},
	{
		id: 'google-personal-account',
		name: 'Personal Gmail account',
		severity: 'moderate',
		means:
			'The mailbox is a personal account; only those of a Workspace domain can be synchronized.',
		likely: 'The user signed in with the wrong account.',
		remedy: [
			['outside', 'Have the user sign in with the account of the company on Connect Sync Options'],
			['prove', 'Force synchronization of this user'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'user',
		repairedBy: 'user',
		source: 'Deltek help: Gmail integration',
		when: [
			{
				texts: [
					/personal (?:gmail |google )?(?:\S+ )?account/,
					'consumer account',
					/only (?:google )?workspace/,
					/not a (?:google )?workspace/,
				],
			},
			{codes: ['failedPrecondition', 'FAILED_PRECONDITION'], isGeneral: true},
		],
	},
	{
		id: 'google-client-refused',
		name: 'Google client refused',
		severity: 'severe',
		means: 'Google does not know the client id or the secret of the custom app.',
		likely: 'The app or its secret was deleted or changed in the Google Cloud console.',
		remedy: [
			['outside', 'Enter the present client id and secret of the custom app, or make it anew'],
			['prove', 'Force synchronization of one user'],
			['rollOut', 'Enable synchronization of the others'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'accessType',
		repairedBy: 'mailAdmin',
		source: 'Google: OAuth 2.0 errors',
		when: [
			{codes: ['deleted_client']},
			{codes: ['invalid_client'], texts: ['oauth client was', 'google', 'gmail']},
			{texts: [/oauth client was (?:not found|deleted)/]},
		],
	},
];
