import {metrics} from '../../source/headless/exporter/metrics.ts';
import {mostNamed, mostSeries} from '../../source/headless/exporter/slots.ts';

/** docs/monitoring/metrics.md: every metric as the exporter tells it. */
export function metricsPage(): string {
	return [
		'# Metrics',
		'',
		'What `synctop exporter` tells at `/metrics`. This page is written by `npm run docs` from the table of metrics.',
		'',
		`Nobody is told by name, and users never one by one. Up to ${mostNamed} groups, ${mostNamed} causes and ${mostNamed} mail servers are; the rest is summed up as \`other\`. Together that is never more than ${mostSeries} series, however many users there are.`,
		'',
		'| metric | type | labels | meaning |',
		'|---|---|---|---|',
		...metrics.map(
			({name, type, labels, help}) =>
				`| \`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(', ')} | ${help} |`,
		),
		'',
	].join('\n');
}
