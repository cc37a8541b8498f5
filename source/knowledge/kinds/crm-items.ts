import {type Entry} from '../kind.ts';

/** Failures of single objects that the CRM refuses. */
export const crmItemKinds: readonly Entry[] = [
	{
		id: 'required-field',
		name: 'Required field empty',
		severity: 'low',
		means: 'The CRM does not take the record because a field that it needs is empty.',
		likely: 'The contact is incomplete in the mailbox.',
		remedy: [
			['outside', 'Have the user fill in the field in the mailbox'],
			['wait', 'Wait for the next session, which tries again'],
		],
		retries: true,
		suspends: 'no',
		reach: 'item',
		repairedBy: 'user',
		source: 'Engine: handling sync issues',
		when: [
			{codes: ['REQUIRED_FIELD_MISSING']},
			{
				texts: [
					/(?:required|mandatory) (?:field|value|propert)/,
					/field\b.{0,40}(?:is|are) (?:required|mandatory)/,
					/(?:field|name|value)\b.{0,30}(?:must not|may not|cannot|can't) be (?:empty|blank|null)/,
					/missing (?:required|mandatory)/,
				],
			},
		],
	},
	{
		id: 'crm-refuses-write',
		name: 'CRM permission refuses the record',
		severity: 'moderate',
		means: 'The user may not create, change or delete this record in the CRM.',
		likely: 'The security role or the access to the record does not allow it.',
		remedy: [
			[
				'outside',
				'Give the role or the user access to the record, or leave it out of synchronization',
			],
			['wait', 'Wait for the next session, which tries again'],
		],
		retries: true,
		suspends: 'no',
		reach: 'item',
		repairedBy: 'vantagepointAdmin',
		source: 'Engine: handling sync issues',
		when: [
			{
				codes: [
					'INSUFFICIENT_ACCESS',
					'INSUFFICIENT_ACCESS_OR_READONLY',
					'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
				],
			},
			{
				texts: [
					/(?:may not|cannot|not allowed to|not permitted to|no right to) (?:be )?(?:edit|delet|modif|chang|updat|creat|writ)/,
					/insufficient (?:access|privileges?|permissions?|rights)/,
					/record\b.{0,40}read-?only/,
				],
				unless: [/(?:business )?rule/, 'closed'],
			},
		],
	},
	{
		id: 'crm-rule-refuses',
		name: 'CRM rule refuses the record',
		severity: 'low',
		means: 'A business rule of the CRM does not take the record as it is.',
		likely: 'A rule or workflow asks for other values, or what the record belongs to is closed.',
		remedy: [
			['outside', 'Change the record so that the rule takes it, or change the rule'],
			['wait', 'Wait for the next session, which tries again'],
		],
		retries: true,
		suspends: 'no',
		reach: 'item',
		repairedBy: 'vantagepointAdmin',
		source: 'Engine: handling sync issues',
		when: [
			{
				codes: [
					'FIELD_CUSTOM_VALIDATION',
					'FIELD_CUSTOM_VALIDATION_EXCEPTION',
					'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
				],
			},
			{
				texts: [
					/business rule/,
					/validation (?:rule|error|failed|exception)/,
					/\brule\b.{0,60}(?:refuse|reject|prevent|block|not allow)/,
					/(?:refused|rejected|prevented|blocked) by (?:a |the )?(?:rule|workflow|trigger)/,
				],
			},
		],
	},
	{
		id: 'duplicate-record',
		name: 'Record exists already',
		severity: 'moderate',
		means: 'The CRM has a record like this one and does not take a second.',
		likely: 'The contact was entered on both sides.',
		remedy: [
			['outside', 'Merge the two contacts, or link the one in the mailbox to the record'],
			['wait', 'Wait for the next session, which tries again'],
		],
		retries: true,
		suspends: 'no',
		reach: 'item',
		repairedBy: 'user',
		source: 'Engine: handling sync issues',
		when: [
			{codes: ['DUPLICATES_DETECTED', 'DUPLICATE_VALUE']},
			{
				texts: [
					/(?:already exists|exists already)/,
					/duplicate (?:record|contact|value|entry)/,
					/(?:would|possible) duplicate/,
				],
				unless: ['stopped', /\bfile\b/, /\bid\b/],
			},
		],
	},
	{
		id: 'parent-missing',
		name: 'Parent record missing',
		severity: 'low',
		means: 'The record points to one that was not synchronized, such as the firm of a contact.',
		likely: 'The parent is outside the scope of synchronization, or failed itself.',
		remedy: [
			['outside', 'Bring the parent record into the scope, or empty the link field'],
			['wait', 'Wait for the next session, which tries again'],
		],
		retries: true,
		suspends: 'no',
		reach: 'item',
		repairedBy: 'user',
		source: 'Engine: error code SE0002',
		when: [
			{codes: ['SE0002']},
			{
				texts: [
					/parent\b.{0,60}(?:not added|missing|not found|not synchronized|not synced|was not|does not exist|absent)/,
					/(?:missing|no|unknown) parent/,
					'link field',
				],
			},
		],
	},
];
