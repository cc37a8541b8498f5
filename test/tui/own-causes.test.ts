import {expect, test} from 'vitest';
import {createKnowledge} from '../../source/knowledge/cause.ts';
import {parseOwnKinds} from '../../source/knowledge/own-kinds.ts';
import {drawFrame} from '../../source/tui/frame.ts';
import {openApp} from './open-app.ts';

const runbook = 'https://wiki.contoso.example/runbooks/mail';

function knowledge() {
	const parsed = parseOwnKinds({
		causes: [
			{
				name: 'The mail team knows',
				contains: ['mailbox', 'password', 'refresh token'],
				steps: ['Call the mail team'],
				runbook,
			},
		],
	});
	return createKnowledge(parsed.ok ? parsed.kinds : []);
}

test('a cause of your own is on the screen with its name, its steps and the link to the runbook', async () => {
	await using app = await openApp({knowledge: knowledge()});
	const screen = (): string =>
		drawFrame(app.state())
			.lines.map((line) => line.map(({text}) => text).join(''))
			.join('\n');
	app.press('c');
	expect(screen()).toContain('The mail team knows');
	app.tell({type: 'view.opened', place: {kind: 'cause', key: 'own:the-mail-team-knows'}});
	expect(screen()).toContain('Call the mail team');
	expect(screen()).toContain(runbook);
	// What the engine does about it is not known, and is not made up.
	expect(screen()).not.toContain('The engine');
});
