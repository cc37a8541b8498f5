import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {keepSafe} from '../../../source/contract/text.ts';
import {expose, expositionFor} from '../../../source/headless/exporter/exposition.ts';
import {type Told} from '../../../source/headless/exporter/family.ts';
import {readOpenMetrics, readPlainText, sortedText} from '../../support/open-metrics.ts';

const value = fc.oneof(
	fc.double({noNaN: true}).map((number) => (Object.is(number, -0) ? 0 : number)),
	fc.integer(),
	fc.constantFrom(Infinity, -Infinity),
);
// Worse than safe text: with line ends, quotes and backslashes, as many as there may be.
const text = fc.oneof(
	fc.string({unit: 'grapheme'}),
	fc.string({unit: fc.constantFrom('\\', '"', '\n', 'n', '{', '}', ',', '=', ' ', 'é')}),
);
const labels = fc
	.dictionary(fc.stringMatching(/^[a-z_][a-z0-9_]{0,6}$/), text, {maxKeys: 3})
	.map((pairs) =>
		Object.fromEntries(Object.entries(pairs).map(([name, word]) => [name, keepSafe(word)])),
	);
const told: fc.Arbitrary<readonly Told[]> = fc.uniqueArray(
	fc.record({
		family: fc.record({
			name: fc.stringMatching(/^x[a-z_]{1,8}y$/),
			type: fc.constantFrom('gauge' as const, 'counter' as const, 'info' as const),
			help: text,
			labels: fc.constant([]),
		}),
		samples: fc.uniqueArray(fc.record({labels, value}), {
			minLength: 1,
			maxLength: 4,
			selector: ({labels: pairs}) => sortedText(pairs),
		}),
	}),
	{selector: ({family}) => family.name, minLength: 1, maxLength: 5},
);

test('whatever is told is read back as it was, from both formats', () => {
	fc.assert(
		fc.property(told, (families) => {
			const named = families.map(({family, samples}) => ({
				family: {...family, name: `${family.name}${ending[family.type]}`},
				samples,
			}));
			const wanted = named.map(({family, samples}) => ({
				type: family.type,
				help: family.help,
				samples: samples.map((sample) => ({
					name: family.name,
					labels: {...sample.labels},
					value: sample.value,
				})),
			}));
			const open = readOpenMetrics(expose(named, 'openMetrics'));
			expect(open.map(({type, help, samples}) => ({type, help, samples}))).toEqual(wanted);
			const plain = readPlainText(expose(named, 'plainText'));
			expect(plain.map(({help, samples}) => ({help, samples}))).toEqual(
				wanted.map(({help, samples}) => ({help, samples})),
			);
		}),
	);
});

const ending = {gauge: '', histogram: '', counter: '_total', info: '_info'} as const;

test.each([
	[undefined, 'openMetrics'],
	['*/*', 'openMetrics'],
	['text/html,application/xhtml+xml,*/*;q=0.8', 'openMetrics'],
	['text/plain', 'plainText'],
	['text/plain; version=0.0.4; q=0.5', 'plainText'],
	['text/plain;q=0', 'openMetrics'],
	['application/openmetrics-text', 'openMetrics'],
	['application/openmetrics-text;version=0.0.1,text/plain;version=0.0.4;q=0.5', 'plainText'],
	['application/openmetrics-text;q=0.3, text/plain', 'plainText'],
	// As Prometheus 2.42 and 3.0 ask.
	[
		'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
		'openMetrics',
	],
	[
		'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
		'openMetrics',
	],
	['APPLICATION/OPENMETRICS-TEXT ; VERSION=1.0.0', 'openMetrics'],
	[',;,q=;=', 'openMetrics'],
])('%j gets %s', (accept, exposition) => {
	expect(expositionFor(accept)).toBe(exposition);
});
