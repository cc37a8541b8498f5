import {render} from 'ink-testing-library';
import {armedFault} from '../../mocks/faults.ts';
import {createScreenWriter} from '../../source/screen-writer/screen-writer.ts';
import {drawFrame} from '../../source/tui/frame.ts';
import {isPlain, paintFrame, type Painted} from '../../source/tui/painted.ts';
import {Screen} from '../../source/tui/screen.tsx';
import {type Theme} from '../../source/tui/theme.ts';
import {openTimer} from '../screen-writer/open-eye.ts';
import {openApp, type OpenedApp} from '../tui/open-app.ts';

export type HostileText = {
	/** At the end of every free text. */
	readonly text?: string;
	/** In the place of every status and kind. */
	readonly word?: string;
};

// As wide as the terminal of the library that renders components here.
const size = {columns: 100, rows: 30};
const theme: Theme = {depth: 'ansi16', isAscii: false};

/** The program at a service that says hostile things wherever it says something. */
export async function openHostile(fault: HostileText) {
	const app = await openApp({users: 20, scenario: 'corrupted-files'}, ({faults}) => {
		faults.arm(armedFault.parse({fault: {kind: 'hostileText', ...fault}, times: 1_000_000}));
	});
	app.resize(size);
	return app;
}

/** What a whole repaint of the screen writes to the terminal. */
export async function bytesOf(app: OpenedApp): Promise<string> {
	await app.until(({details: {user, batch}, dialog}) => {
		const isChecked =
			dialog?.kind !== 'confirm' ||
			(dialog.plan.reachability.kind !== 'asking' &&
				dialog.plan.items.every(({check}) => check.kind !== 'asking'));
		return isChecked && !user.isAsking && !batch.isAsking;
	}, 'everything on screen is read');
	let written = '';
	const sink = {
		write(text: string): boolean {
			written += text;
			return true;
		},
		once: () => undefined,
	};
	const painted = paintFrame(drawFrame(app.state()), theme);
	for (const rows of [painted.rows, componentsOf(painted)]) {
		createScreenWriter(sink, openTimer().timer).draw(rows, painted.columns);
	}

	return written;
}

const drawn = new Map<string, readonly string[]>();

/** The components of a screen by themselves. Most have nothing of the service in them: they are drawn once. */
function componentsOf({menu, statistics, rows, columns, theme}: Painted): readonly string[] {
	const painted = {menu, statistics, rows: rows.map(() => ''), columns, theme};
	const key = JSON.stringify(painted);
	const known = drawn.get(key) ?? drawComponents(painted);
	drawn.set(key, known);
	return known;
}

function drawComponents(painted: Painted): readonly string[] {
	if (isPlain(painted)) {
		return painted.rows;
	}

	const {lastFrame, unmount} = render(
		<Screen painted={painted} theme={theme} onChoose={() => undefined} />,
	);
	const rows = (lastFrame() ?? '').split('\n');
	unmount();
	return rows;
}
