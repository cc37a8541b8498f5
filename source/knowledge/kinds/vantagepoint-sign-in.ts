import {type Entry} from '../kind.ts';

const fromCrm = ['vantagepoint'] as const;

/** Failures of signing in to Vantagepoint, and of what one may do there. */
export const vantagepointSignInKinds: readonly Entry[] = [
	{
		id: 'client-secret-regenerated',
		name: 'Client secret regenerated',
		severity: 'severe',
		means: 'Vantagepoint does not know the client id and secret that Connect signs in with.',
		likely:
			'Somebody generated a new secret for the API authorization; the old one ended there and then.',
		remedy: [
			['outside', 'Enter the new client id and secret in Connect Administration > Settings'],
			['prove', 'Force synchronization of one user and see it finish'],
			['rollOut', 'Enable synchronization of the others'],
			['wait', 'Watch the failures fall for one interval'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'everyone',
		repairedBy: 'vantagepointAdmin',
		source: 'Deltek help: View Sync Status, Settings tab',
		when: [
			{codes: ['invalid_client'], isGeneral: true},
			{
				texts: [
					/(?:unknown|unrecognized|invalid|wrong) client\b/,
					/does not (?:recognize|recognise|know) (?:the |this )?(?:client|integration)/,
					/client (?:is |was )?(?:not recognized|not recognised|unknown|not known)/,
					/client (?:authentication|credentials?) (?:failed|(?:is |are |was |were )?(?:invalid|refused|rejected|wrong))/,
					/client secret (?:is |was |has been |does )?(?:invalid|wrong|not match|no longer valid|regenerated|changed|rejected)/,
				],
				unless: ['aadsts', 'entra', 'azure', 'google'],
			},
		],
	},
	{
		id: 'vantagepoint-login-disabled',
		name: 'Vantagepoint login disabled',
		severity: 'moderate',
		means:
			'The user may not sign in to Vantagepoint any more, so nothing can be written in their name.',
		likely:
			'The login was disabled in Security > Users, by a person or by too many wrong passwords.',
		remedy: [
			['outside', 'Enable the login in Security > Users, if the employee still works here'],
			['prove', 'Force synchronization of this user'],
			['disable', 'Else disable synchronization of the user, un-initialize and delete'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'user',
		repairedBy: 'vantagepointAdmin',
		source: 'Vantagepoint API: answers of /token',
		when: [
			{
				codes: ['invalid_grant'],
				texts: [
					/(?:log[io]n|log[- ]in|user|account)\b.{0,40}\b(?:disabled|inactive|locked|deactivated)/,
				],
				unless: ['aadsts', 'google'],
			},
			{
				texts: [
					/log[io]n (?:is |was |has been )?(?:disabled|inactive|deactivated)/,
					/vantagepoint.{0,60}(?:account|user|login|logon)\b.{0,40}(?:disabled|locked|deactivated)/,
				],
			},
		],
	},
	{
		id: 'vantagepoint-password-changed',
		name: 'Vantagepoint credentials refused',
		severity: 'moderate',
		means: 'Vantagepoint refused the stored sign-in of the user.',
		likely: 'The password was changed or expired, or the authorization ended.',
		remedy: [
			['outside', 'Have the user sign in again on Connect Sync Options (CRM: Change)'],
			['prove', 'Force synchronization of this user'],
			['wait', 'See the next session finish'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'user',
		repairedBy: 'user',
		source: 'Deltek help: Settings tab (notices)',
		when: [
			{codes: ['invalid_grant'], isGeneral: true, unless: ['aadsts', 'google']},
			{
				texts: [
					/vantagepoint.{0,60}(?:refused|rejected|declined).{0,40}(?:credentials?|password|sign-in)/,
					/(?:credentials?|password)\b.{0,60}(?:refused|rejected|declined|invalid|not accepted|expired|changed).{0,40}(?:vantagepoint|deltek|crm)/,
					/(?:vantagepoint|deltek|crm) (?:credentials?|password).{0,40}(?:refused|rejected|declined|invalid|expired|changed|no longer)/,
				],
				unless: ['exchange', 'mailbox', 'outlook'],
			},
			{texts: [/\b401\b/, 'unauthorized'], sources: fromCrm, isGeneral: true},
		],
	},
	{
		id: 'password-grant-off',
		name: 'Password grant not allowed',
		severity: 'severe',
		means: 'The API authorization of Connect does not take sign-ins by password.',
		likely: 'Allow Password Grant Type is off on the API authorization.',
		remedy: [
			['outside', 'Switch on Allow Password Grant Type on the API authorization of Connect'],
			['prove', 'Force synchronization of one user'],
			['rollOut', 'Enable synchronization of the others'],
			['wait', 'Watch the failures fall for one interval'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'everyone',
		repairedBy: 'vantagepointAdmin',
		source: 'Vantagepoint API set-up guide',
		when: [
			{codes: ['unsupported_grant_type']},
			{
				texts: [
					'password grant',
					/unsupported grant/,
					/grant type.{0,40}(?:not|un)\s?(?:supported|allowed|permitted|enabled)/,
				],
			},
		],
	},
	{
		id: 'windows-login-refused',
		name: 'Windows login refused',
		severity: 'severe',
		means: 'The integrated Windows login to Vantagepoint was refused.',
		likely:
			'Versions before 5.5 take no Windows login from Connect; later ones by the OAuth flow only.',
		remedy: [
			['outside', 'Have the user sign in by the Vantagepoint OAuth flow, or upgrade Vantagepoint'],
			['prove', 'Force synchronization of one user'],
			['rollOut', 'Enable synchronization of the others'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'group',
		repairedBy: 'vantagepointAdmin',
		source: 'Deltek help: View Sync Status 3.5, Gmail display 5.5',
		when: [
			{codes: ['SEC_E_LOGON_DENIED', 'SEC_E_NO_CREDENTIALS', '0x8009030C']},
			{
				texts: [
					/(?:windows|integrated|domain) (?:log[io]n|authentication|auth|sign-in|security)/,
					/\b(?:negotiate|ntlm|kerberos|sspi)\b/,
				],
			},
		],
	},
	{
		id: 'role-lacks-right',
		name: 'Security role lacks a right',
		severity: 'moderate',
		means: 'The security role of the user has no access to what is to be synchronized.',
		likely: 'The role was changed or is new and lacks the hub.',
		remedy: [
			['outside', 'Give the security role access to the hub in Security > Roles'],
			['prove', 'Force synchronization of one user of this role'],
			['rollOut', 'Enable synchronization of the others with the role'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'group',
		repairedBy: 'vantagepointAdmin',
		source: 'Deltek API: responses (403)',
		when: [
			{
				texts: [
					/\brole\b.{0,80}(?:no access|lacks|does not (?:have|grant|include|allow)|not (?:granted|permitted)|without)/,
				],
			},
			{
				texts: [
					/(?:no|lacks?|denied|not have) (?:access|rights?|permission)\b.{0,40}\bhub\b/,
					/\bhub\b.{0,40}(?:access|denied|not permitted|forbidden)/,
				],
			},
			{codes: ['AccessDenied'], isGeneral: true},
			{texts: [/\b403\b/, 'forbidden'], unless: ['<html'], sources: fromCrm, isGeneral: true},
		],
	},
	{
		id: 'no-employee',
		name: 'No employee or no e-mail address',
		severity: 'moderate',
		means: 'The user is not linked to an employee, or the employee has no e-mail address.',
		likely: 'The record in the Employees hub is incomplete.',
		remedy: [
			['outside', 'Link the user to an employee and give the employee an e-mail address'],
			['prove', 'Force synchronization of this user'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'user',
		repairedBy: 'vantagepointAdmin',
		source: 'Deltek help: View Sync Status (prerequisites)',
		when: [
			{codes: ['EmployeeMissing']},
			{
				texts: [
					/not (?:linked|associated|connected|assigned|mapped) (?:to|with) (?:an |any )?employee/,
					/(?:no|without) (?:linked |associated |an? )?employee (?:record|linked|found|is|was|for|assigned)/,
					/employee\b.{0,60}(?:no|without|lacks?|missing|empty|blank)(?: an?| any)? e-?mail/,
					/e-?mail (?:address )?(?:of|for) (?:the )?employee\b.{0,40}(?:empty|missing|blank|not set)/,
				],
			},
		],
	},
];
