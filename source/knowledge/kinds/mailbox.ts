import {type Entry} from '../kind.ts';

const fromMail = ['mailServer'] as const;
const responses =
	'https://learn.microsoft.com/exchange/client-developer/web-service-reference/responsecode';

/** Failures of mailboxes and of whoever may open them. */
export const mailboxKinds: readonly Entry[] = [
	{
		id: 'mailbox-password',
		name: 'Mailbox password refused',
		severity: 'moderate',
		means: 'The mail server refused the password that the user gave Connect.',
		likely: 'The password was changed or expired, and Connect still has the old one.',
		remedy: [
			['outside', 'Have the user enter the new password on Connect Sync Options'],
			['prove', 'Force synchronization of this user'],
			'Move the group to impersonation or OAuth, so that passwords do not matter',
		],
		retries: false,
		suspends: 'at once',
		reach: 'user',
		repairedBy: 'user',
		source: 'Deltek help: Settings tab, Direct logon; Microsoft: EWS response codes',
		link: responses,
		when: [
			{
				codes: [
					'ErrorPasswordExpired',
					'ErrorPasswordChangeRequired',
					'AADSTS50126',
					'AADSTS50055',
					'AADSTS50053',
				],
			},
			{
				texts: [
					/mailbox\b.{0,60}(?:refused|rejected|declined).{0,40}(?:password|credentials?)/,
					/(?:password|credentials?)\b.{0,60}(?:refused|rejected|declined|not accepted|expired|invalid|incorrect|wrong|changed)/,
					/(?:refused|rejected|declined|invalid|incorrect|wrong|expired|bad)\b.{0,30}(?:password|user ?name)/,
					'authentication unsuccessful',
				],
				unless: [/\b(?:vantagepoint|deltek|crm)\b/, 'google', 'gmail', 'client', 'aadsts', 'grant'],
				notFrom: ['vantagepoint'],
			},
			{texts: [/\b401\b/, 'unauthorized'], sources: fromMail, isGeneral: true},
			{
				texts: [
					/\b(?:ews|exchange|outlook|mailbox)\b.{0,80}\b(?:401|unauthorized)/,
					/\b(?:401|unauthorized)\b.{0,80}\b(?:ews|exchange|outlook|mailbox)/,
				],
				isGeneral: true,
			},
		],
	},
	{
		id: 'mailbox-not-found',
		name: 'No mailbox at this address',
		severity: 'moderate',
		means: 'The mail server knows no mailbox with the address of the user.',
		likely: 'The address of the employee is wrong or was changed, or the mailbox lost its licence.',
		remedy: [
			['outside', 'Correct the e-mail address in the Employees hub'],
			['prove', 'Force synchronization of this user'],
			['forceDelete', 'If the mailbox is gone for good, force delete the user'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'user',
		repairedBy: 'vantagepointAdmin',
		source: 'Microsoft: EWS response codes',
		link: responses,
		when: [
			{
				codes: [
					'ErrorNonExistentMailbox',
					'MailboxNotEnabledForRESTAPI',
					'ErrorInvalidUser',
					'AADSTS50034',
					'AADSTS50020',
					'ErrorMissingEmailAddress',
				],
			},
			{
				texts: [
					/no mailbox/,
					/mailbox\b.{0,60}(?:does not exist|doesn't exist|not found|could not be found|cannot be found|not exist)/,
					/address\b.{0,60}(?:no|not|without)\b.{0,20}mailbox/,
					/mailbox is either inactive, soft-deleted/,
				],
			},
		],
	},
	{
		id: 'account-disabled',
		name: 'Mail account disabled or unlicensed',
		severity: 'moderate',
		means: 'The account behind the mailbox is disabled or has no licence.',
		likely: 'The employee has left.',
		remedy: [
			[
				'outside',
				'Ask whether the employee has left; else enable the account and give it a licence',
			],
			['disable', 'Disable synchronization of a leaver'],
			['uninitialize', 'Un-initialize the mailbox, where it can still be reached'],
			['delete', 'Delete the user'],
			['forceDelete', 'Force delete, where the mailbox cannot be reached any more'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'user',
		repairedBy: 'mailAdmin',
		source: 'Microsoft: EWS response codes',
		link: responses,
		when: [
			{
				codes: [
					'ErrorAccountDisabled',
					'ErrorInvalidLicense',
					'AADSTS50057',
					'ErrorUserUnlicensed',
				],
			},
			{
				texts: [
					/account\b.{0,60}(?:disabled|deactivated|blocked|suspended)/,
					/(?:disabled|deactivated)\b.{0,20}account/,
					/(?:no|not|without|missing|invalid|expired)\b.{0,30}\blicen[cs]e/,
					/licen[cs]e\b.{0,40}(?:missing|invalid|removed|expired|not)/,
					'unlicensed',
				],
				unless: [/\b(?:vantagepoint|deltek|crm)\b/],
				notFrom: ['vantagepoint'],
			},
		],
	},
	{
		id: 'autodiscover-failed',
		name: 'Mail server location unknown',
		severity: 'severe',
		means: 'Connect does not find the server of the mailbox.',
		likely: 'Autodiscover does not answer, or the EWS URL in the e-mail configuration is wrong.',
		remedy: [
			['outside', 'Enter the EWS URL by hand in the e-mail configuration of the group'],
			['prove', 'Force synchronization of one user'],
			['rollOut', 'Enable synchronization of the others in the group'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'group',
		repairedBy: 'mailAdmin',
		source: 'Deltek help: E-mail configuration',
		when: [
			{codes: ['ErrorAutoDiscoverFailed']},
			{
				texts: [
					'autodiscover',
					/ews url\b.{0,60}(?:wrong|invalid|not|missing|empty)/,
					/(?:mail server|mailbox) location/,
					/location of the (?:mail server|mailbox)/,
				],
			},
		],
	},
	{
		id: 'mailbox-full',
		name: 'Mailbox full',
		severity: 'severe',
		means: 'The mailbox takes nothing more, so what comes from Vantagepoint cannot be written.',
		likely: 'The user reached the quota of the mailbox.',
		remedy: [
			['outside', 'Have the user make room, or enlarge the quota or the archive'],
			['synchronize', 'Force synchronization of this user'],
		],
		retries: true,
		suspends: 'no',
		reach: 'user',
		repairedBy: 'user',
		source: 'Microsoft: EWS response codes',
		link: responses,
		when: [
			{codes: ['ErrorQuotaExceeded', 'MapiExceptionQuotaExceeded', 'QuotaExceededException']},
			{
				texts: [
					/mailbox\b.{0,60}(?:is full|over quota|over its quota|quota (?:was |is |has been )?exceeded|exceeded its)/,
					/(?:mailbox|storage) (?:size )?quota/,
					'mailbox full',
					'out of storage',
				],
			},
		],
	},
];
