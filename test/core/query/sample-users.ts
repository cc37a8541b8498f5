import {epochMs} from '../../../source/contract/time.ts';
import {toSafe} from '../../../source/contract/text.ts';
import {type User} from '../../../source/contract/user.ts';
import {builtInKnowledge} from '../../../source/knowledge/cause.ts';
import {type FilterWorld} from '../../../source/core/query/field-table.ts';
import {batchOn, groupOf, userOf} from '../../support/build.ts';

const at = (time: string): string => `2026-11-22T${time}:00.000Z`;

/** The moment that the ages of the sample count from. */
const sampleNow = epochMs(Date.parse(at('03:00')));

const failed = (code: string, message: string) =>
	({code, message, category: 'other', source: 'mailServer'}) as const;

/** Four users, and what is different about each. */
export const sampleUsers: readonly User[] = [
	userOf('anna', {
		name: 'Anna Kow',
		email: 'anna.kow@contoso.example',
		groupId: 'g-sales',
		hold: 'authorization',
		holdSince: at('02:00'),
		mailServerId: 'ms-1',
		role: 'groupAdmin',
		employeeNumber: '0042',
		consecutiveFailures: 8,
		lastSynchronizedAt: at('01:00'),
		createdAt: '2026-11-01T00:00:00.000Z',
		batch: batchOn('suspended', 'anna', {
			endedAt: at('02:15'),
			error: failed('EX-401', 'The token expired'),
			issues: 0,
		}),
	}),
	userOf('bo', {
		name: 'Bo Nuñez',
		email: 'bo@contoso.example',
		groupId: 'g-off',
		mailPlatform: 'google',
		notes: 'Moved from (a+)+$ to *EX*',
		consecutiveFailures: 9,
		lastSynchronizedAt: at('02:58'),
		nextSynchronizationAt: at('03:10'),
		batch: batchOn('finishedWithIssues', 'bo', {endedAt: at('02:50'), issues: 3}),
	}),
	userOf('cy', {
		name: 'Cy "Field" Sales',
		email: 'cy@contoso.example',
		groupId: 'g-emea',
		mailboxStatus: 'notInitialized',
		syncStatus: 'disabled',
		nextSynchronizationAt: at('01:00'),
		batch: undefined,
	}),
	userOf('di', {
		name: '山田 Di',
		email: 'di@fabrikam.example',
		groupId: 'g-gone',
		mailServerId: 'ms-2',
		nextSynchronizationAt: at('01:00'),
		batch: batchOn('Paused', 'di', {
			endedAt: undefined,
			startedAt: at('02:59'),
			error: failed('EX-4010', 'Mail space: over quota'),
			issues: 7,
		}),
	}),
];

export const sampleGroups = [
	groupOf('g-sales', {name: 'Field Sales'}),
	groupOf('g-emea', {name: 'Field Sales EMEA', mailboxAccessType: 'exchangeImpersonation'}),
	groupOf('g-off', {name: 'Paris Office', syncStatus: 'disabled'}),
];

export const sampleWorld: FilterWorld = {
	now: sampleNow,
	knowledge: builtInKnowledge,
	acknowledged: new Map([
		['user:di', {at: sampleNow}],
		['user:bo', {at: sampleNow, isEnded: true}],
	]),
	groups: new Map(sampleGroups.map((group) => [group.id, group])),
	servers: new Map([['ms-1', toSafe('Exchange Online')]]),
};
