import {type Entry} from '../kind.ts';

/** Failures of the synchronization engine, its stored state and its files. */
export const engineKinds: readonly Entry[] = [
	{
		id: 'scope-too-large',
		name: 'Too many records in scope',
		severity: 'low',
		means: 'More records are to be synchronized for the user than the engine takes.',
		likely: 'The filter is too wide, or too much is pinned.',
		remedy: [
			['outside', 'Narrow the filter of the user, or unpin records'],
			['prove', 'Force synchronization of this user'],
		],
		retries: false,
		suspends: 'after failures',
		reach: 'user',
		repairedBy: 'user',
		source: 'Engine: error code SD0019',
		when: [
			{codes: ['SD0019']},
			{
				texts: [
					/too many (?:records|objects|items)/,
					/snapshot limit/,
					/(?:scope|filter)\b.{0,60}(?:too (?:large|wide|big|many)|exceeds?|over the limit)/,
					/(?:records|objects) in (?:the )?scope\b.{0,60}(?:limit|exceed|more than|at most)/,
				],
			},
		],
	},
	{
		id: 'duplicate-stop',
		name: 'Stopped so as not to duplicate',
		severity: 'moderate',
		means: 'The engine stopped before it would have made many objects twice.',
		likely: 'Another product synchronizes the same mailbox.',
		remedy: [
			['contain', 'Leave synchronization of this user off meanwhile'],
			['outside', 'Switch off the other product on this mailbox and remove what it made twice'],
			['prove', 'Enable and force synchronization of this user'],
		],
		retries: false,
		suspends: 'at once',
		reach: 'user',
		repairedBy: 'user',
		source: 'Engine: error code SD0025',
		when: [
			{codes: ['SD0025']},
			{
				texts: [
					/(?:not to|avoid|prevent|would)\b.{0,30}(?:create|make|creating|making)?\b.{0,20}duplicates?\b/,
					/duplicat\w+ (?:prevention|protection|guard)/,
					/another (?:sync\w*|product|application|add-?in)\b.{0,60}(?:mailbox|sync)/,
				],
			},
		],
	},
	{
		id: 'session-timeout',
		name: 'Session took too long',
		severity: 'low',
		means: 'The session was ended after its longest time, one hour; the next goes on.',
		likely: 'A first session, or a very large scope.',
		remedy: [
			['wait', 'Wait: the next session goes on where this one was'],
			'If it comes again, narrow the scope of the user or have the limit raised',
		],
		retries: true,
		suspends: 'no',
		reach: 'user',
		repairedBy: 'itself',
		source: 'Engine: error code SW0001',
		when: [
			{codes: ['SW0001'], isGeneral: true},
			{
				texts: [
					/session\b.{0,80}(?:timed? ?out|time limit|too long|after (?:one|1|an) hour|exceeded .{0,30}(?:hour|time|duration))/,
					/(?:one|1)[ -]hour (?:limit|timeout|time-out)/,
					/(?:maximum|longest) (?:session )?(?:time|duration)/,
				],
			},
		],
	},
	{
		id: 'session-stopped',
		name: 'Session stopped by a person',
		severity: 'low',
		means: 'Somebody ended the session by hand.',
		likely: 'The user pressed Pause, or an administrator disabled synchronization.',
		remedy: [['synchronize', 'Force synchronization, if it was not on purpose']],
		retries: true,
		suspends: 'no',
		reach: 'user',
		repairedBy: 'itself',
		source: 'Engine: error code SW0001',
		when: [
			{
				codes: ['SW0001'],
				texts: [
					'by the user',
					'by user',
					'manual',
					'cancelled',
					'canceled',
					'by an administrator',
					'on request',
					'paused',
				],
			},
			{
				texts: [
					/session\b.{0,60}(?:stopped|cancell?ed|interrupted|ended) (?:manually|by (?:the |an? )?(?:user|admin))/,
				],
			},
		],
	},
	{
		id: 'internal-error',
		name: 'Internal error of the engine',
		severity: 'severe',
		means: 'The engine failed in a way that is its own.',
		likely: 'A defect, or data that it did not expect.',
		remedy: [
			['synchronize', 'Force synchronization once: some go away'],
			'If it comes again, send the log of the session to the vendor',
		],
		retries: true,
		suspends: 'after failures',
		reach: 'user',
		repairedBy: 'vendor',
		source: 'Engine: error code SW0003',
		when: [
			{codes: ['SW0003'], isGeneral: true},
			{
				texts: [
					/internal (?:error|exception|failure) (?:of|in) the (?:engine|connector|sync)/,
					/(?:engine|connector)\b.{0,40}internal (?:error|exception|failure)/,
				],
				isGeneral: true,
			},
		],
	},
	{
		id: 'no-connection',
		name: 'No connection',
		severity: 'moderate',
		means: 'A side did not answer; which one, the message does not say.',
		likely: 'A firewall, the network, or an outage.',
		remedy: [
			['outside', 'See whether Vantagepoint and the mail server answer from outside your network'],
			['wait', 'Wait: the engine tries again by itself'],
			['rollOut', 'Enable synchronization of those that were suspended meanwhile'],
		],
		retries: true,
		suspends: 'after failures',
		reach: 'everyone',
		repairedBy: 'itself',
		source: 'Node.js: system errors',
		when: [
			{
				codes: [
					'ETIMEDOUT',
					'ECONNREFUSED',
					'ECONNRESET',
					'EHOSTUNREACH',
					'ENETUNREACH',
					'UND_ERR_CONNECT_TIMEOUT',
					'ESOCKETTIMEDOUT',
					'ECONNABORTED',
					'EPIPE',
				],
				isGeneral: true,
			},
			{
				texts: [
					'socket hang up',
					'sockettimeoutexception',
					'connectexception',
					'connection timed out',
					'connect timeout',
				],
				isGeneral: true,
			},
		],
	},
];
