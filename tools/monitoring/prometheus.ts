import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import * as z from 'zod';
import {temporaryFolder} from '../bench/children.ts';
import {pause} from '../bench/waiting.ts';
import {type Programs, templateFolder} from './debian.ts';
import {faster} from './faster.ts';
import {type Playing, startProcess} from './stage.ts';

/** A Prometheus and an Alertmanager that run. */
export type Watchers = {
	readonly query: (expression: string) => Promise<readonly Series[]>;
	/** The alerts that Alertmanager was told, by scene. */
	readonly delivered: () => Promise<ReadonlySet<string>>;
};

export type Series = {
	readonly labels: Readonly<Record<string, string>>;
	readonly value: number;
};

const answer = z.object({
	data: z.object({
		result: z.array(
			z.object({
				metric: z.record(z.string(), z.string()),
				value: z.tuple([z.number(), z.string()]),
			}),
		),
	}),
});
const alerts = z.array(z.object({labels: z.record(z.string(), z.string())}));

const documents = path.resolve('docs/monitoring');

/** Starts both with the files of docs/monitoring, on a clock that runs faster. */
export async function startWatchers(
	programs: Programs,
	playing: readonly Playing[],
	factor: number,
): Promise<Watchers> {
	const folder = temporaryFolder();
	const [port, alertPort] = [await freePort(), await freePort()];
	const read = (name: string): string => fs.readFileSync(path.join(documents, name), 'utf8');
	const write = (name: string, text: string): string => {
		const file = path.join(folder, name);
		fs.writeFileSync(file, text);
		return file;
	};
	write('synctop.rules.yml', faster(read('synctop.rules.yml'), factor));
	const settings = write(
		'prometheus.yml',
		faster(withTargets(read('prometheus.yml'), playing, alertPort), factor),
	);
	const routes = write('alertmanager.yml', faster(read('alertmanager.yml'), factor));
	const data = (name: string): string => path.join(folder, name);
	startProcess(
		programs.alertmanager,
		[
			`--config.file=${routes}`,
			`--storage.path=${data('alertmanager')}`,
			`--web.listen-address=127.0.0.1:${alertPort}`,
			'--cluster.listen-address=',
		],
		templateFolder(),
	).stderr.resume();
	startProcess(programs.prometheus, [
		`--config.file=${settings}`,
		`--storage.tsdb.path=${data('prometheus')}`,
		`--web.listen-address=127.0.0.1:${port}`,
	]).stderr.resume();
	const [base, alertBase] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${alertPort}`];
	await Promise.all([ready(`${base}/-/ready`), ready(`${alertBase}/-/ready`)]);
	return {
		async query(expression) {
			const reply = await fetch(`${base}/api/v1/query?query=${encodeURIComponent(expression)}`);
			const text = await reply.text();
			if (!reply.ok) {
				throw new Error(`Prometheus refuses ${expression}: ${text}`);
			}

			return answer
				.parse(JSON.parse(text))
				.data.result.map(({metric, value: [, value]}) => ({labels: metric, value: Number(value)}));
		},
		async delivered() {
			const list = alerts.parse(await (await fetch(`${alertBase}/api/v2/alerts`)).json());
			return new Set(list.map(({labels}) => `${labels['scene']} ${labels['alertname']}`));
		},
	};
}

// The file as people get it, but for who is asked and who is told.
function withTargets(text: string, playing: readonly Playing[], alertPort: number): string {
	const targets = playing
		.map(
			({scene, target}) =>
				`      - targets: ["${target}"]\n        labels: {scene: "${scene.name}", instance: "${scene.name}"}`,
		)
		.join('\n');
	const asked = / {6}- targets: \['127\.0\.0\.1:9469'\]\n {8}labels:\n {10}connection: production/;
	if (!asked.test(text)) {
		throw new Error('docs/monitoring/prometheus.yml does not name its target as expected');
	}

	return text.replace(asked, targets).replace('127.0.0.1:9093', `127.0.0.1:${alertPort}`);
}

async function ready(url: string): Promise<void> {
	const start = performance.now();
	for (;;) {
		const reply = await fetch(url).catch(() => undefined);
		if (reply?.ok === true) {
			return;
		}

		if (performance.now() - start > 30_000) {
			throw new Error(`${url} does not answer`);
		}

		await pause(100);
	}
}

async function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = net.createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => {
				resolve(typeof address === 'object' && address !== null ? address.port : 0);
			});
		});
	});
}
