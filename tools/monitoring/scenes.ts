import {type ScenarioName, scenarios} from '../../mocks/scenarios/catalog.ts';

/** Something that goes wrong, or not, and the alerts that have to fire for it: these and no others. */
export type Scene = {
	readonly name: string;
	readonly kind: 'scenario' | 'refused' | 'gone' | 'noExporter';
	readonly alerts: readonly string[];
};

// A scenario that is new does not compile before somebody says what fires for it.
const ofScenarios: Readonly<Record<ScenarioName, readonly string[]>> = {
	calm: [],
	'secret-regenerated': [
		'SynctopCauseHitsEveryone',
		'SynctopSuspendedGrows',
		'SynctopManySuspended',
	],
	'server-outage': [
		'SynctopMailServerLost',
		'SynctopCauseHitsGroup',
		'SynctopNearSuspension',
		'SynctopSuspendedGrows',
	],
	throttling: ['SynctopMailServerThrottled', 'SynctopCauseHitsGroup', 'SynctopSuspendedGrows'],
	'ews-off': ['SynctopCauseHitsGroup', 'SynctopSuspendedGrows', 'SynctopManySuspended'],
	'corrupted-files': ['SynctopSuspendedGrows', 'SynctopManySuspended'],
	leavers: [],
	flapping: ['SynctopServiceDown'],
};

/** Every scenario of the embedded service, and what it has no scenario for. */
export const scenes: readonly Scene[] = [
	...scenarios.map(({name}) => ({name, kind: 'scenario' as const, alerts: ofScenarios[name]})),
	{
		name: 'credentials refused',
		kind: 'refused',
		alerts: ['SynctopCredentialsRefused'],
	},
	{name: 'service gone', kind: 'gone', alerts: ['SynctopServiceDown']},
	{name: 'exporter gone', kind: 'noExporter', alerts: ['SynctopExporterDown']},
];
