import {expect, test} from 'vitest';
import {seconds} from '../../../source/contract/time.ts';
import {openEngine} from '../../support/open-engine.ts';
import {away} from '../../support/fake-service.ts';
import {lookAt} from './look.ts';

test('healthz is 200 while polls are fresh, and says why it is not', async () => {
	const opened = await openEngine();
	const health = () => {
		const {status, body} = lookAt(opened).ask('/healthz');
		return `${status} ${body}`;
	};
	expect(health()).toBe('200 fresh: the last answer is 0s old\n');
	opened.service.always('changes', {failure: away});
	await opened.pass(seconds(5));
	expect(health()).toMatch(
		/^503 not fresh: the last answer is \S+ old: no answer in time \(connecting\); .*; it is tried again by itself\n$/,
	);
	opened.service.always('changes', {failure: {kind: 'unauthorized'}});
	await opened.pass(seconds(30));
	expect(health()).toMatch(/^503 not fresh: .*signed out \(401\).*correct the credentials/);
	opened.service.always('changes', undefined);
	await opened.dispatch({type: 'feed.refreshed'});
	expect(health()).toMatch(/^200 /);
});

test('before the first answer it is not fresh', async () => {
	const {ask} = lookAt(await openEngine({isIdle: true}));
	expect(ask('/healthz')).toMatchObject({
		status: 503,
		body: 'not fresh: the service never answered\n',
	});
});

test('a poll that hangs makes the answer old, without any event', async () => {
	const opened = await openEngine();
	opened.service.always('changes', {held: new Promise(() => undefined)});
	await opened.pass(seconds(60));
	expect(lookAt(opened).ask('/healthz').status).toBe(503);
	expect(lookAt(opened).values('synctop_data_age_seconds')['']).toBeGreaterThanOrEqual(60);
	expect(lookAt(opened).values('synctop_connection_state')).toMatchObject({stale: 1, live: 0});
});

test('metrics come as OpenMetrics, or as plain text for who wants that', async () => {
	const {ask} = lookAt(await openEngine());
	const open = ask('/metrics');
	expect([open.status, open.headers['content-type']]).toEqual([
		200,
		'application/openmetrics-text; version=1.0.0; charset=utf-8',
	]);
	expect(open.body).toMatch(/^synctop_up 1$/m);
	expect(open.body.endsWith('# EOF\n')).toBe(true);
	const plain = ask('/metrics', {accept: 'text/plain;version=0.0.4'});
	expect(plain.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
	expect(plain.body).toContain('# TYPE synctop_polls_total counter\n');
	expect(plain.body).not.toContain('EOF');
});

test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])(
	'%s is not allowed',
	async (method) => {
		const {ask} = lookAt(await openEngine());
		for (const path of ['/', '/metrics', '/healthz']) {
			expect(ask(path, {method})).toMatchObject({status: 405, headers: {allow: 'GET, HEAD'}});
		}
	},
);

test('there is a short page, and nothing else', async () => {
	const {ask} = lookAt(await openEngine());
	expect(ask('/').body).toContain('<a href="/metrics">');
	for (const path of ['/metrics/', '//', '/constructor', '/__proto__', '/../etc/passwd', '']) {
		expect(ask(path).status).toBe(404);
	}
});
