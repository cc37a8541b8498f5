import {expect, test} from 'vitest';
import {
	checkName,
	contextNamed,
	currentOf,
	nameAsked,
	savedConnections,
	withConnection,
	withCurrent,
	withoutContext,
	withOwn,
} from '../../source/contexts.ts';
import {type Settings} from '../../source/platform/settings.ts';

const url = 'https://sync.contoso.example/api';
const two: Settings = {
	contexts: {contoso: {url, production: true, policy: {largestBulk: 20}}, acme: {url}},
	current: 'acme',
};

test('one that is not there is said, and the nearest one is offered', () => {
	expect(() => contextNamed(two, 'contosso')).toThrow('did you mean "contoso"?');
	expect(() => contextNamed(two, 'zzz')).toThrow('there are: acme, contoso.');
	expect(() => contextNamed({}, 'acme')).toThrow('none is saved');
	expect(() => contextNamed(two, 'constructor')).toThrow('There is no connection');
	expect(() => contextNamed(two, '__proto__')).toThrow('There is no connection');
});

test('the current one is as chosen, or the only one; the environment names one unless the command line does', () => {
	expect(currentOf(two)).toBe('acme');
	expect(currentOf({...two, current: 'gone'})).toBeUndefined();
	expect(currentOf({contexts: {acme: {url}}})).toBe('acme');
	expect(nameAsked(undefined, {SYNCTOP_CONTEXT: 'contoso'})).toBe('contoso');
	expect(nameAsked('acme', {SYNCTOP_CONTEXT: 'contoso'})).toBe('acme');
	expect(nameAsked(undefined, {SYNCTOP_CONTEXT: ''})).toBeUndefined();
});

test('the one connection of old settings is "default", and moves over when something is saved', () => {
	const old: Settings = {connection: {url, name: 'Contoso', tokenFile: '/t'}};
	expect(contextNamed(old, 'default').context).toEqual(old.connection);
	expect(currentOf(old)).toBe('default');
	expect(withConnection(old, 'acme', {url})).toEqual({
		contexts: {default: old.connection, acme: {url}},
		connection: undefined,
		current: 'acme',
	});
	expect(withCurrent(old, 'default').contexts).toEqual({default: old.connection});
	expect(withoutContext(old, 'default')).toEqual({contexts: {}, connection: undefined});
});

test('saving one again keeps its mark and its policy, and takes its new secrets alone', () => {
	const once = withConnection(two, 'contoso', {url, tokenFile: '/a'});
	expect(once.contexts?.['contoso']).toEqual({
		url,
		production: true,
		policy: {largestBulk: 20},
		tokenFile: '/a',
	});
	const again = withConnection({...two, ...once}, 'contoso', {url, credentialsFile: '/b'});
	expect(again.contexts?.['contoso']).toEqual({
		url,
		production: true,
		policy: {largestBulk: 20},
		credentialsFile: '/b',
	});
});

test('removing the current one leaves none current', () => {
	expect(withoutContext(two, 'acme')).toEqual({
		contexts: {contoso: two.contexts?.['contoso']},
		connection: undefined,
		current: undefined,
	});
});

test.each([
	[{url, prodution: true}, '"prodution" means nothing here; did you mean "production"?'],
	[{url, password: 'canary'}, 'Secrets do not belong there either'],
	[{url: 'nowhere'}, '"url"'],
	[{url, theme: 'pink'}, '"theme" is none of dark'],
	[{url, interval: 0}, '"interval"'],
	[{url, policy: {largestBulk: 0}}, '"policy.largestBulk"'],
	[{url, policy: {bulk: 3}}, '"bulk" in "policy" means nothing here'],
	[{url, policy: {protected: 'grp:x'}}, '"policy.protected" is a filter'],
	[{url, policy: {readOnlyHours: '7-18'}}, 'two times of the day in UTC'],
	['text', 'The connection "x" of the settings is not used'],
])(
	'a connection that cannot be understood is not opened without what it says: %j',
	(json, said) => {
		const settings: Settings = {contexts: {x: json, acme: {url}}};
		expect(() => contextNamed(settings, 'x')).toThrow(said);
		expect(contextNamed(settings, 'acme').context.url).toBe(url);
		expect(savedConnections(settings).find(({name}) => name === 'x')?.problem).toContain(said);
		expect(() => contextNamed(settings, 'x')).not.toThrow('canary');
		// Saving over it would lose its policy.
		expect(() => withConnection(settings, 'x', {url})).toThrow(said);
	},
);

test('what a connection has of its own is set there, and else for all', () => {
	const own: Settings = {contexts: {acme: {url, theme: 'light'}}};
	expect(withOwn(own, 'acme', [{theme: 'mono'}, {theme: 'mono'}])).toEqual({
		contexts: {acme: {url, theme: 'mono'}},
	});
	expect(withOwn(own, 'acme', [{interval: 5}, {intervalSeconds: 5}])).toEqual({
		intervalSeconds: 5,
	});
	expect(withOwn(own, undefined, [{theme: 'mono'}, {theme: 'mono'}])).toEqual({theme: 'mono'});
});

test.each(['', '-x', '../x', 'a/b', 'x'.repeat(61), 'a\nb', '__proto__'])(
	'"%s" is no name',
	(name) => {
		expect(() => checkName(name)).toThrow('is no name for a connection');
	},
);

test.each(['contoso', 'crm.contoso.example:8443', 'Acme (EU)'.replace(/[()]/g, '-'), 'größe'])(
	'"%s" is a name',
	(name) => {
		expect(checkName(name)).toBe(name);
	},
);
