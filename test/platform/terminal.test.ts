import {expect, test} from 'vitest';
import {checkUrl} from '../../source/connection-url.ts';
import {colorDepth, type Environment, isAsciiOnly, sizeOf} from '../../source/platform/terminal.ts';

const colors: ReadonlyArray<readonly [Environment, string]> = [
	[{}, 'ansi16'],
	[{TERM: 'xterm-256color'}, 'ansi16'],
	[{TERM: 'xterm-256color', COLORTERM: 'truecolor'}, 'truecolor'],
	[{TERM: 'xterm', COLORTERM: '24bit'}, 'truecolor'],
	[{TERM: 'screen', COLORTERM: 'yes'}, 'ansi16'],
	[{TERM: 'vt100'}, 'mono'],
	[{TERM: 'vt220', COLORTERM: 'truecolor'}, 'mono'],
	[{TERM: 'dumb'}, 'plain'],
	[{TERM: 'dumb', COLORTERM: 'truecolor'}, 'plain'],
	[{NO_COLOR: '1'}, 'mono'],
	[{NO_COLOR: '0'}, 'mono'],
	[{NO_COLOR: '', COLORTERM: 'truecolor'}, 'truecolor'],
	[{NO_COLOR: '1', FORCE_COLOR: '3'}, 'mono'],
	[{NO_COLOR: '1', TERM: 'dumb'}, 'plain'],
	[{FORCE_COLOR: '3', TERM: 'dumb'}, 'truecolor'],
	[{FORCE_COLOR: '1', COLORTERM: 'truecolor'}, 'ansi16'],
	[{FORCE_COLOR: '0', COLORTERM: 'truecolor'}, 'mono'],
	[{FORCE_COLOR: 'false'}, 'mono'],
	[{FORCE_COLOR: '', TERM: 'dumb'}, 'plain'],
];

test.each(colors)('an environment of %j has the colours "%s" [R33]', (environment, depth) => {
	expect(colorDepth(environment)).toBe(depth);
});

const locales: ReadonlyArray<readonly [Environment, boolean]> = [
	[{}, false],
	[{LANG: 'en_US.UTF-8'}, false],
	[{LANG: 'de_DE.utf8'}, false],
	[{LANG: 'C.UTF-8'}, false],
	[{LANG: 'C'}, true],
	[{LANG: 'POSIX'}, true],
	[{LANG: 'ru_RU.KOI8-R'}, true],
	[{LANG: 'en_US.UTF-8', LC_ALL: 'C'}, true],
	[{LANG: 'C', LC_ALL: 'en_US.UTF-8'}, false],
	[{LANG: 'en_US.UTF-8', LC_CTYPE: 'C'}, true],
	[{LC_ALL: '', LC_CTYPE: '', LANG: 'C'}, true],
	[{LANG: 'en_US.UTF-8', TERM: 'dumb'}, true],
];

test.each(locales)('an environment of %j is drawn in ASCII: %s', (environment, isAscii) => {
	expect(isAsciiOnly(environment)).toBe(isAscii);
});

test.each([
	['https://sync.example.com/api', 'https://sync.example.com/api', 'sync.example.com'],
	[
		'https://sync.example.com:8443/api///',
		'https://sync.example.com:8443/api',
		'sync.example.com:8443',
	],
	['https://SYNC.example.com', 'https://sync.example.com', 'sync.example.com'],
	['https://sync.example.com/api?x=1#y', 'https://sync.example.com/api', 'sync.example.com'],
	['http://localhost:8790/api', 'http://localhost:8790/api', 'localhost:8790'],
	['http://127.0.0.1/api', 'http://127.0.0.1/api', '127.0.0.1'],
	['http://127.1.2.3/api', 'http://127.1.2.3/api', '127.1.2.3'],
	['http://[::1]:80/api', 'http://[::1]/api', '[::1]'],
])('%s is taken', (text, url, host) => {
	expect(checkUrl(text, undefined)).toEqual({ok: true, url, host});
});

test.each([
	['', 'is not an http or https URL'],
	['sync.example.com/api', 'Did you mean https://sync.example.com/api ?'],
	['localhost:8790', 'Did you mean https://localhost:8790 ?'],
	['ftp://sync.example.com', 'is not an http or https URL'],
	['file:///etc/passwd', 'is not an http or https URL'],
	['javascript:alert(1)', 'is not an http or https URL'],
	['http://sync.example.com', '--allow-http sync.example.com'],
	['http://localhost.example.com', '--allow-http localhost.example.com'],
	['http://127.0.0.1.example.com', '--allow-http 127.0.0.1.example.com'],
	['https://ops:canary@sync.example.com', 'holds a user name or password'],
	['http://ops@localhost', 'holds a user name or password'],
])('"%s" is refused with what to do', (text, sentence) => {
	const checked = checkUrl(text, undefined);
	expect(checked.ok ? '' : checked.problem).toContain(sentence);
	expect(JSON.stringify(checked)).not.toContain('canary');
});

test('a host that was allowed by name may be spoken to in the clear; no other', () => {
	expect(checkUrl('http://gateway.lan/api', 'gateway.lan')).toMatchObject({ok: true});
	expect(checkUrl('http://other.lan/api', 'gateway.lan')).toMatchObject({ok: false});
	expect(checkUrl('http://Gateway.LAN/api', 'gateway.lan')).toMatchObject({ok: true});
	expect(checkUrl('http://gateway.lan/api', 'Gateway.lan')).toMatchObject({ok: true});
});

test.each([
	[{columns: 120, rows: 36}, [120, 36]],
	[{}, [80, 24]],
	[{columns: 0, rows: 0}, [80, 24]],
	[{columns: undefined, rows: 40}, [80, 40]],
	[{columns: 1, rows: 1}, [1, 1]],
	[{columns: -5, rows: Number.NaN}, [80, 24]],
	[{columns: 10_000, rows: 10_000}, [1000, 300]],
])('a terminal that says %j is drawn on as %j', (told, [columns, rows]) => {
	expect(sizeOf(told)).toEqual({columns, rows});
});
