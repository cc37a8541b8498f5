import {stripVTControlCharacters} from 'node:util';
import {render} from 'ink-testing-library';
import {describe, expect, test, vi} from 'vitest';
import {safe} from '../../source/contract/text.ts';
import {StatsTable} from '../../source/tui/components/stats-table.tsx';
import {Choose} from '../../source/tui/dialogs/choose.tsx';
import {type Theme} from '../../source/tui/theme.ts';

const theme: Theme = {depth: 'plain', isAscii: false};
const choices = {
	id: 'status',
	width: 40,
	items: [
		{value: 'enable', label: safe`Enabled`, isPossible: false},
		{value: 'disable', label: safe`Disabled`, isPossible: true},
		{value: 'delete', label: safe`Delete`, isPossible: false},
	],
};

describe('the list of a menu', () => {
	test('shows every choice, the possible and the others', () => {
		const {lastFrame} = render(
			<Choose choices={choices} theme={theme} onChoose={() => undefined} />,
		);
		expect(lastFrame()).toMatch(/▌ Enabled[^]*Disabled[^]*Delete/);
	});

	test('gives the value under the cursor on Enter, after moving down', async () => {
		const onChoose = vi.fn<(value: string) => void>();
		const {stdin, lastFrame} = render(
			<Choose choices={choices} theme={theme} onChoose={onChoose} />,
		);
		stdin.write('j');
		await vi.waitFor(() => {
			expect(lastFrame()).toContain('▌ Disabled');
		});
		stdin.write('\r');
		await vi.waitFor(() => {
			expect(onChoose).toHaveBeenCalledExactlyOnceWith('disable');
		});
	});
});

describe('the table of statistics', () => {
	const rows = [
		{
			Object: 'Contact',
			Direction: 'mailbox -> CRM',
			Created: '1,204',
			Updated: '3',
			Deleted: '0',
			Failed: '12',
		},
	];

	// What stands there, without the attributes.
	const textOf = (frame: string | undefined) => stripVTControlCharacters(frame ?? '');

	test('has a rule between rows where there is room, and numbers at the right', () => {
		const {lastFrame} = render(<StatsTable rows={rows} isCompact={false} isAscii={false} />);
		expect(textOf(lastFrame())).toContain('├');
		expect(textOf(lastFrame())).toContain('│   1,204 │');
	});

	test('takes one line a row where there is not', () => {
		const {lastFrame} = render(<StatsTable rows={rows} isCompact isAscii={false} />);
		expect(textOf(lastFrame()).trim().split('\n')).toHaveLength(2);
	});

	test.each([true, false])('is drawn with ASCII alone where that is asked for', (isCompact) => {
		const {lastFrame} = render(<StatsTable rows={rows} isCompact={isCompact} isAscii />);
		expect(textOf(lastFrame())).toMatch(/^[\u0020-\u007E\n]+$/);
	});
});
