import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {type Failure} from '../../source/contract/outcome.ts';
import {toSafe} from '../../source/contract/text.ts';
import {milliseconds, seconds} from '../../source/contract/time.ts';
import {type Event} from '../../source/core/event.ts';
import {freshnessOf} from '../../source/core/feed.ts';
import {verbs} from '../../source/core/target.ts';
import {groupOf, userOf} from '../support/build.ts';
import {type CallName, lost} from '../support/fake-service.ts';
import {openEngine} from '../support/open-engine.ts';

const by = fc.constantFrom<1 | -1>(1, -1);
const target = fc.constantFrom(
	{kind: 'user' as const, user: userOf('u-1'), group: groupOf('g-1'), isHidden: false},
	{kind: 'user' as const, user: userOf('u-9'), group: undefined, isHidden: true},
	{
		kind: 'group' as const,
		group: groupOf('g-1'),
		members: 3,
		notConfigured: 0,
		active: 0,
		running: 0,
		disabled: 0,
	},
);
const plain = fc.constantFrom<Event>(
	{type: 'feed.due'},
	{type: 'feed.settled', random: 0.3},
	{type: 'feed.pauseToggled'},
	{type: 'feed.refreshed'},
	{type: 'clock.ticked'},
	{type: 'view.entered'},
	{type: 'view.wentBack'},
	{type: 'view.swapped'},
	{type: 'list.marked'},
	{type: 'list.rangeToggled'},
	{type: 'list.allMarked'},
	{type: 'filter.opened'},
	{type: 'filter.abandoned'},
	{type: 'help.opened'},
	{type: 'prompt.opened', purpose: 'saveView', label: toSafe('Save')},
	{type: 'prompt.entered'},
	{type: 'savedView.opened', name: toSafe('a')},
	{type: 'savedView.forgotten', name: toSafe('a')},
	{type: 'columns.opened', list: 'users'},
	{type: 'columns.shifted', by: 1},
	{type: 'columns.toggled'},
	{type: 'columns.kept'},
	{type: 'theme.chosen', theme: 'light'},
	{type: 'palette.opened', text: ''},
	{type: 'palette.moved', id: 'command:app.help'},
	{type: 'palette.chosen', id: 'command:app.help', events: [{type: 'help.opened'}]},
	{type: 'field.typed', text: 'a'},
	{type: 'field.erased'},
	{type: 'field.filled', text: ':interval '},
	{type: 'feed.intervalSet', interval: seconds(7)},
	{type: 'dialog.closed'},
	{type: 'plan.rechecked'},
	{type: 'plan.startedAgain'},
	{type: 'plan.erased'},
	{type: 'plan.pressed', field: 'apply'},
	{type: 'plan.typed', text: 'u-1@example.com', isPaste: false},
	{type: 'plan.typed', text: 'delete 2', isPaste: true},
	{type: 'change.undoAsked'},
	{type: 'change.nextStep'},
	{type: 'change.rolledOut', verb: 'enable'},
	{type: 'change.resumed', runId: 'test-1'},
	{type: 'set.collected'},
	{type: 'set.opened'},
	{type: 'set.moved', by: 1},
	{type: 'set.dropped'},
	{type: 'set.applied'},
	{type: 'change.oneByOne'},
	{type: 'change.stopped'},
	{type: 'change.countedDown', planId: 'test-1'},
	{type: 'change.lookAgain', runId: 'test-1', id: 'u-1'},
	{type: 'terminal.resized', columns: 1, rows: 1},
	{type: 'terminal.resized', columns: 200, rows: 60},
);
const event = fc.oneof(
	plain,
	by.map((value): Event => ({type: 'list.moved', by: value * 1000})),
	by.map((value): Event => ({type: 'view.tabStepped', by: value})),
	by.map((value): Event => ({type: 'plan.fieldStepped', by: value})),
	fc
		.record({verb: fc.constantFrom(...verbs), targets: fc.array(target, {maxLength: 3})})
		.map((asked): Event => ({type: 'change.asked', ...asked})),
);
const calls: readonly CallName[] = [
	'changes',
	'listUsers',
	'overview',
	'getUser',
	'changeUser',
	'deleteUser',
];
const failures: readonly Failure[] = [
	lost,
	{kind: 'startOver'},
	{kind: 'missing'},
	{kind: 'unauthorized'},
];
const step = fc.oneof(
	{weight: 6, arbitrary: fc.record({event})},
	{
		weight: 1,
		arbitrary: fc.record({call: fc.constantFrom(...calls), failure: fc.constantFrom(...failures)}),
	},
	{weight: 2, arbitrary: fc.record({pass: fc.integer({min: 1, max: 15_000})})},
);

test('whatever happens in whatever order, nothing breaks, and one refresh brings it back to life', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, {maxLength: 40}), async (steps) => {
			const opened = await openEngine();
			for (const one of steps) {
				if ('event' in one) {
					await opened.dispatch(one.event);
				} else if ('pass' in one) {
					await opened.pass(milliseconds(one.pass));
				} else {
					opened.service.next(one.call, {failure: one.failure});
				}
			}

			for (const name of calls) {
				opened.service.always(name, undefined);
				opened.service.drop(name);
			}

			await opened.dispatch({type: 'feed.refreshed'});
			await opened.pass(seconds(6));
			expect(freshnessOf(opened.state().feed, opened.state().now)).toBe('live');
		}),
		{numRuns: 60},
	);
});
