import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import {type Programs} from './debian.ts';
import {type Watchers} from './prometheus.ts';

/** What a tool of Prometheus said of one of our files. */
export type Check = {readonly what: string; readonly isFine: boolean; readonly said: string};

const folder = 'docs/monitoring';

/** The checks that Prometheus' own tools make of files. */
export function checkFiles({promtool, amtool}: Programs): readonly Check[] {
	return [
		tool('promtool check rules', promtool, ['check', 'rules', `${folder}/synctop.rules.yml`]),
		tool('promtool test rules', promtool, ['test', 'rules', `${folder}/synctop.rules.test.yml`]),
		tool('promtool check config', promtool, ['check', 'config', `${folder}/prometheus.yml`]),
		tool('amtool check-config', amtool, ['check-config', `${folder}/alertmanager.yml`]),
	];
}

/** What promtool says of the metrics themselves. */
export async function checkMetrics({promtool}: Programs, target: string): Promise<Check> {
	const reply = await fetch(`http://${target}/metrics`, {headers: {accept: 'text/plain'}});
	return tool('promtool check metrics', promtool, ['check', 'metrics'], await reply.text());
}

function tool(what: string, file: string, args: readonly string[], input = ''): Check {
	const {status, stdout, stderr} = spawnSync(file, args, {encoding: 'utf8', input});
	return {what, isFine: status === 0, said: `${stdout}${stderr}`.trim()};
}

/** Whether Prometheus understands every query of the dashboard, and how many it has an answer for. */
export async function checkDashboard({query}: Watchers): Promise<Check> {
	const text = fs.readFileSync(`${folder}/synctop.dashboard.json`, 'utf8');
	const expressions = [...text.matchAll(/"expr": ("(?:[^"\\]|\\.)*")/g)].map(([, json = '']) =>
		String(JSON.parse(json)).replaceAll('$instance', '.*'),
	);
	const empty: string[] = [];
	for (const expression of expressions) {
		const found = await query(expression);
		if (found.length === 0) {
			empty.push(expression);
		}
	}

	return {
		what: `dashboard: ${expressions.length - empty.length} of ${expressions.length} queries answered`,
		isFine: empty.length === 0,
		said: empty.join('\n'),
	};
}
