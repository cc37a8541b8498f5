import {type MutantResult} from '@stryker-mutator/api/core';
import {type Reporter} from '@stryker-mutator/api/report';

/** What was tested so far: a run that is interrupted has something to say, too. */
export const tested: MutantResult[] = [];

export class Collector implements Reporter {
	onMutantTested(result: Readonly<MutantResult>): void {
		tested.push(result);
	}
}
