import {safe} from '../../contract/text.ts';
import {addressChecks, type Side} from './checks/address.ts';
import {allowListCheck} from './checks/allow-list.ts';
import {certificateChecks} from './checks/certificate.ts';
import {clockCheck} from './checks/clock.ts';
import {groupChecks} from './checks/groups.ts';
import {machineChecks} from './checks/machine.ts';
import {peopleChecks} from './checks/people.ts';
import {rightsChecks} from './checks/rights.ts';
import {integratedCheck, signInChecks} from './checks/sign-in.ts';
import {userChecks} from './checks/users.ts';
import {type Finding} from './finding.ts';
import {type Check, type Found} from './found.ts';

const sides: readonly Side[] = [
	{key: 'service', name: safe`service`, of: ({service}) => service},
	{key: 'vantagepoint', name: safe`Vantagepoint`, of: ({vantagepoint}) => vantagepoint},
];

const checksOf = (side: Side): readonly Check[] => [
	...addressChecks(side),
	...certificateChecks(side),
	...signInChecks(side),
	clockCheck(side),
];

/** All checks, in the order in which they are told. */
export const checks: readonly Check[] = [
	...machineChecks,
	...sides.flatMap((side) => checksOf(side)),
	integratedCheck,
	...rightsChecks,
	...peopleChecks,
	...groupChecks,
	...userChecks,
	allowListCheck,
];

/** What all checks say of what was found. */
export function examine(found: Found): readonly Finding[] {
	return checks.map(({id, number, title, why, look}) => ({id, number, title, why, ...look(found)}));
}
