import {calm} from './calm.ts';
import {corruptedFiles} from './corrupted-files.ts';
import {ewsOff} from './ews-off.ts';
import {flapping} from './flapping.ts';
import {leavers} from './leavers.ts';
import {type Scenario} from './scenario.ts';
import {secretRegenerated} from './secret-regenerated.ts';
import {serverOutage} from './server-outage.ts';
import {throttling} from './throttling.ts';

const all = [
	calm,
	secretRegenerated,
	serverOutage,
	throttling,
	ewsOff,
	corruptedFiles,
	leavers,
	flapping,
] as const;

export type ScenarioName = (typeof all)[number]['name'];

/** All scenarios, in the order in which they are offered. */
export const scenarios: ReadonlyArray<Scenario & {readonly name: ScenarioName}> = all;

export function findScenario(name: string): (Scenario & {readonly name: ScenarioName}) | undefined {
	return scenarios.find((scenario) => scenario.name === name);
}
