import {describe, expect, test} from 'vitest';
import {type Failure, type Outcome} from '../../source/contract/outcome.ts';
import {epochMs, seconds} from '../../source/contract/time.ts';
import {judge, type Verdict} from '../../source/core/read-back.ts';
import {type ItemPhase, type RunItem} from '../../source/core/run.ts';
import {type Step, type Target} from '../../source/core/target.ts';
import {userOf} from '../support/build.ts';
import {away} from '../support/fake-service.ts';

const at = epochMs(1_795_424_400_000);
const shown = userOf('u-1', {version: 3, syncStatus: 'enabled'});

const target = (fields: Parameters<typeof userOf>[1]): Target => ({
	kind: 'user',
	user: userOf('u-1', fields),
	group: undefined,
	isHidden: false,
});

const item = (step: Step, answered?: number): RunItem => ({
	target: {kind: 'user', user: shown, group: undefined, isHidden: false},
	steps: [step],
	version: 3,
	...(answered !== undefined && {answered}),
	phase: {kind: 'waiting'},
});

const verifying = (tries = 0) => ({kind: 'verifying', step: 0, tries}) as const;
const unknown = (tries = 0, failures = 0): Extract<ItemPhase, {kind: 'unknown'}> => ({
	kind: 'unknown',
	step: 0,
	since: at,
	tries,
	failures,
});
const found = (fields: Parameters<typeof userOf>[1]): Outcome<Target> => ({
	ok: true,
	value: target(fields),
});
const failed = (failure: Failure): Outcome<Target> => ({ok: false, failure});
const gone = failed({kind: 'missing'});

function judged(
	phase: Parameters<typeof judge>[0],
	step: Step,
	outcome: Outcome<Target>,
	answered?: number,
): Verdict {
	return judge(phase, {item: item(step, answered), step, outcome, at});
}

describe('a change that the service answered', () => {
	test('is made when it is read back as wanted', () => {
		const read = found({version: 4, syncStatus: 'disabled'});
		expect(judged(verifying(), 'disable', read, 4)).toEqual({
			kind: 'made',
			version: 4,
			endsChain: false,
		});
	});

	test('is made although somebody changed it since, and no further step follows', () => {
		const read = found({version: 5, syncStatus: 'enabled'});
		expect(judged(verifying(), 'disable', read, 4)).toMatchObject({
			kind: 'made',
			version: 4,
			notice: expect.stringContaining('changed again by somebody'),
			endsChain: true,
		});
	});

	test('is made although it cannot be read back, after a few tries and no more', () => {
		expect(judged(verifying(), 'disable', failed(away), 4).kind).toBe('again');
		expect(judged(verifying(4), 'disable', failed(away), 4)).toMatchObject({
			kind: 'made',
			notice: expect.stringContaining('not read back'),
		});
	});

	test('is made although it is still shown as before, after a few tries and no more', () => {
		const lagging = found({version: 3, syncStatus: 'enabled'});
		expect(judged(verifying(), 'disable', lagging, 4)).toEqual({
			kind: 'again',
			phase: verifying(1),
			pause: seconds(1),
		});
		expect(judged(verifying(4), 'disable', lagging, 4)).toMatchObject({
			kind: 'made',
			notice: 'done, but still shown as before when read back',
		});
	});

	test.each(['delete', 'forceDelete'] as const)(
		'is made when the user is gone, and that was what %s asked for',
		(step) => {
			expect(judged(verifying(), step, gone)).toEqual({
				kind: 'made',
				version: 3,
				endsChain: false,
			});
		},
	);

	test('is made when the user is gone without having been asked for, and that is said', () => {
		expect(judged(verifying(), 'disable', gone, 4)).toMatchObject({
			kind: 'made',
			notice: 'done, and deleted by somebody since',
			endsChain: true,
		});
	});
});

describe('a change whose answer was lost', () => {
	test('is made when the wanted state is there in a later version', () => {
		expect(judged(unknown(), 'disable', found({version: 4, syncStatus: 'disabled'}))).toMatchObject(
			{kind: 'made', endsChain: true},
		);
	});

	test('is not made when the old version was read often enough', () => {
		const read = found({version: 3, syncStatus: 'enabled'});
		expect(judged(unknown(0), 'disable', read)).toMatchObject({kind: 'again', phase: {tries: 1}});
		expect(judged(unknown(11), 'disable', read)).toEqual({kind: 'notMade'});
	});

	test('cannot be told when somebody changed or deleted the user since', () => {
		expect(judged(unknown(), 'disable', found({version: 9, syncStatus: 'enabled'}))).toEqual({
			kind: 'untold',
			reason: 'changed by somebody since (version 9)',
		});
		expect(judged(unknown(), 'disable', gone)).toEqual({
			kind: 'untold',
			reason: 'deleted by somebody since',
		});
		expect(judged(unknown(), 'delete', gone).kind).toBe('made');
	});

	test('cannot be told when it is so after several changes, unless a new batch tells', () => {
		const read = found({version: 5, syncStatus: 'disabled', batch: undefined});
		expect(judged(unknown(), 'disable', read)).toEqual({
			kind: 'untold',
			reason: 'it is so now, after several changes (version 5)',
		});
		expect(judged(unknown(), 'synchronize', read)).toMatchObject({kind: 'made', version: 5});
	});

	test('is asked about less and less often while the service is away, for as long as that takes', () => {
		const pauses = [0, 1, 2, 3, 4, 50].map((failures) => {
			const verdict = judged(unknown(2, failures), 'disable', failed(away));
			return verdict.kind === 'again' ? verdict.pause : 0;
		});
		expect(pauses).toEqual([5, 10, 20, 40, 60, 60].map((value) => seconds(value)));
	});

	test('leaves the service alone when it asks for that, or refused the credentials', () => {
		const retryAfter = {kind: 'delay', delay: seconds(300)} as const;
		expect(
			judged(unknown(), 'disable', failed({kind: 'throttled', status: 429, retryAfter})),
		).toMatchObject({pause: seconds(300)});
		expect(judged(unknown(), 'disable', failed({kind: 'unauthorized'}))).toMatchObject({
			pause: seconds(60),
		});
	});
});
