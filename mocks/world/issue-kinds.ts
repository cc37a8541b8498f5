/** How one object fails inside a batch that goes on. `{…}` in the text are slots. */
export type IssueKind = {
	readonly code: string;
	readonly severity: 'low' | 'moderate' | 'severe' | 'critical';
	readonly objectTypes: readonly [ObjectType, ...ObjectType[]];
	readonly direction: 'mailboxToCrm' | 'crmToMailbox' | 'either';
	readonly text: string;
};

export type ObjectType = 'file' | 'email' | 'appointment' | 'contact' | 'task';

type Weighted = readonly [number, IssueKind];

/** Kinds of issues with their share in percent. The codes are the engine's and the mail servers'; the wording is ours. */
export const issueKinds: readonly [Weighted, ...Weighted[]] = [
	[
		30,
		{
			code: 'REQUIRED_FIELD_MISSING',
			severity: 'low',
			objectTypes: ['contact'],
			direction: 'mailboxToCrm',
			text: 'Required field is empty: Last name (contact {hex}).',
		},
	],
	[
		9,
		{
			code: 'INSUFFICIENT_ACCESS',
			severity: 'moderate',
			objectTypes: ['contact', 'task', 'appointment'],
			direction: 'mailboxToCrm',
			text: 'The role of employee {employee} may not edit record {guid}.',
		},
	],
	[
		6,
		{
			code: 'FIELD_CUSTOM_VALIDATION',
			severity: 'low',
			objectTypes: ['contact', 'task'],
			direction: 'mailboxToCrm',
			text: 'A business rule refuses the record: project {ms} is closed since {time}.',
		},
	],
	[
		15,
		{
			code: 'ErrorItemNotFound',
			severity: 'low',
			objectTypes: ['appointment', 'contact', 'task', 'email'],
			direction: 'crmToMailbox',
			text: 'The object was already removed in the mailbox {email} (item {hex}).',
		},
	],
	[
		7,
		{
			code: 'ErrorIrresolvableConflict',
			severity: 'low',
			objectTypes: ['appointment', 'contact'],
			direction: 'either',
			text: 'Changed during the session at {time} (change key {hex}).',
		},
	],
	[
		5,
		{
			code: 'SE0005',
			severity: 'low',
			objectTypes: ['appointment', 'task'],
			direction: 'either',
			text: 'Locked by another process, operation error 1 on item {hex}.',
		},
	],
	[
		8,
		{
			code: 'DUPLICATES_DETECTED',
			severity: 'moderate',
			objectTypes: ['contact'],
			direction: 'mailboxToCrm',
			text: 'A contact with the address {address} exists already (record {guid}).',
		},
	],
	[
		8,
		{
			code: 'ISE-013',
			severity: 'low',
			objectTypes: ['appointment'],
			direction: 'mailboxToCrm',
			text: 'The meeting waits for the synchronization of its organizer {other}.',
		},
	],
	[
		3,
		{
			code: 'TIME_ZONE_UNKNOWN',
			severity: 'low',
			objectTypes: ['appointment'],
			direction: 'mailboxToCrm',
			text: 'The time zone "Customized Time Zone {small}" of occurrence {hex} cannot be mapped.',
		},
	],
	[
		2,
		{
			code: 'SE0002',
			severity: 'low',
			objectTypes: ['contact', 'email'],
			direction: 'mailboxToCrm',
			text: 'The parent record was not added (link field ClientID, firm {hex}).',
		},
	],
	[
		2,
		{
			code: 'ErrorQuotaExceeded',
			severity: 'severe',
			objectTypes: ['appointment', 'contact'],
			direction: 'crmToMailbox',
			text: 'The mailbox {email} is full: {ms} MB of {ms} MB used.',
		},
	],
	[
		1,
		{
			code: 'ErrorFolderNotFound',
			severity: 'moderate',
			objectTypes: ['contact', 'task'],
			direction: 'crmToMailbox',
			text: 'The folder "Vantagepoint Contacts" of {email} is missing (folder {hex}).',
		},
	],
	[
		1,
		{
			code: 'ErrorInvalidSyncStateData',
			severity: 'severe',
			objectTypes: ['appointment'],
			direction: 'either',
			text: 'The stored state of folder {hex} was rejected.',
		},
	],
	[
		1,
		{
			code: 'ErrorMessageSizeExceeded',
			severity: 'moderate',
			objectTypes: ['email', 'file'],
			direction: 'mailboxToCrm',
			text: 'The attachment is too large: {ms} kB, at most 10240 kB are taken.',
		},
	],
	[
		1,
		{
			code: 'ErrorCalendarDurationIsTooLong',
			severity: 'low',
			objectTypes: ['appointment'],
			direction: 'crmToMailbox',
			text: 'The event {hex} lasts longer than five years.',
		},
	],
	[
		1,
		{
			code: 'SD0010',
			severity: 'critical',
			objectTypes: ['file'],
			direction: 'mailboxToCrm',
			text: 'The file sync-{hex}.dat uses the id {guid} a second time.',
		},
	],
];
