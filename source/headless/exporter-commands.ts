import {type Command} from './command.ts';
import {openFlag, usualAddress} from './exporter/listen-address.ts';

/** What runs for weeks. */
export const exporterCommands: readonly Command[] = [
	{
		name: 'exporter',
		summary: 'the numbers for Prometheus, by HTTP, until a signal; it changes nothing',
		needs: 'service',
		stays: true,
		flags: [
			{
				name: 'listen',
				value: 'HOST:PORT',
				help: `where to be asked for /metrics and /healthz (default ${usualAddress})`,
			},
			{
				name: openFlag,
				help: 'listen beyond loopback: whoever reaches the port reads numbers and names of groups, unencrypted',
			},
		],
		notes: [
			'SIGHUP reads settings and secrets again and connects anew; what cannot be used is told, and what was there goes on. SIGTERM ends it with 0.',
			'Metrics, rules, a dashboard and a unit for systemd: docs/monitoring/.',
		],
		examples: [
			'synctop exporter --url https://host/api --token-file /etc/synctop/token --interval 10',
			'curl -H "Accept: text/plain" http://127.0.0.1:9469/metrics',
		],
		load: async () => (await import('./exporter/exporter.ts')).exporter,
	},
];
