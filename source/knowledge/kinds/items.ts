import {type Entry} from '../kind.ts';

const responses =
	'https://learn.microsoft.com/exchange/client-developer/web-service-reference/responsecode';

/** Failures of single objects inside a session that goes on. */
export const itemKinds: readonly Entry[] = [
	{
		id: 'item-deleted',
		name: 'Deleted meanwhile',
		severity: 'low',
		means: 'The object was already removed on one side when it was to be changed there.',
		likely: 'The user deleted it.',
		remedy: ['Nothing is to be done: the next session takes note'],
		retries: false,
		suspends: 'no',
		reach: 'item',
		repairedBy: 'itself',
		source: 'Engine: issue code 2; Microsoft: EWS response codes',
		link: responses,
		when: [
			{codes: ['ErrorItemNotFound', 'ENTITY_IS_DELETED']},
			{
				texts: [
					/(?:object|item|record|contact|appointment|event|task|meeting|message)\b.{0,60}(?:already|was|been|is) (?:been )?(?:already )?(?:removed|deleted)/,
					/specified object was not found/,
					/(?:object|item|event|appointment|message) (?:\S+ )?(?:no longer exists|does not exist any)/,
				],
			},
			{codes: ['2'], isGeneral: true},
		],
	},
	{
		id: 'item-changed',
		name: 'Changed meanwhile',
		severity: 'low',
		means: 'The object was changed on one side while it was being written on the other.',
		likely: 'Somebody edited it during the session.',
		remedy: [['wait', 'Wait for the next session, which tries again']],
		retries: true,
		suspends: 'no',
		reach: 'item',
		repairedBy: 'itself',
		source: 'Engine: issue code 3; Microsoft: EWS response codes',
		link: responses,
		when: [
			{codes: ['ErrorIrresolvableConflict', 'ErrorStaleObject', 'conditionNotMet']},
			{codes: ['SE0005'], isGeneral: true},
			{
				texts: [
					/changed (?:during|meanwhile|by another|since|in the meantime)/,
					/change key\b.{0,80}(?:not match|mismatch|differ|outdated|stale)/,
					/(?:edit|update|write) conflict/,
					/updated prematurely/,
					/modified (?:during|meanwhile|since|by another)/,
				],
			},
			{codes: ['3'], isGeneral: true},
		],
	},
	{
		id: 'item-locked',
		name: 'Locked by another process',
		severity: 'low',
		means: 'The object could not be changed because something else held it.',
		likely: 'Another program or person was changing it.',
		remedy: [['wait', 'Wait for the next session, which tries again']],
		retries: true,
		suspends: 'no',
		reach: 'item',
		repairedBy: 'itself',
		source: 'Engine: issue code 1',
		when: [
			{codes: ['SE0005'], texts: [/\block/, /operation error/]},
			{codes: ['UNABLE_TO_LOCK_ROW', 'ErrorMessageLocked']},
			{
				texts: [
					/(?:is|are|was|been|currently) locked/,
					/^locked\b/,
					/locked (?:by|for)\b/,
					/(?:record|row|item|object) lock/,
					/unable to (?:lock|obtain .{0,20}lock)/,
				],
				unless: ['account', 'login', 'user is'],
			},
			{codes: ['1'], isGeneral: true},
		],
	},
	{
		id: 'time-zone-unknown',
		name: 'Time zone cannot be mapped',
		severity: 'low',
		means: 'The event is in a time zone that the other side does not know.',
		likely: 'The event was made with a rare or a custom time zone.',
		remedy: [
			['outside', 'Have the user choose a common time zone for the event'],
			['synchronize', 'Force synchronization of this user'],
		],
		retries: false,
		suspends: 'no',
		reach: 'item',
		repairedBy: 'user',
		source: 'Engine: note on time zones',
		when: [
			{codes: ['TIME_ZONE_UNKNOWN', 'ErrorTimeZone', 'TimeZoneNotSupportedException']},
			{texts: [/time ?zone/]},
		],
	},
	{
		id: 'organizer-first',
		name: "Waits for the organizer's session",
		severity: 'low',
		means: 'The meeting of an attendee waits until that of its organizer was synchronized.',
		likely: 'The organizer was not synchronized yet, or is no Connect user.',
		remedy: [
			['synchronize', 'Force synchronization of the organizer'],
			['wait', 'Wait for the next session of the attendee'],
		],
		retries: true,
		suspends: 'no',
		reach: 'item',
		repairedBy: 'itself',
		source: 'Engine: special settings (ISE-013)',
		when: [
			{codes: ['ISE-013']},
			{
				texts: [
					/organi[sz]er\b.{0,80}(?:sync|session|first|before|not)/,
					/(?:wait|before|until)\w*\b.{0,60}organi[sz]er/,
				],
			},
		],
	},
	{
		id: 'attachment-too-large',
		name: 'Attachment or message too large',
		severity: 'moderate',
		means: 'The object is larger than the other side takes.',
		likely: 'A large attachment.',
		remedy: [['outside', 'Have the user remove the attachment or save it as a link']],
		retries: false,
		suspends: 'no',
		reach: 'item',
		repairedBy: 'user',
		source: 'Microsoft: EWS response codes',
		link: responses,
		when: [
			{
				codes: [
					'ErrorMessageSizeExceeded',
					'ErrorAttachmentSizeLimitExceeded',
					'ErrorAttachmentSizeShouldNotExceed',
				],
			},
			{
				texts: [
					/attachments?\b.{0,60}(?:too (?:large|big)|exceed|larger than|over the)/,
					/message (?:size\b.{0,40}exceed|(?:is )?too (?:large|big)|exceeds)/,
					/(?:too large|oversized) (?:an? )?attachment/,
				],
			},
		],
	},
	{
		id: 'event-too-long',
		name: 'Event longer than five years',
		severity: 'low',
		means: 'The mail server takes no event that lasts longer than five years.',
		likely: 'The end date in the CRM is wrong or open.',
		remedy: [['outside', 'Have the user correct the end of the event in the CRM']],
		retries: false,
		suspends: 'no',
		reach: 'item',
		repairedBy: 'user',
		source: 'Microsoft: EWS response codes',
		link: responses,
		when: [
			{codes: ['ErrorCalendarDurationIsTooLong']},
			{
				texts: [
					/(?:event|appointment|meeting|duration)\b.{0,60}(?:too long|longer than|lasts longer|exceeds .{0,20}years)/,
					'five years',
					/\b5 years/,
				],
			},
		],
	},
];
