/** Gives the name of a value for a word of the wire; `unknown` for a word from a newer service. */
function namesOf(names: Readonly<Record<string, string>>) {
	const byWord = new Map(Object.entries(names));
	const choices = [
		...Object.entries(names).map(([word, name]) => ({name, also: [word]})),
		{name: 'unknown'},
	];
	return {choices, of: (word: string) => byWord.get(word) ?? 'unknown'};
}

export const batches = namesOf({
	queued: 'queued',
	running: 'running',
	finished: 'finished',
	finishedWithIssues: 'with-issues',
	suspended: 'suspended',
	interrupted: 'interrupted',
});
export const syncStatuses = namesOf({enabled: 'enabled', disabled: 'disabled'});
export const effective = namesOf({
	enabled: 'enabled',
	disabled: 'disabled',
	disabledByGroup: 'by-group',
	suspendedByError: 'suspended',
});
export const mailboxes = namesOf({initialized: 'initialized', notInitialized: 'not-initialized'});
export const holds = namesOf({
	none: 'none',
	authorization: 'authorization',
	throttling: 'throttling',
	other: 'other',
});
export const accessTypes = namesOf({
	exchangeDirectLogon: 'exchange-direct-logon',
	exchangeImpersonation: 'exchange-impersonation',
	office365OAuth: 'office-365-oauth',
	googleCustomApp: 'google-custom-app',
});
export const platforms = namesOf({outlook: 'outlook', google: 'google'});
export const roles = namesOf({
	user: 'user',
	groupAdmin: 'group-admin',
	platformAdmin: 'platform-admin',
});
