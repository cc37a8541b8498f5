import xterm from '@xterm/headless';
import {type Sink} from '../../source/screen-writer/screen-writer.ts';
import {type Timer} from '../../source/screen-writer/flow.ts';
import {milliseconds} from '../../source/contract/time.ts';
import {manualClock} from '../support/manual-clock.ts';

/** A clock that stands still until it is moved, as the writer wants one. */
export function openTimer() {
	const clock = manualClock();
	const timer: Timer = {
		elapsed: clock.elapsed,
		after: (delay, task) => clock.after(milliseconds(delay), task),
	};
	return {
		timer,
		pass: (by: number): void => {
			clock.advance(milliseconds(by));
		},
	};
}

/** A terminal emulator as the eye: what it shows is what counts. It answers marks only when it is told to. */
export function openEye(columns: number, rows: number) {
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	const sent: string[] = [];
	const sink: Sink = {
		write(text) {
			sent.push(text);
			terminal.write(text);
			return true;
		},
		once: () => undefined,
	};
	return {
		...openTimer(),
		sink,
		sent,
		/** What was written since the last call. */
		taken: () => sent.splice(0).join(''),
		async screen(): Promise<readonly string[]> {
			await new Promise<void>((resolve) => {
				terminal.write('', resolve);
			});
			const {active} = terminal.buffer;
			return Array.from({length: rows}, (_, row) => {
				const line = active.getLine(row);
				return Array.from({length: columns}, (_unused, column) => {
					const cell = line?.getCell(column);
					const text = cell?.getWidth() === 0 ? '' : cell?.getChars() || ' ';
					const look = [
						cell?.isBold() ? 'b' : '',
						cell?.isDim() ? 'd' : '',
						cell?.isInverse() ? 'i' : '',
						cell?.isUnderline() ? 'u' : '',
						cell?.isFgDefault() ? '' : cell?.getFgColor(),
						cell?.isBgDefault() ? '' : `/${cell?.getBgColor()}`,
					].join('');
					return `${text}<${look}>`;
				}).join('');
			});
		},
	};
}
