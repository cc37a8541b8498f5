import fs from 'node:fs';
import {expect, test} from 'vitest';
import {readable} from '../../source/contract/rows.ts';
import {toSafe} from '../../source/contract/text.ts';
import {epochMs, milliseconds} from '../../source/contract/time.ts';
import {type Header} from '../../source/replay/recording.ts';
import {readRecording} from '../../source/replay/read-recording.ts';
import {openRecorder, type Recorder} from '../../source/replay/write-recording.ts';
import {modeOf, openFolder} from '../platform/temp-folder.ts';
import {changesOf, overviewOf, sessionOf, userOf} from '../support/build.ts';
import {hostilePayloads} from '../support/hostile.ts';
import {manualClock} from '../support/manual-clock.ts';

const header: Header = {
	synctop: 'recording',
	v: 1,
	program: toSafe('1.2.3'),
	connection: toSafe('contoso'),
	at: epochMs(0),
	isMasked: false,
};

function open(file: string, more: Partial<Header> & {readonly mostBytes?: number} = {}): Recorder {
	const {mostBytes, ...rest} = more;
	const opened = openRecorder({
		file,
		header: {...header, ...rest},
		clock: manualClock(),
		...(mostBytes !== undefined && {mostBytes}),
	});
	if (!opened.ok) {
		throw new Error(opened.problem);
	}

	return opened.recorder;
}

const roundTrip = milliseconds(1);
const said = <const Value>(value: Value) => ({
	reply: {outcome: {ok: true, value} as const, roundTrip, serviceTime: epochMs(5000)},
});
const page = {revision: 3, total: 1, rows: readable([userOf('u-1')])};

/** Hears a full read and a poll. */
function hear({tap}: Recorder): void {
	tap({asked: 'session', ...said(sessionOf())});
	tap({asked: 'overview', ...said(overviewOf())});
	tap({asked: 'users', after: undefined, ...said(page)});
	tap({asked: 'changes', ...said('unchanged')});
	tap({asked: 'changes', ...said(changesOf({revision: 4}))});
	tap({
		asked: 'changes',
		reply: {
			outcome: {ok: false, failure: {kind: 'unreachable', code: toSafe('EPIPE'), wasSent: true}},
			roundTrip,
		},
	});
	tap({asked: 'changes', reply: {outcome: {ok: false, failure: {kind: 'cancelled'}}, roundTrip}});
}

function linesOf(file: string) {
	const read = readRecording(file);
	return read.ok ? [...read.recording.lines()] : read.problem;
}

