import {type Entry} from '../kind.ts';

const fromMail = ['mailServer'] as const;
const responses =
	'https://learn.microsoft.com/exchange/client-developer/web-service-reference/responsecode';

/** Failures of the right to open mailboxes. */
export const mailboxAccessKinds: readonly Entry[] = [
	{
		id: 'impersonation-denied-user',
		name: 'May not impersonate the user',
		severity: 'moderate',
		means: 'The service account may not open this mailbox.',
		likely: 'The user is outside the scope of the impersonation role.',
		remedy: [
			[
				'outside',
				'Put the mailbox into the scope of the ApplicationImpersonation role of the service account',
			],
			['prove', 'Force synchronization of this user'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'user',
		repairedBy: 'mailAdmin',
		source: 'Microsoft: EWS response codes',
		link: responses,
		when: [
			{codes: ['ErrorImpersonateUserDenied']},
			{
				texts: [
					/permission to impersonate/,
					/(?:may not|cannot|not allowed to|not permitted to|unable to|no right to) impersonate/,
					/impersonat\w*\b.{0,80}(?:denied|refused|not allowed|forbidden)/,
				],
				unless: [/\bserver\b/],
			},
		],
	},
	{
		id: 'impersonation-denied-server',
		name: 'May not impersonate on the server',
		severity: 'severe',
		means: 'The service account may not impersonate anybody through this server.',
		likely:
			'The service account lost its role, or the server lacks the right or the trust in the directory.',
		remedy: [
			['contain', 'Disable the group, if its users are asked for passwords meanwhile'],
			[
				'outside',
				'Give the service account the ApplicationImpersonation role again (Exchange administrator)',
			],
			['prove', 'Force synchronization of one user'],
			['rollOut', 'Enable synchronization of the others in the group'],
			['wait', 'Watch the failures fall for one interval'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'group',
		repairedBy: 'mailAdmin',
		source: 'Microsoft: EWS response codes',
		link: responses,
		when: [
			{codes: ['ErrorImpersonationDenied', 'ErrorImpersonationFailed']},
			{
				texts: [
					/impersonat\w*\b.{0,80}\bserver/,
					/\bserver\b.{0,80}\bimpersonat/,
					/impersonation (?:has )?failed/,
				],
			},
		],
	},
	{
		id: 'mailbox-access-denied',
		name: 'Access to the mailbox denied',
		severity: 'moderate',
		means: 'The mail server knows who asks, and does not let them into this mailbox or folder.',
		likely:
			'The mailbox is outside the access policy of the application, or a delegation was taken away.',
		remedy: [
			[
				'outside',
				'Let the application or service account into the mailbox (application access policy, delegation)',
			],
			['prove', 'Force synchronization of one user'],
			['rollOut', 'Enable synchronization of the others'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'group',
		repairedBy: 'mailAdmin',
		source: 'Microsoft: EWS response codes',
		link: responses,
		when: [
			{texts: ['apponly accesspolicy', 'application access policy', 'access to odata is disabled']},
			{codes: ['ErrorAccessDenied'], isGeneral: true},
			{
				texts: [/\b403\b/, 'forbidden', 'access is denied', 'access denied'],
				sources: fromMail,
				isGeneral: true,
			},
		],
	},
	{
		id: 'ews-blocked',
		name: 'EWS blocked in Exchange Online',
		severity: 'severe',
		means: 'Exchange Online does not answer Exchange Web Services from this application.',
		likely:
			'EWS is off in the tenant or the application is not on its allow list; Microsoft retires EWS.',
		remedy: [
			[
				'outside',
				'Put the id of the Connect application on the EWS allow list (EWSEnabled, Exchange administrator)',
			],
			['prove', 'Force synchronization of one user'],
			['rollOut', 'Enable synchronization of the others'],
			'Plan the move of the groups to Microsoft Graph',
		],
		retries: false,
		suspends: 'at once',
		reach: 'accessType',
		repairedBy: 'mailAdmin',
		source: 'Microsoft: retirement of EWS in Exchange Online',
		when: [
			{
				texts: [
					/\b(?:ews|exchange web services)\b.{0,60}(?:switched off|turned off|disabled|blocked|not enabled|not allowed|retired)/,
					/(?:switched off|turned off|disabled|blocked|not enabled|not allowed|not permitted|forbidden|\b403\b).{0,60}\b(?:ews|exchange web services)\b/,
					/\b(?:ews|exchange web services)\b.{0,60}(?:\b403\b|forbidden)/,
					'ewsenabled',
					'ewsapplicationaccesspolicy',
				],
			},
		],
	},
];
