import {startService} from '../../mocks/start.ts';
import {createClient} from '../../source/client/client.ts';
import {safe} from '../../source/contract/text.ts';
import {epochMs, milliseconds, seconds} from '../../source/contract/time.ts';
import {createEngine} from '../../source/core/engine.ts';
import {type Line, type Span} from '../../source/core/select/line.ts';
import {initialState, type State} from '../../source/core/state.ts';
import {noPlans} from '../../test/support/plan-memory.ts';
import {notebookInMemory} from '../../source/platform/notebook-file.ts';
import {type Clock} from '../../source/platform/clock.ts';
import {widthOf} from '../../source/format/width.ts';
import {overlay} from '../../source/tui/draw/overlay.ts';
import {drawFrame, type Frame} from '../../source/tui/frame.ts';
import {codesOf} from '../../source/tui/theme.ts';

const size = {columns: 120, rows: 36};
const cell = {width: 8.4, height: 18};

/** The dashboard of the demo as SVG: drawn by the program, from the service that is embedded in it, at a moment that stands still. */
export async function dashboardPicture(): Promise<string> {
	return frameSvg(drawFrame(await stillState()));
}

const polls = 60;
const betweenPolls = seconds(60);

// A clock that moves only when it is told to: the same picture on every machine and every day.
function createStillClock() {
	let elapsed = 0;
	const clock: Clock = {
		now: () => epochMs(1_795_424_400_000 + elapsed),
		elapsed: () => milliseconds(elapsed),
		after: () => () => undefined,
	};
	return {
		clock,
		move(by: number): void {
			elapsed += by;
		},
	};
}

async function stillState(): Promise<State> {
	const time = createStillClock();
	const {clock} = time;
	const service = await startService({
		users: 412,
		groups: 9,
		seed: 11,
		scenario: 'server-outage',
		speed: 0,
		port: 0,
		clock,
	});
	const client = createClient({
		url: service.url,
		auth: {kind: 'none'},
		clock,
		userAgent: 'synctop docs',
	});
	const engine = createEngine(
		initialState({
			connection: {
				name: safe`simulated service`,
				url: safe`demo`,
				isDemo: true,
				isReadOnly: false,
				nonce: 'picture',
			},
			interval: seconds(2),
			now: {elapsed: clock.elapsed(), wall: clock.now()},
			size,
		}),
		{
			clock,
			random: () => 0.5,
			service: client,
			journal: {
				append: async () => ({ok: true}),
				check: async () => ({ok: true}),
				unsettled: async () => ({entries: []}),
				recent: async () => ({requests: []}),
			},
			notebook: notebookInMemory,
			handover: {write: async () => ({ok: false, reason: safe`nothing is written here`})},
			plans: noPlans,
			settings: {saveInterval: () => undefined, keep: () => undefined},
			terminal: () => undefined,
			report(error) {
				throw error;
			},
		},
	);
	const until = async (isReached: (state: State) => boolean): Promise<void> => {
		const {promise, resolve} = Promise.withResolvers<void>();
		const unsubscribe = engine.store.subscribe((state) => {
			if (isReached(state)) {
				resolve();
			}
		});
		await promise;
		unsubscribe();
	};
	engine.dispatch({type: 'app.started'});
	await until(({isComplete, feed}) => isComplete && feed.doing.kind === 'waiting');
	for (let poll = 0; poll < polls; poll++) {
		service.advance(betweenPolls);
		time.move(betweenPolls);
		const settled = until(({feed}) => feed.doing.kind === 'waiting');
		engine.dispatch({type: 'feed.refreshed'});
		await settled;
	}

	const state = engine.store.getState();
	engine.stop();
	client.close();
	await service.stop();
	return state;
}

/** A frame as it stands on the terminal, dialog and all. */
export function frameSvg({lines, dialog}: Frame): string {
	return toSvg(dialog === undefined ? lines : overlay(lines, dialog.lines, dialog));
}

function toSvg(lines: readonly Line[]): string {
	const width = Math.round(size.columns * cell.width + 24);
	const height = lines.length * cell.height + 24;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">`,
		`<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>`,
		...lines.flatMap((line, row) => rowSvg(line, 12 + row * cell.height)),
		'</svg>',
		'',
	].join('\n');
}

function rowSvg(line: Line, top: number): readonly string[] {
	let column = 0;
	return line.flatMap((span) => {
		const at = column;
		column += widthOf(span.text);
		return span.text.trim() === '' && !isFilled(span) ? [] : spanSvg(span, at, top);
	});
}

function isFilled({tone}: Span): boolean {
	return /(?:^|;)(?:7|48)(?:;|$)/.test(codesOf(tone, {depth: 'truecolor'}));
}

function spanSvg({text, tone}: Span, column: number, top: number): readonly string[] {
	const codes = codesOf(tone, {depth: 'truecolor'});
	const colors = [...codes.matchAll(/(38|48);2;(\d+);(\d+);(\d+)/g)];
	const colorOf = (kind: string) => {
		const found = colors.find(([, code]) => code === kind);
		return found === undefined ? undefined : `rgb(${found[2]},${found[3]},${found[4]})`;
	};
	const isInverse = codes.split(';')[0] === '7';
	const ink = colorOf('38') ?? '#e6edf3';
	const left = (12 + column * cell.width).toFixed(1);
	const width = (widthOf(text) * cell.width).toFixed(1);
	const paper = isInverse ? ink : colorOf('48');
	const weight = /(?:^|;)1(?:;|$)/.test(codes.replaceAll(/(?:38|48);2;\d+;\d+;\d+/g, ''))
		? ' font-weight="bold"'
		: '';
	return [
		...(paper === undefined
			? []
			: [
					`<rect x="${left}" y="${top}" width="${width}" height="${cell.height}" fill="${paper}"/>`,
				]),
		`<text x="${left}" y="${top + 14}" fill="${isInverse ? '#0d1117' : ink}"${weight} textLength="${width}" xml:space="preserve">${escapeXml(text)}</text>`,
	];
}

function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
