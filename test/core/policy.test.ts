import {assert, boolean, constantFrom, nat, property} from 'fast-check';
import {expect, test} from 'vitest';
import {toSafe} from '../../source/contract/text.ts';
import {type Policy} from '../../source/core/policy.ts';
import {tierOf} from '../../source/core/plan.ts';
import {reasonOfHour} from '../../source/core/policy-rules.ts';
import {parse} from '../../source/core/query/parse.ts';
import {userFields} from '../../source/core/query/user-fields.ts';
import {epochMs} from '../../source/contract/time.ts';
import {targetName, verbs} from '../../source/core/target.ts';
import {userOf} from '../support/build.ts';
import {openEngine} from '../support/open-engine.ts';

const none: Policy = {requireReason: false};
const filter = (text: string) => parse(text, userFields.fields);

async function openWith(policy: Policy, isProduction = false) {
	return openEngine({
		connection: {policy, isProduction},
		users: ['u-1', 'u-2', 'u-3'].map((id) => userOf(id, {syncStatus: 'enabled'})),
	});
}

test('on production one key is not enough: the e-mail is typed', async () => {
	const {ask, press, type, plan, phases, state} = await openWith(none, true);
	await press('2');
	await ask('x');
	expect(tierOf(plan())).toBe(2);
	await press('y');
	expect(state().dialog?.kind).toBe('confirm');
	expect(plan().typed.confirmation).toBe('y');
	await press('backspace');
	const [first] = plan().items;
	await type(first === undefined ? '' : targetName(first.target));
	await press('tab', 'enter');
	expect(phases()).toEqual(['done']);
});

test('elsewhere one key is enough, and a batch alone takes no more on production', async () => {
	const plain = await openWith(none);
	await plain.press('2');
	await plain.ask('x');
	expect(tierOf(plain.plan())).toBe(1);
	const {plan, ...marked} = await openWith(none, true);
	await marked.press('2');
	await marked.ask('r');
	expect(tierOf(plan())).toBe(1);
});

test('a policy that asks why takes no yes before it was told, and the journal has it', async () => {
	const {ask, press, type, phases, state, journal, notice} = await openWith({requireReason: true});
	await press('2');
	await ask('x');
	await press('tab', 'tab', 'enter');
	expect(notice()).toContain('say why: the policy asks for it');
	await press('y');
	expect(state().dialog?.kind).toBe('confirm');
	await press('backspace');
	await type('maintenance');
	await press('tab', 'enter');
	expect(phases()).toEqual(['done']);
	expect(journal.entries.map(({reason}) => reason)).toEqual(['maintenance', 'maintenance']);
});

test('more users than the policy allows are refused at once, with the number', async () => {
	const {press, notice, state} = await openWith({...none, largestBulk: 2});
	await press('2', '*', 'x');
	expect(state().dialog).toBeUndefined();
	expect(notice()).toBe('the policy of contoso allows 2 users at once, and this would touch 3');
	await press('3', 'x');
	expect(notice()).toContain('would touch 3');
	await press('2', 'U', 'x');
	expect(state().dialog?.kind).toBe('confirm');
});

test('who is protected is left alone: refused alone, left out among others, with their group [S18]', async () => {
	const {press, ask, plan, notice, state} = await openWith({...none, protected: filter('u-2')});
	await press('2', 'j', 'x');
	expect(state().dialog).toBeUndefined();
	expect(notice()).toBe('protected by the policy of contoso (u-2)');
	await press('*');
	await ask('x');
	expect(plan().items.map(({check}) => check.kind)).toEqual(['same', 'leftOut', 'same']);
	await press('escape', '3', 'x');
	expect(notice()).toContain('protects members of this group');
});

test('in the hours that are read-only nothing is changed, over midnight as well', async () => {
	const {state} = await openWith(none);
	const at = (minute: number, hours: {readonly from: number; readonly to: number}) => {
		const {feed, ...rest} = state();
		const moment = minute * 60_000;
		return reasonOfHour({
			...rest,
			feed: {
				...feed,
				...(feed.last !== undefined && {
					last: {...feed.last, service: epochMs(moment), isTicking: false},
				}),
			},
			connection: {
				...rest.connection,
				policy: {...none, readOnlyHours: {...hours, text: toSafe('hours')}},
			},
		});
	};

	assert(
		property(nat(1439), nat(1439), nat(1439), (from, to, minute) => {
			const minutes = Array.from(
				{length: from <= to ? to - from : 1440 - from + to},
				(_, index) => (from + index) % 1440,
			);
			expect(at(minute, {from, to}) !== undefined).toBe(minutes.includes(minute));
		}),
		{numRuns: 50},
	);
});

test('a mark or a policy raises the tier of a change or leaves it, and never lowers it', async () => {
	const {ask, press, plan} = await openWith(none);
	await press('2', '*');
	await ask('x');
	const base = plan();
	assert(
		property(constantFrom(...verbs), boolean(), boolean(), (verb, mark, why) => {
			const usual = {...base, verb};
			const marked = {...usual, ...(mark && {isProduction: true}), ...(why && {mustExplain: true})};
			expect(tierOf(marked)).toBeGreaterThanOrEqual(tierOf(usual));
		}),
	);
});
