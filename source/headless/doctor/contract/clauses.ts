import {type Clause} from './clause.ts';
import {changesClauses} from './clauses-changes.ts';
import {changingClauses} from './clauses-changing.ts';
import {entityClauses} from './clauses-entities.ts';
import {httpClauses} from './clauses-http.ts';
import {sessionClauses} from './clauses-session.ts';
import {usersClauses} from './clauses-users.ts';

/** Every clause: the doctor looks at them, and docs/contract.md is written from them. */
export const clauses: readonly Clause[] = [
	...httpClauses,
	...sessionClauses,
	...usersClauses,
	...changesClauses,
	...entityClauses,
	...changingClauses,
];
