import {type Entry} from '../kind.ts';

const responses =
	'https://learn.microsoft.com/exchange/client-developer/web-service-reference/responsecode';

/** Failures of what the engine keeps about a mailbox, and of its mapping. */
export const storedDataKinds: readonly Entry[] = [
	{
		id: 'sync-state-invalid',
		name: 'Stored state of the mailbox invalid',
		severity: 'severe',
		means: 'The mail server refused the stored mark up to which the mailbox was read.',
		likely: 'The mark is too old or was cut off.',
		remedy: [
			['uninitialize', 'Un-initialize the mailbox: the state is made anew'],
			['synchronize', 'Enable and force synchronization of this user: the first session reads all'],
		],
		retries: false,
		suspends: 'after failures',
		reach: 'user',
		repairedBy: 'vantagepointAdmin',
		source: 'Microsoft: EWS response codes; engine: managing users',
		link: responses,
		when: [
			{
				codes: [
					'ErrorInvalidSyncStateData',
					'SyncStateNotFound',
					'SyncStateInvalid',
					'resyncRequired',
					'fullSyncRequired',
					'ErrorInvalidWatermark',
				],
			},
			{
				texts: [
					/sync(?:hronization)?[ -]?(?:state|token|key)\b.{0,60}(?:invalid|corrupt|rejected|refused|expired|not valid|no longer valid|not found|too old)/,
					/stored state\b.{0,60}(?:invalid|rejected|refused|corrupt)/,
					/(?:invalid|corrupt\w*|bad|expired) (?:sync|synchronization)[ -]?(?:state|token|key)/,
					'full sync is required',
				],
			},
		],
	},
	{
		id: 'sync-folder-gone',
		name: 'Synchronized folder missing',
		severity: 'moderate',
		means: 'A folder that is synchronized is not in the mailbox any more.',
		likely: 'The user deleted, renamed or moved it.',
		remedy: [
			['outside', 'Tell the user not to move the folder'],
			['uninitialize', 'Un-initialize the mailbox'],
			['synchronize', 'Enable and force synchronization: the folder is made anew'],
		],
		retries: false,
		suspends: 'after failures',
		reach: 'user',
		repairedBy: 'vantagepointAdmin',
		source: 'Microsoft: EWS response codes',
		link: responses,
		when: [
			{codes: ['ErrorSyncFolderNotFound', 'ErrorFolderNotFound']},
			{
				texts: [
					/folder\b.{0,80}(?:missing|could not be found|cannot be found|not found|does not exist|gone|was deleted|no longer)/,
					/(?:missing|deleted|no such) (?:\w+ )?folder/,
				],
			},
		],
	},
	{
		id: 'unknown-field',
		name: 'Type or field unknown to the CRM',
		severity: 'severe',
		means: 'The mapping names a type or a field that the CRM does not have.',
		likely: 'A custom field was removed or renamed, or an update changed it.',
		remedy: [
			['outside', 'Restore the field in Vantagepoint, or take it out of the mapping'],
			['prove', 'Force synchronization of one user'],
			['rollOut', 'Enable synchronization of the others'],
			'If it does not help, send the log of the session to the vendor',
		],
		retries: false,
		suspends: 'at once',
		reach: 'group',
		repairedBy: 'vantagepointAdmin',
		source: 'Engine: error codes SC0001, SC0010, SC0015, SI0008',
		when: [
			{codes: ['SC0001', 'SC0010', 'SC0015', 'SI0008', 'INVALID_FIELD', 'INVALID_TYPE']},
			{
				texts: [
					/(?:field|column|property|attribute)\b.{0,60}(?:unknown|not known|does not exist|doesn't exist|not found|no such|not recogni[sz]ed|is missing)/,
					/(?:unknown|no such|invalid) (?:crm )?(?:field|column|type|entity|object type)/,
					/(?:object|entity|record) type\b.{0,40}(?:unknown|not (?:known|found|supported))/,
				],
				unless: ['link field', 'parent', 'required'],
			},
		],
	},
	{
		id: 'read-only-added',
		name: 'Read-only object could not be added',
		severity: 'low',
		means: 'An object was to be added where the engine may only read.',
		likely: 'The type is synchronized in one direction only.',
		remedy: ['Nothing is to be done, unless the direction is wrong in the sync settings'],
		retries: true,
		suspends: 'no',
		reach: 'item',
		repairedBy: 'user',
		source: 'Engine: error code SE0001',
		when: [
			{codes: ['SE0001']},
			{
				texts: [
					/read-?only (?:object|item|type|store|folder|record)\b.{0,60}add/,
					/add\w*\b.{0,60}read-?only/,
				],
			},
		],
	},
	{
		id: 'reused-id',
		name: 'Id used a second time',
		severity: 'critical',
		means: 'Two objects came with the same id, so that the engine cannot tell them apart.',
		likely: 'A mailbox or a database was restored or copied.',
		remedy: [
			['contain', 'Disable synchronization of this user meanwhile'],
			['uninitialize', 'Un-initialize the mailbox, so that its state is made anew'],
			['synchronize', 'Enable and force synchronization'],
			'If it comes again, send the log of the session to the vendor',
		],
		retries: false,
		suspends: 'after failures',
		reach: 'user',
		repairedBy: 'vendor',
		source: 'Engine: error codes SE0003, SD0010',
		when: [
			{codes: ['SE0003', 'SD0010']},
			{
				texts: [
					/\bids?\b.{0,60}(?:second time|twice|reused|re-used|used again|not unique|more than once|already (?:in use|used|taken))/,
					/(?:duplicate|reused|repeated) (?:\w+ )?ids?\b/,
				],
			},
		],
	},
	{
		id: 'corrupted-files',
		name: 'Corrupted files',
		severity: 'critical',
		means:
			'A file of the engine, or what a side returned, has not the number of records or fields that it should.',
		likely:
			'One user: a file was cut off or damaged. Many at once: a release writes them wrongly, or answers are incomplete.',
		remedy: [
			['contain', 'Disable the groups that are hit, while files are being damaged'],
			['outside', 'Many users at once: have the vendor mend or withdraw what writes the files'],
			['prove', 'Enable and force synchronization of one user'],
			'If that user fails again, un-initialize its mailbox: its files are made anew',
			['rollOut', 'Enable the others'],
			['wait', 'Watch the failures fall for one interval'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'mailServer',
		repairedBy: 'vendor',
		source: 'Engine: error codes SD0003, SD0007, SD0008',
		when: [
			{codes: ['SD0003', 'SD0007', 'SD0008']},
			{
				texts: [
					/\bfile\b.{0,80}(?:corrupt|damaged|cut off|truncated|broken|unreadable)/,
					/(?:corrupt\w*|damaged|truncated) (?:\w+ )?files?\b/,
					/(?:fields?|records?|columns?)\b.{0,40}(?:where|but|instead of|expected)\b.{0,30}(?:expected|found|returned|received|\d)/,
					/(?:wrong|unexpected|invalid) (?:count|number) of (?:fields|records|columns)/,
				],
			},
		],
	},
];
