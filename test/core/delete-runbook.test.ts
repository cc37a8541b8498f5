import {expect, test} from 'vitest';
import {milliseconds, seconds} from '../../source/contract/time.ts';
import {drawFrame} from '../../source/tui/frame.ts';
import {type OpenedEngine} from '../support/open-engine.ts';
import {openUsers} from '../support/open-users.ts';

function said({state}: OpenedEngine): readonly string[] {
	const lines = drawFrame(state()).dialog?.lines ?? [];
	return lines.map((line) => line.map(({text}) => text as string).join(''));
}

/** Which of the steps are ticked, and which is watched. */
function ticks(opened: OpenedEngine): string {
	return said(opened)
		.flatMap((line) => /\d \[([x~ ])\]/.exec(line)?.[1] ?? [])
		.join('');
}

/** Goes through the confirmation of the step that is next. */
async function doNext(opened: OpenedEngine, phrase = ''): Promise<void> {
	await opened.press('enter');
	await opened.pass(milliseconds(400));
	await (phrase === '' ? opened.press('y') : opened.type(phrase));
	if (phrase !== '') {
		await opened.press('tab', 'enter');
	}

	await opened.pass(seconds(12));
}

test('the checklist to a Delete ticks itself, and leads from step to step', async () => {
	const opened = await openUsers();
	await opened.press('D');
	expect(ticks(opened)).toBe('    ');
	expect(said(opened).join('\n')).toContain('[> Enter  Disable sync... <]');
	await doNext(opened);
	expect(ticks(opened)).toBe('x   ');
	expect(said(opened).join('\n')).toContain('[> Enter  Un-initialize mailbox... <]');
	await doNext(opened, 'u-1@example.com');
	expect(ticks(opened)).toBe('xxx ');
	expect(said(opened).join('\n')).toContain('Delete is possible now');
	await doNext(opened, 'u-1@example.com');
	expect(opened.state().dialog).toBeUndefined();
	expect(opened.service.world.user('u-1')).toBeUndefined();
	expect(opened.service.changes().map(({name}) => name)).toEqual([
		'changeUser',
		'uninitializeUser',
		'deleteUser',
	]);
});

test('what somebody else does ticks the list too, while it is open', async () => {
	const opened = await openUsers();
	await opened.press('D');
	opened.service.world.change('u-1', {syncStatus: 'disabled'});
	await opened.pass(seconds(6));
	expect(ticks(opened)).toBe('x   ');
	opened.service.world.change('u-1', {mailboxStatus: 'notInitialized'});
	await opened.pass(seconds(6));
	expect(ticks(opened)).toBe('xxx ');
	opened.service.world.remove('u-1');
	await opened.pass(seconds(6));
	expect(said(opened).join('\n')).toContain('The user is gone');
	await opened.press('enter', 'escape');
	expect(opened.state().dialog).toBeUndefined();
	expect(opened.service.changes()).toEqual([]);
});

test('a removal that takes its time is watched until the data is gone', async () => {
	const opened = await openUsers();
	await opened.press('D');
	await doNext(opened);
	await doNext(opened, 'u-1@example.com');
	// The service said yes to it with this version, and the row still tells of data.
	const answered = {mailboxStatus: 'initialized', version: 3} as const;
	opened.service.world.change('u-1', answered);
	await opened.pass(seconds(6));
	expect(ticks(opened)).toBe('xx~ ');
	expect(said(opened).join('\n')).toContain('this screen watches it');
	await opened.press('enter');
	expect(opened.state().dialog?.kind).toBe('deleteBlocked');
	opened.service.world.change('u-1', {mailboxStatus: 'notInitialized'});
	await opened.pass(seconds(6));
	expect(ticks(opened)).toBe('xxx ');
	// Set up again later, it has to be un-initialized again.
	opened.service.world.change('u-1', {mailboxStatus: 'initialized'});
	await opened.pass(seconds(6));
	expect(ticks(opened)).toBe('x   ');
});

test('a step that is cancelled or refused leads back to the list, unticked', async () => {
	const opened = await openUsers();
	await opened.press('D', 'enter');
	await opened.pass(milliseconds(400));
	await opened.press('n');
	expect(ticks(opened)).toBe('    ');
	await opened.press('x');
	await opened.pass(milliseconds(400));
	opened.service.world.change('u-1', {hold: 'other'});
	await opened.press('y', 'escape');
	expect(ticks(opened)).toBe('    ');
	await opened.press('escape');
	expect(opened.state().dialog).toBeUndefined();
});
