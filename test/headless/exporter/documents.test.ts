import fs from 'node:fs';
import {expect, test} from 'vitest';
import * as z from 'zod';
import {metrics} from '../../../source/headless/exporter/metrics.ts';
import {faster} from '../../../tools/monitoring/faster.ts';
import {scenes} from '../../../tools/monitoring/scenes.ts';

const read = (name: string): string => fs.readFileSync(`docs/monitoring/${name}`, 'utf8');
const rules = read('synctop.rules.yml');
const tests = read('synctop.rules.test.yml');
const dashboard = z
	.object({panels: z.array(z.looseObject({id: z.number(), title: z.string()}))})
	.parse(JSON.parse(read('synctop.dashboard.json')));

const labelsOf = new Map<string, readonly string[]>(
	metrics.flatMap(({name, type, labels}) =>
		(type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']).map(
			(suffix) => [`${name}${suffix}`, labels] as const,
		),
	),
);
const recorded = new Set([...rules.matchAll(/record: (\S+)/g)].map(([, name]) => name));

/** The metrics that a text asks for, with the labels that it asks of each. */
function askedOf(text: string) {
	return [...text.matchAll(/(?<![\w:/.-])((?:synctop|process)_\w+)(?![\w:])(?:\{([^}]*)\})?/g)].map(
		([, name = '', matchers = '']) => ({
			name,
			labels: [...matchers.matchAll(/(\w+)\s*=~?\s*\\*"/g)].map(([, label = '']) => label),
		}),
	);
}

test.each([
	['rules', rules],
	['tests of rules', tests],
	['dashboard', read('synctop.dashboard.json')],
])('every metric and label of the %s is one that the exporter tells', (_, text) => {
	const asked = askedOf(text);
	expect(asked.length).toBeGreaterThan(15);
	for (const {name, labels} of asked) {
		const known = labelsOf.get(name);
		expect(known, name).toBeDefined();
		for (const label of labels) {
			expect(['job', 'instance', ...(known ?? [])], `${name}{${label}}`).toContain(label);
		}
	}
});

test('what is recorded is what is asked for', () => {
	const asked = [rules, read('synctop.dashboard.json')].flatMap((text) =>
		[...text.matchAll(/\b(instance(?:_\w+)?:\w+:\w+)/g)].map(([, name]) => name),
	);
	expect(new Set(asked)).toEqual(recorded);
});

test('every alert has a test of its own, says what to do, and each scene expects alerts that there are', () => {
	const alerts = [...rules.matchAll(/alert: (\S+)/g)].map(([, name = '']) => name);
	expect(alerts.length).toBeGreaterThan(12);
	for (const alert of alerts) {
		expect(tests, alert).toContain(alert);
	}

	expect(rules.match(/description:/g)).toHaveLength(alerts.length);
	expect(rules.match(/severity: (?:critical|warning)$/gm)).toHaveLength(alerts.length);
	for (const {alerts: expected} of scenes) {
		expect(alerts).toEqual(expect.arrayContaining([...expected]));
	}
});

test('panels of the dashboard have numbers of their own', () => {
	expect(new Set(dashboard.panels.map(({id}) => id)).size).toBe(dashboard.panels.length);
});

test('on a faster clock durations are divided, thresholds are not', () => {
	expect(faster('  for: 2m\n  scrape_interval: 30s', 30)).toBe(
		'  for: 4000ms\n  scrape_interval: 1000ms',
	);
	expect(faster('expr: rate(x[15m]) > 300 # 5m', 60)).toBe('expr: rate(x[15000ms]) > 300 # 5m');
});
