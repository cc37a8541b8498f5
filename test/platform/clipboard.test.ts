import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {clipboardSequence, clipboardWay, mostCopied} from '../../source/platform/clipboard.ts';
import {copyBy} from '../../source/tui/copy.ts';

test.each([
	[{TERM: 'xterm-256color'}, 'plain'],
	[{TERM: 'xterm-256color', TMUX: ''}, 'plain'],
	[{TERM: 'tmux-256color', TMUX: '/tmp/tmux-1/default,1,0'}, 'tmux'],
	[{TERM: 'screen-256color', TMUX: '/tmp/tmux-1/default,1,0'}, 'tmux'],
	[{TERM: 'screen', STY: '1.pts'}, 'screen'],
	[{TERM: 'xterm', STY: '1.pts'}, 'screen'],
	[{TERM: 'screen.xterm-256color'}, 'screen'],
	[{TERM: 'dumb'}, 'none'],
	[{}, 'none'],
])('%o is %s', (environment, way) => {
	expect(clipboardWay(environment)).toBe(way);
});

/** With words for the two control characters that there are. */
const named = (sequence: string): string =>
	sequence.replaceAll('\u001B', '<esc>').replaceAll('\u0007', '<bell>');

const unwrap = {
	plain: (sequence: string) => sequence,
	tmux: (sequence: string) =>
		/^<esc>Ptmux;(.*)<esc>\\$/.exec(sequence)?.[1]?.replaceAll('<esc><esc>', '<esc>'),
	screen: (sequence: string) => sequence.replaceAll(/<esc>P(.{1,90}?)<esc>\\(?=<esc>P|$)/g, '$1'),
} as const;

test('whatever is copied, what is sent is base64 in the form that each way takes, and comes out as it was [S8]', () => {
	fc.assert(
		fc.property(
			fc.string({unit: 'binary', maxLength: 300}),
			fc.constantFrom('plain', 'tmux', 'screen'),
			(text, way) => {
				const sequence = unwrap[way](named(clipboardSequence(text, way))) ?? '';
				const encoded = /^<esc>\]52;c;([A-Za-z0-9+/=]*)<bell>$/.exec(sequence)?.[1];
				expect(encoded).toBeDefined();
				expect(Buffer.from(encoded ?? '', 'base64').toString('utf8')).toBe(
					Buffer.from(text, 'utf8').toString('utf8'),
				);
			},
		),
	);
});

test('too much, a terminal without a clipboard and a screen that is not ours are refused with the reason [S8]', () => {
	const sent: string[] = [];
	const send = (text: string): boolean => sent.push(text) > 0;
	const reason = (copied: ReturnType<ReturnType<typeof copyBy>>) =>
		copied.ok ? undefined : String(copied.reason);
	expect(reason(copyBy('plain', send)('x'.repeat(mostCopied)))).toBeUndefined();
	expect(sent[0]?.length).toBe(100_000);
	expect(reason(copyBy('plain', send)('é'.repeat(mostCopied / 2 + 1)))).toContain('74,996 bytes');
	expect(reason(copyBy('none', send)('x'))).toContain('no clipboard');
	expect(reason(copyBy('tmux', () => false)('x'))).toContain('not this program');
	expect(sent).toHaveLength(1);
});
