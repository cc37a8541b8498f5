import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {say} from './say.ts';

/** The programs of Prometheus, by their paths. */
export type Programs = {
	readonly prometheus: string;
	readonly promtool: string;
	readonly alertmanager: string;
	readonly amtool: string;
};

const names = {
	prometheus: 'prometheus',
	promtool: 'promtool',
	alertmanager: 'prometheus-alertmanager',
	amtool: 'amtool',
} as const;

const packages = ['prometheus', 'prometheus-alertmanager'] as const;
const cache = path.resolve('.cache/monitoring');

/** Those that are installed; else those of Debian's packages, unpacked into a folder of our own. A reason where there are none. */
export function findPrograms(): Programs | string {
	const unpacked = path.join(cache, 'usr/bin');
	return (
		fromFolders((process.env['PATH'] ?? '').split(path.delimiter)) ??
		fromFolders([unpacked]) ??
		fetchPackages() ??
		fromFolders([unpacked]) ??
		`the packages do not hold ${Object.values(names).join(', ')}`
	);
}

function fromFolders(folders: readonly string[]): Programs | undefined {
	const find = (name: string): string | undefined =>
		folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
	const [prometheus, promtool, alertmanager, amtool] = Object.values(names).map(find);
	return prometheus === undefined ||
		promtool === undefined ||
		alertmanager === undefined ||
		amtool === undefined
		? undefined
		: {prometheus, promtool, alertmanager, amtool};
}

/** Nothing when the packages are unpacked, else why they are not. */
function fetchPackages(): string | undefined {
	say(`getting ${packages.join(' and ')} from Debian, once (about 30 MB)`);
	fs.mkdirSync(cache, {recursive: true});
	const failed = run('apt-get', ['download', ...packages]);
	if (failed !== undefined) {
		return failed;
	}

	for (const file of fs.readdirSync(cache).filter((name) => name.endsWith('.deb'))) {
		const problem = run('dpkg', ['-x', file, '.']);
		if (problem !== undefined) {
			return problem;
		}

		fs.rmSync(path.join(cache, file));
	}

	relocate(path.join(cache, 'usr/bin', names.alertmanager));
	return undefined;
}

/** Where Alertmanager has to be started, so that it finds its templates. */
export function templateFolder(): string {
	const folder = path.join(cache, 'usr/share/prometheus');
	return fs.existsSync(folder) ? folder : '.';
}

// Debian's build reads its templates from a fixed place, which a package that is only unpacked does not fill. A path of the same length
// that begins where the program is started needs no rights.
function relocate(file: string): void {
	const place = '/usr/share/prometheus/';
	const program = fs.readFileSync(file, 'latin1');
	const here = './'.repeat(place.length / 2);
	fs.writeFileSync(
		file,
		program.replaceAll(`${place}alertmanager`, `${here}alertmanager`),
		'latin1',
	);
}

function run(command: string, args: readonly string[]): string | undefined {
	const {status, error, stderr} = spawnSync(command, args, {
		cwd: cache,
		encoding: 'utf8',
		timeout: 120_000,
	});
	if (error !== undefined) {
		return `${command} cannot be run (${error.message})`;
	}

	return status === 0 ? undefined : `${command} failed: ${stderr.trim().split('\n').at(-1) ?? ''}`;
}
