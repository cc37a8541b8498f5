import {expect, test} from 'vitest';
import {applyEdit, edit} from '../../mocks/edit.ts';
import {toSafe} from '../../source/contract/text.ts';
import {seconds} from '../../source/contract/time.ts';
import {type Verb} from '../../source/core/target.ts';
import {hostilePayloads} from '../support/hostile.ts';
import {openApp, type OpenedApp} from '../tui/open-app.ts';
import {dialogs, leave, papers, places} from '../tui/ways.ts';
import {bytesOf, type HostileText, openHostile} from './open-hostile.tsx';

// Half a pair becomes a character that terminals do not agree about: the cursor is placed anew behind it.
const payloads = Object.entries(hostilePayloads).filter(
	([name]) => name !== 'half a surrogate pair',
);

const invisible = /[\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]/u;

/** Text that is as wide as hostile text is when it is shown, and breaks into lines at the same places. */
function harmlessTwin(text: string): string {
	return toSafe(text).replaceAll(/[^ ]/gu, 'x');
}

/** What is written without what can be read: the terminal's commands, and as many letters between them. */
function commandsIn(bytes: string): string {
	// oxlint-disable-next-line no-control-regex -- this is what is looked for
	return bytes.replaceAll(/(\u001B\[[\d;?]*[@-~])|[^\u0000-\u001F\u007F-\u009F]/gu, (_, command) =>
		typeof command === 'string' ? command : 'x',
	);
}

/** What each screen and dialog writes to the terminal. */
async function everyScreen(fault: HostileText): Promise<ReadonlyMap<string, string>> {
	await using app = await openHostile(fault);
	const screens = new Map<string, string>();
	const draw = async (what: string): Promise<void> => {
		screens.set(what, await bytesOf(app));
	};
	for (const [what, keys] of Object.entries({...places, ...dialogs})) {
		app.press(...keys);
		await draw(what);
		app.press(...leave);
	}

	for (const verb of ['uninitialize', 'synchronize', 'forceDelete'] as const) {
		ask(app, verb);
		await draw(verb);
		app.press(...leave);
	}

	await lose(app);
	await draw('a change that came too late');
	return screens;
}

function ask(app: OpenedApp, verb: Verb): void {
	app.press('2', 's');
	const {dialog} = app.state();
	if (dialog?.kind === 'statusMenu') {
		app.tell({type: 'change.asked', verb, targets: dialog.targets});
	}
}

/** Somebody else changes a user while a change of him is confirmed. */
async function lose(app: OpenedApp): Promise<void> {
	ask(app, 'disable');
	await app.pass(seconds(1));
	const {dialog} = app.state();
	const target = dialog?.kind === 'confirm' ? dialog.plan.items[0]?.target : undefined;
	if (target?.kind === 'user') {
		const set = {notes: 'changed meanwhile', hold: 'other'};
		applyEdit(app.service.world, edit.parse({type: 'user', id: target.user.id, set}));
		app.press('y');
		await app.until(
			({runs}) => runs.at(-1)?.items.every(({phase}) => phase.kind === 'conflict') ?? true,
			'the race is lost',
		);
	}
}

const twins = new Map<string, Promise<ReadonlyMap<string, string>>>();

/** The screens of a harmless twin, drawn once for all payloads that are as wide. */
async function twinOf(fault: HostileText): Promise<ReadonlyMap<string, string>> {
	const text = fault.text === undefined ? {} : {text: harmlessTwin(fault.text)};
	const word = fault.word === undefined ? {} : {word: harmlessTwin(fault.word)};
	const twin = {...text, ...word};
	const key = JSON.stringify(twin);
	const drawn = twins.get(key) ?? everyScreen(twin);
	twins.set(key, drawn);
	return drawn;
}

async function expectNoControl(fault: HostileText): Promise<void> {
	const hostile = await everyScreen(fault);
	const harmless = await twinOf(fault);
	for (const [what, bytes] of hostile) {
		expect(commandsIn(bytes), what).toBe(commandsIn(harmless.get(what) ?? ''));
		expect(bytes, what).not.toMatch(invisible);
	}
}

/** Made as wide as most others. */
function padded(payload: string): string {
	return `${payload}${'x'.repeat(Math.max(0, 64 - toSafe(payload).length))}`;
}

test.each(payloads)(
	'%s in any text from the service cannot control the terminal [S1, S2]',
	async (_, payload) => {
		await expectNoControl({text: ` ${padded(payload)}`});
	},
);

const {colours, 'a clipboard write': clipboard, ...others} = hostilePayloads;

test.each([
	['colours and a clipboard write', `${colours}${clipboard}`],
	['8-bit controls', others['8-bit controls'] ?? ''],
	['a bidi override', others['a bidi override'] ?? ''],
])(
	'a status or kind that nobody knows, with %s in it, cannot control the terminal either [S1, S2]',
	async (_, word) => {
		await expectNoControl({word: padded(word)});
	},
);

test.each(['constructor', '__proto__'])(
	'a status or kind that is called "%s" is shown as any other that nobody knows [S25]',
	async (word) => {
		await expectNoControl({word});
	},
);

test.each(payloads)(
	'%s in any text is seen in the handover, and does nothing there [S1]',
	async (_, payload) => {
		await using app = await openHostile({text: ` ${padded(payload)}`});
		for (const [what, keys] of Object.entries(papers)) {
			app.press(...keys);
			const bytes = await bytesOf(app);
			// Of the terminal's commands only those that frames are drawn with: positions, colours, modes, and links never.
			// oxlint-disable-next-line no-control-regex -- this is what is looked for
			const others = bytes.replaceAll(/\u001B\[[\d;?]*[HmhlKnX@PABCDGJrSTLMd]/g, '');
			// oxlint-disable-next-line no-control-regex -- this is what is looked for
			expect(others, what).not.toMatch(/[\u0000-\u0009\u000B\u000C\u000E-\u001F\u007F-\u009F]/);
			expect(bytes, what).not.toMatch(invisible);
			expect(bytes, what).not.toContain('\u001B[2J');
			app.press(...leave);
		}
	},
);

test('what was drawn had hostile text in it', async () => {
	const screens = await everyScreen({text: '\u001B[2J', word: '\u009B'});
	expect([...screens].filter(([, bytes]) => !/\^\[|\\x9b/.test(bytes))).toEqual([]);
});

test('two users whose names differ only in what cannot be seen look different [S2]', async () => {
	await using app = await openApp({users: 2}, ({world}) => {
		const names = ['Ada Admin', 'Ada Ad\u200Bmin'];
		for (const [index, {id}] of world.users.entries()) {
			applyEdit(world, edit.parse({type: 'user', id, set: {name: names[index]}}));
		}
	});
	app.press('2');
	const screen = await bytesOf(app);
	expect(screen).toContain('Ada Admin');
	expect(screen).toContain('Ada Ad<U+200B>min');
});
