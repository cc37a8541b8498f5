import {expect, test} from 'vitest';
import {seconds} from '../../source/contract/time.ts';
import {toSafe} from '../../source/contract/text.ts';
import {
	type ConnectionLook,
	type ConnectionsPort,
	type SavedConnection,
} from '../../source/core/connections.ts';
import {lookOf} from '../../source/core/select/connections.ts';
import {drawFrame} from '../../source/tui/frame.ts';
import {openEngine, type OpenedEngine} from '../support/open-engine.ts';

const saved = (name: string, more: Partial<SavedConnection> = {}): SavedConnection => ({
	name: toSafe(name),
	url: toSafe(`https://${name}.example/api`),
	isProduction: false,
	isReadOnly: false,
	isCurrent: false,
	...more,
});

const look: ConnectionLook = {kind: 'silent', reason: toSafe('no connection')};

/** An engine that knows other connections, with what it asked of them. */
async function openWith(rows: readonly SavedConnection[], isDemo = false) {
	const asked: string[] = [];
	const connections: ConnectionsPort = {
		list: async () => rows,
		look(names) {
			asked.push(`look ${names.join(' ')}`);
			return new Map(names.map((name) => [name, look]));
		},
		leave() {
			asked.push('leave');
		},
		open(name) {
			asked.push(`open ${name}`);
		},
	};
	const opened = await openEngine({connections, connection: {savedAs: toSafe('acme'), isDemo}});
	return {...opened, asked};
}

function said({state}: OpenedEngine): string {
	const lines = drawFrame(state()).dialog?.lines ?? [];
	return lines.map((line) => line.map(({text}) => text as string).join('')).join('\n');
}

test('the list shows all, is looked at again while it is open, and left when it is not', async () => {
	const opened = await openWith([
		saved('acme'),
		saved('contoso', {isProduction: true}),
		saved('odd', {problem: toSafe('"url" is wrong')}),
	]);
	await opened.press('@');
	expect(opened.asked).toEqual(['look contoso']);
	expect(said(opened)).toMatch(/▌ ● acme[^]*contoso +\[PROD\][^]*no connection[^]*"url" is wrong/);
	await opened.pass(seconds(2));
	expect(opened.asked).toEqual(['look contoso', 'look contoso', 'look contoso']);
	await opened.press('escape');
	await opened.pass(seconds(5));
	expect(opened.asked.slice(3)).toEqual(['leave']);
});

test('Enter opens the one under the cursor; the one on screen and one that is odd are not opened', async () => {
	const {press, asked, notice, state} = await openWith([
		saved('acme'),
		saved('contoso'),
		saved('odd', {problem: toSafe('"url" is wrong')}),
	]);
	await press('@', 'enter');
	expect([notice(), state().dialog]).toEqual(['acme is on screen already', undefined]);
	await press('@', 'G', 'enter');
	expect(notice()).toBe('"url" is wrong');
	await press('k', 'enter');
	expect(asked.at(-1)).toBe('open contoso');
	expect(notice()).toBe('Opening contoso...');
});

test('what would be lost is asked about first, as at the end', async () => {
	// What is collected in the demo ends with it.
	const opened = await openWith([saved('acme'), saved('contoso')], true);
	const {press, ask, asked, state} = opened;
	await press('2');
	await ask('x');
	await press('+', '@', 'j', 'enter');
	expect(state().dialog).toEqual({kind: 'quit', switchTo: 'contoso'});
	expect(said(opened)).toContain('Change to contoso now?');
	await press('n');
	expect(asked.filter((text) => text.startsWith('open'))).toEqual([]);
	await press('@', 'j', 'enter', 'y');
	expect(asked.at(-1)).toBe('open contoso');
	expect(opened.asked).not.toContain('quit');
});

test('with none saved the list says how to save one', async () => {
	const opened = await openWith([]);
	await opened.press('@');
	expect(said(opened)).toContain('synctop login NAME --url URL');
	await opened.press('enter');
	expect(opened.state().dialog).toBeUndefined();
});

test('a glance has the counts, and the cause that hits the most once all were read', async () => {
	const {state} = await openEngine();
	expect(lookOf(state())).toMatchObject({kind: 'known', cause: 'none', freshness: 'live'});
	const idle = await openEngine({isIdle: true});
	expect(lookOf(idle.state())).toEqual({kind: 'asking'});
});
