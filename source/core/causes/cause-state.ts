import {type Cause} from './cause-index.ts';

/** Whether a cause keeps whole batches from ending well, or did so to somebody whose next batch is on its way. */
export function stops({suspended, failing, trying}: Cause): boolean {
	return suspended + failing + trying > 0;
}
