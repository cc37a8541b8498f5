import {type activityKinds} from '../contract/activity.ts';
import {type BatchState} from '../contract/batch.ts';
import {type mailboxAccessTypes} from '../contract/group.ts';
import {keepSafe, safe, type SafeText} from '../contract/text.ts';
import {type Word} from '../contract/word.ts';
import {type EffectiveStatus} from './effective-status.ts';
import {type CountName} from './tally.ts';
import {type Tab} from './view-state.ts';

/** Words of the wire as a person reads them. An unknown word from a newer service is shown as it came. */
function say<Known extends string>(words: Readonly<Record<Known, string>>) {
	const lookup = new Map<string, string>(Object.entries(words));
	return (value: Word<Known>): SafeText => keepSafe(lookup.get(value) ?? value);
}

export const syncStatusText = say<'enabled' | 'disabled'>({
	enabled: 'Enabled',
	disabled: 'Disabled',
});

export const mailboxText = say<'initialized' | 'notInitialized'>({
	initialized: 'Initialized',
	notInitialized: 'Not initialized',
});

export const effectiveText = say<EffectiveStatus>({
	enabled: 'enabled',
	disabled: 'disabled',
	disabledByGroup: 'disabled (by group)',
	suspendedByError: 'suspended by error',
	unrecognized: 'unknown',
});

export const batchStateText = say<BatchState>({
	queued: 'queued',
	running: 'running',
	finished: 'finished',
	finishedWithIssues: 'with issues',
	suspended: 'suspended',
	interrupted: 'interrupted',
});

export const batchKindText = say<'scheduled' | 'forced' | 'first'>({
	scheduled: 'scheduled',
	forced: 'forced',
	first: 'first synchronization',
});

export const holdText = say<'none' | 'authorization' | 'throttling' | 'other'>({
	none: 'none',
	authorization: 'authorization',
	throttling: 'throttling',
	other: 'other error',
});

export const accessTypeText = say<(typeof mailboxAccessTypes)[number]>({
	exchangeDirectLogon: 'Exchange Direct Logon',
	exchangeImpersonation: 'Exchange Impersonation',
	office365OAuth: 'Office 365 OAuth',
	googleCustomApp: 'Google with Custom App',
});

export const platformText = say<'outlook' | 'google'>({
	outlook: 'Outlook / Exchange',
	google: 'Google Workspace',
});

export const roleText = say<'user' | 'groupAdmin' | 'platformAdmin'>({
	user: 'User',
	groupAdmin: 'Group admin',
	platformAdmin: 'Platform admin',
});

export const serviceStatusText = say<'running' | 'paused' | 'stopped'>({
	running: 'running',
	paused: 'paused',
	stopped: 'stopped',
});

export const mailServerStateText = say<'connected' | 'throttled' | 'lost'>({
	connected: 'connected',
	throttled: 'throttled',
	lost: 'lost',
});

export const objectTypeText = say<'file' | 'email' | 'appointment' | 'contact' | 'task'>({
	file: 'File',
	email: 'E-mail',
	appointment: 'Appointment',
	contact: 'Contact',
	task: 'Task',
});

export const directionText = say<'mailboxToCrm' | 'crmToMailbox'>({
	mailboxToCrm: 'mailbox -> CRM',
	crmToMailbox: 'CRM -> mailbox',
});

export const operationText = say<'create' | 'update' | 'delete'>({
	create: 'create',
	update: 'update',
	delete: 'delete',
});

export const severityText = say<'low' | 'moderate' | 'severe' | 'critical'>({
	low: 'low',
	moderate: 'moderate',
	severe: 'severe',
	critical: 'critical',
});

export const sourceText = say<'vantagepoint' | 'mailServer' | 'connector' | 'unknown'>({
	vantagepoint: 'Vantagepoint',
	mailServer: 'mail server',
	connector: 'connector',
	unknown: 'unknown',
});

export const activityText = say<(typeof activityKinds)[number]>({
	userAdded: 'added',
	userRemoved: 'deleted',
	userForceRemoved: 'force deleted',
	syncEnabled: 'sync enabled',
	syncDisabled: 'sync disabled',
	suspendedByAuthorization: 'suspended: authorization',
	suspendedByThrottling: 'suspended: throttling',
	suspendedByOther: 'suspended: error',
	holdLifted: 'hold lifted',
	mailboxInitialized: 'mailbox initialized',
	mailboxUninitialized: 'mailbox un-initialized',
	syncForced: 'sync forced',
	groupChanged: 'group changed',
	mailServerLost: 'mail server lost',
	mailServerConnected: 'mail server back',
});

/** The four counts as the product names them. */
export const countText = say<CountName>({
	active: 'Active',
	withIssues: 'With Issues',
	suspended: 'Suspended by Error',
	notConfigured: 'Not Configured',
});

/** The tabs as they are called in whole words. */
export const tabNames: Readonly<Record<Tab, SafeText>> = {
	dashboard: safe`Dashboard`,
	users: safe`Users`,
	groups: safe`Groups`,
	batches: safe`Batches`,
	options: safe`Sync Options`,
	activity: safe`Activity`,
};
