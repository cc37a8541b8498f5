import {type Entry} from '../kind.ts';

const entra = 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes';

/** Failures of signing in to Microsoft 365. */
export const microsoftSignInKinds: readonly Entry[] = [
	{
		id: 'refresh-token-inactive',
		name: 'Microsoft sign-in expired, unused',
		severity: 'moderate',
		means: 'The permission to read the mailbox ended because it was not used for long.',
		likely: 'The user was away or suspended longer than the refresh token lives.',
		remedy: [
			['outside', 'Have the user sign in again on Connect Sync Options (mail server: Change)'],
			['prove', 'Force synchronization of this user'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'user',
		repairedBy: 'user',
		source: 'Microsoft: Entra error codes',
		link: entra,
		when: [
			{codes: ['AADSTS700082', 'AADSTS70008', 'AADSTS700084', 'AADSTS70043', 'AADSTS700081']},
			{
				texts: [
					/refresh[ _-]?token\b.{0,60}(?:expired|inactiv|unused|idle|not (?:been )?used|too old|lifetime)/,
					/(?:expired|inactive)\b.{0,20}refresh[ _-]?token/,
					/token\b.{0,40}(?:due to|because of|for) (?:lack of use|inactivity)/,
				],
				unless: ['revoked', 'google'],
			},
		],
	},
	{
		id: 'grant-revoked',
		name: 'Microsoft sign-in revoked',
		severity: 'moderate',
		means: 'The permission to read the mailbox was taken back.',
		likely: 'The password was reset, or an administrator revoked the sessions of the user.',
		remedy: [
			['outside', 'Have the user sign in again on Connect Sync Options (mail server: Change)'],
			['prove', 'Force synchronization of this user'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'user',
		repairedBy: 'user',
		source: 'Microsoft: Entra error codes',
		link: entra,
		when: [
			{codes: ['AADSTS50173', 'AADSTS50132', 'AADSTS50133']},
			{
				texts: [
					/(?:grant|refresh[ _-]?token|session|consent|authorization)\b.{0,60}revoked/,
					/revoked\b.{0,60}(?:grant|password|refresh[ _-]?token|session)/,
				],
				unless: ['google', 'gmail', 'certificate'],
			},
		],
	},
	{
		id: 'interaction-required',
		name: 'Second factor or policy asks the user',
		severity: 'moderate',
		means:
			'Microsoft wants the user to do something that a service cannot: a second factor, or a device that a policy trusts.',
		likely: 'A conditional access policy was made or changed.',
		remedy: [
			[
				'outside',
				'Exclude the Connect application from the policy, or have the users sign in once more',
			],
			['prove', 'Force synchronization of one user'],
			['rollOut', 'Enable synchronization of the others'],
			['wait', 'Watch the failures fall for one interval'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'group',
		repairedBy: 'mailAdmin',
		source: 'Microsoft: Entra error codes',
		link: entra,
		when: [
			{
				codes: [
					'AADSTS50076',
					'AADSTS50079',
					'AADSTS50074',
					'AADSTS50072',
					'AADSTS50005',
					'AADSTS50097',
					'AADSTS50129',
					'AADSTS50158',
					'AADSTS53000',
					'AADSTS53001',
					'AADSTS53002',
					'AADSTS53003',
					'AADSTS530003',
					'interaction_required',
				],
			},
			{
				texts: [
					/multi-?factor/,
					'second factor',
					'two-factor',
					/\bmfa\b/,
					'conditional access',
					/interaction (?:is )?(?:needed|required)/,
					'interactive sign-in',
				],
			},
		],
	},
	{
		id: 'admin-consent-missing',
		name: 'Administrator consent missing',
		severity: 'severe',
		means: 'Nobody who may has allowed the Connect application to read mailboxes in this tenant.',
		likely:
			'The tenant asks for consent since a policy changed, or the application asks for a new right.',
		remedy: [
			[
				'outside',
				'Grant admin consent to the Connect application in Entra > Enterprise applications',
			],
			['prove', 'Force synchronization of one user'],
			['rollOut', 'Enable synchronization of the others'],
			['wait', 'Watch the failures fall for one interval'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'accessType',
		repairedBy: 'mailAdmin',
		source: 'Microsoft: Entra error codes',
		link: entra,
		when: [
			{
				codes: [
					'AADSTS65001',
					'AADSTS65004',
					'AADSTS90094',
					'AADSTS90093',
					'AADSTS650052',
					'consent_required',
				],
			},
			{
				texts: [
					/(?:no|not|never|hasn't|without)\b.{0,20}\bconsent/,
					/consent\b.{0,30}(?:missing|required|needed|not (?:been )?(?:given|granted))/,
					/(?:needs|requires?) (?:admin(?:istrator)?(?:'s)? )?(?:consent|approval)/,
				],
			},
		],
	},
	{
		id: 'entra-secret-expired',
		name: 'Microsoft client secret expired',
		severity: 'severe',
		means:
			'The secret by which the Connect application signs in to Microsoft is out of date or wrong.',
		likely:
			'Its life ended (secrets are made for at most 24 months), or it was changed on one side only.',
		remedy: [
			[
				'outside',
				'Make a new client secret in Entra > App registrations and enter it where the old one was',
			],
			['prove', 'Force synchronization of one user'],
			['rollOut', 'Enable synchronization of the others'],
			['wait', 'Watch the failures fall for one interval'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'everyone',
		repairedBy: 'mailAdmin',
		source: 'Microsoft: Entra error codes; Deltek: Cloud Admin Guide',
		link: entra,
		when: [
			{codes: ['AADSTS7000222', 'AADSTS7000215', 'AADSTS700027']},
			{
				texts: [
					/client secret\b.{0,80}(?:expired|out of date)/,
					/expired client secret/,
					/(?:entra|azure|microsoft)\b.{0,60}(?:client |application )?secret/,
				],
			},
		],
	},
	{
		id: 'entra-app-missing',
		name: 'Connect application not in the tenant',
		severity: 'severe',
		means:
			'Microsoft does not find the Connect application in this tenant, or it is switched off there.',
		likely: 'The application was deleted or disabled in Entra, or the tenant is the wrong one.',
		remedy: [
			['outside', 'Restore or enable the Connect application in Entra > Enterprise applications'],
			['prove', 'Force synchronization of one user'],
			['rollOut', 'Enable synchronization of the others'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'everyone',
		repairedBy: 'mailAdmin',
		source: 'Microsoft: Entra error codes',
		link: entra,
		when: [{codes: ['AADSTS700016', 'AADSTS7000112', 'AADSTS500011', 'AADSTS90002']}],
	},
];