test('what was heard is read again as it was said; the file is for its owner only', () => {
	using folder = openFolder();
	const file = folder.in('a.ndjson');
	const recorder = open(file);
	hear(recorder);
	// It is there at once: a crash takes none of it away.
	expect(fs.readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(7);
	recorder.close();
	expect(modeOf(file)).toBe('600');
	expect(linesOf(file)).toMatchObject([
		{said: 'session', value: sessionOf(), service: 5000},
		{said: 'overview', value: overviewOf()},
		{said: 'users', value: page},
		{said: 'unchanged'},
		{said: 'changes', value: {revision: 4}},
		{said: 'nothing', asked: 'changes', failure: {kind: 'unreachable', code: 'EPIPE'}},
	]);
	const read = readRecording(file);
	expect(read.ok && read.recording).toMatchObject({
		header,
		isCut: false,
		users: {read: 1, total: 1},
	});
});

test('a file that is there is not written over, and one that cannot be is said', () => {
	using folder = openFolder();
	const file = folder.write('a.ndjson', 'precious');
	const options = {header, clock: manualClock()};
	expect(openRecorder({...options, file})).toMatchObject({
		ok: false,
		problem: expect.stringContaining('is there already'),
	});
	expect(fs.readFileSync(file, 'utf8')).toBe('precious');
	expect(openRecorder({...options, file: folder.in('none', 'a')})).toMatchObject({
		problem: expect.stringContaining('(ENOENT)'),
	});
	// Nor is a link followed to somewhere else.
	fs.symlinkSync(folder.in('elsewhere'), folder.in('link'));
	expect(openRecorder({...options, file: folder.in('link')}).ok).toBe(false);
});

test('enough is enough: it ends by itself, says so, and what is written is whole', async () => {
	using folder = openFolder();
	const file = folder.in('a.ndjson');
	const recorder = open(file, {mostBytes: 1500});
	hear(recorder);
	hear(recorder);
	expect(await recorder.ended).toContain('more is not recorded');
	expect(fs.statSync(file).size).toBeLessThanOrEqual(1500);
	expect(readRecording(file)).toMatchObject({ok: true, recording: {isCut: false}});
});

test('masked lines wait until all users are known, and are written at the end at the latest', () => {
	using folder = openFolder();
	const file = folder.in('a.ndjson');
	const recorder = open(file, {isMasked: true});
	recorder.tap({asked: 'overview', ...said(overviewOf())});
	recorder.tap({asked: 'users', after: undefined, ...said(page)});
	expect(fs.readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(1);
	recorder.tap({asked: 'changes', ...said('unchanged')});
	expect(fs.readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(4);
	expect(fs.readFileSync(file, 'utf8')).not.toContain('u-1@example.com');
	const other = open(folder.in('b.ndjson'), {isMasked: true});
	other.tap({asked: 'session', ...said(sessionOf())});
	other.close();
	expect(linesOf(folder.in('b.ndjson'))).toMatchObject([{said: 'session'}]);
});

test('one that a crash cut off is played as far as it is whole, wherever it was cut', () => {
	using folder = openFolder();
	const file = folder.in('a.ndjson');
	const recorder = open(file);
	hear(recorder);
	recorder.close();
	const text = fs.readFileSync(file, 'utf8');
	const first = text.indexOf('\n') + 1;
	const second = text.indexOf('\n', first) + 1;
	for (let length = second; length < text.length; length += 97) {
		const part = text.slice(0, length);
		const lines = linesOf(folder.write('cut.ndjson', part));
		expect(lines).toHaveLength(Math.max(1, part.split('\n').length - 2));
	}
});

test.each([
	['', 'no recording of this program'],
	['{"synctop": "recording", "v": 2}\n', 'no recording of this program'],
	['{"name": "x"}\n{}\n', 'no recording of this program'],
	['HEADER', 'holds no answer'],
	['HEADER\nnonsense\n{}\n', 'line 2 is broken: it is not JSON'],
	[
		'HEADER\n{"at":"2026-11-22T02:00:00Z","said":"unchanged"}\n{"said":"joke"}\n',
		'line 3 is broken',
	],
	['HEADER\n{"at":"yesterday","said":"unchanged"}\n', 'line 2 is broken: "at"'],
	[
		'HEADER\n{"at":"2026-11-22T02:00:00Z","said":"changes","value":{"revision":"x"}}\n',
		'"value.revision"',
	],
])('%j is said to be broken, with its line', (text, problem) => {
	using folder = openFolder();
	const first = JSON.stringify({...header, at: '2026-11-22T02:00:00Z'});
	const file = folder.write('a.ndjson', text.replace('HEADER', first));
	expect(linesOf(file)).toEqual(expect.stringContaining(problem));
});

test('what is no file is said', () => {
	using folder = openFolder();
	expect(linesOf(folder.path)).toContain('is no file');
	expect(linesOf(folder.in('none'))).toContain('(ENOENT)');
	expect(linesOf('/dev/null')).toContain('is no file');
});

test('hostile text in a file is made safe [S21]', () => {
	using folder = openFolder();
	const lines = Object.values(hostilePayloads).map((payload) =>
		JSON.stringify({
			at: '2026-11-22T02:00:00Z',
			said: 'session',
			value: {
				actor: payload,
				tenant: payload,
				mayChange: true,
				service: {name: payload, contract: 'sync-service/1'},
			},
		}),
	);
	const first = JSON.stringify({...header, at: '2026-11-22T02:00:00Z', connection: '\u001B[2J'});
	const file = folder.write('a.ndjson', `${[first, ...lines].join('\n')}\n`);
	const read = readRecording(file);
	const all = read.ok ? [read.recording.header, ...read.recording.lines()] : [];
	expect(all).toHaveLength(lines.length + 1);
	// oxlint-disable-next-line no-control-regex -- none of them may be left
	expect(JSON.stringify(all)).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202E\u2066]|\\u00/);
});
