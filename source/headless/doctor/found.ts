import {type Overview} from '../../contract/changes.ts';
import {type Failure, type Outcome} from '../../contract/outcome.ts';
import {type Session} from '../../contract/session.ts';
import {type SafeText} from '../../contract/text.ts';
import {type EpochMs} from '../../contract/time.ts';
import {type Employee, type LoginConfig} from './employee.ts';
import {type Known, type Verdict} from './finding.ts';
import {
	type Knocked,
	type MachineFound,
	type Place,
	type SettingFound,
	type SignedIn,
} from './ports.ts';
import {type RangeFile} from './ranges.ts';
import {type Survey} from './survey.ts';

/** A server as it was found. */
export type PlaceFound = {
	readonly place: Pick<Place, 'url' | 'isDemo' | 'credentials' | 'integrated'>;
	readonly knocked: Knocked;
	readonly signedIn: Outcome<SignedIn>;
};

/** All that the checks look at. */
export type Found = {
	readonly now: EpochMs;
	readonly settings: readonly SettingFound[];
	readonly problem: SafeText | undefined;
	readonly service: Known<PlaceFound>;
	readonly vantagepoint: Known<PlaceFound>;
	readonly session: Known<Session>;
	/** Why the session was not told, where the service answered by a refusal. */
	readonly sessionFailure: Failure | undefined;
	readonly overview: Known<Overview>;
	readonly users: Known<Survey>;
	readonly loginConfig: Known<LoginConfig>;
	readonly employees: Known<readonly Employee[]>;
	readonly allowList: Known<RangeFile>;
	readonly ranges: Known<RangeFile>;
	readonly machine: MachineFound;
};

/** A question that the doctor puts to what was found. */
export type Check = {
	readonly id: string;
	/** Its number in the list that the documentation of the product gives. */
	readonly number: number;
	readonly title: SafeText;
	readonly why: SafeText;
	readonly look: (found: Found) => Verdict;
};
