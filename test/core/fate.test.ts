import {expect, test} from 'vitest';
import {type Failure} from '../../source/contract/outcome.ts';
import {toSafe} from '../../source/contract/text.ts';
import {seconds} from '../../source/contract/time.ts';
import {type Fate, fateOf} from '../../source/core/fate.ts';
import {problemOf} from '../support/build.ts';

const code = toSafe('ECONNRESET');

test.each([
	[{kind: 'conflict', problem: problemOf()}, 'conflict'],
	[{kind: 'refused', problem: problemOf()}, 'refused'],
	[{kind: 'unreachable', code, wasSent: false}, 'failed'],
	[{kind: 'unreachable', code, wasSent: true}, 'unknown'],
	[{kind: 'timeout', phase: 'connect', wasSent: false}, 'failed'],
	[{kind: 'timeout', phase: 'response', wasSent: true}, 'unknown'],
	[{kind: 'malformed', path: code, expected: code}, 'unknown'],
	[{kind: 'tooLarge', limitBytes: 1}, 'unknown'],
	[{kind: 'broken', status: 502}, 'unknown'],
	[{kind: 'redirected', to: code}, 'unknown'],
	[{kind: 'throttled', status: 429}, 'failed'],
	[{kind: 'throttled', status: 503, retryAfter: {kind: 'delay', delay: seconds(1)}}, 'failed'],
	[{kind: 'throttled', status: 503}, 'unknown'],
	[{kind: 'unauthorized'}, 'failed'],
	[{kind: 'forbidden'}, 'failed'],
	[{kind: 'missing'}, 'failed'],
	[{kind: 'startOver'}, 'failed'],
	[{kind: 'cancelled'}, 'failed'],
] satisfies ReadonlyArray<readonly [Failure, Fate]>)(
	'a change that met %o is called by what is known of it',
	(failure, fate) => {
		expect(fateOf(failure)).toBe(fate);
	},
);
