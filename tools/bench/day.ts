import {spawnSync} from 'node:child_process';
import path from 'node:path';
import {type Bench, type Measure} from './bench.ts';
import {temporaryFolder} from './children.ts';
import {atMost, type Finding, measured, missing} from './finding.ts';
import {residentMb} from './process-stat.ts';
import {startService} from './service.ts';
import {Seat} from './terminal.ts';
import {pause, say} from './waiting.ts';

// So many seconds of the program's clock, and of the service's, pass in one.
const factor = 240;
const hour = 3_600_000 / factor;
const minute = 60_000 / factor;
const keys = ['j', ' ', 'U', '/', 'a', '\u001B', '\r', '\u001B', 'G', 'g'];
// A lone Escape is known by what does not follow it.
const betweenKeys = 100;
const users = 1000;
// What eight hours of watching may add, by the reliability tests of this program; asked of a day here.
const allowance = 20;

/**
Memory after a day of watching: the program from its source on a clock that runs 240 times as fast, beside a service that does the
same, so that it asks as often, and as much changes, as in a day. Every hour the list is scrolled, filtered, and a user is opened.
*/
export const measureDay: Measure = async (bench) => {
	const build = path.join(temporaryFolder(), 'hurried');
	spawnSync(
		process.execPath,
		['tools/build.ts', build, '--entry', 'tools/bench/hurried.ts', '--readable'],
		{stdio: 'inherit'},
	);
	const service = await startService({users, speed: factor});
	const seat = new Seat({
		file: process.execPath,
		args: [path.join(build, 'synctop.js'), String(factor), '--url', service.url],
	});
	try {
		await seat.sees(new RegExp(`Users ${users.toLocaleString('en')}`), 60_000);
		seat.write('2');
		const hours = bench.takes(3, 24);
		const memory: number[] = [];
		for (let count = 1; count <= hours; count += 1) {
			say(`day: hour ${count} of ${hours}`);
			await pause(hour - keys.length * betweenKeys);
			for (const key of keys) {
				seat.write(key);
				await pause(betweenKeys);
			}

			await seat.look();
			memory.push(residentMb(seat.pid));
		}

		await service.forgetRequests();
		await pause(minute);
		return toFindings(bench, memory, await service.countPolls());
	} catch (error) {
		return [{measure: 'day', what: 'memory: a day', program: 'synctop', outcome: missing(error)}];
	} finally {
		seat.stop();
		service.stop();
	}
};

function toFindings(bench: Bench, memory: readonly number[], polls: number): readonly Finding[] {
	const [first = Number.NaN] = memory;
	const last = memory.at(-1) ?? Number.NaN;
	const what = `memory: ${users.toLocaleString('en')} users`;
	return [
		{
			measure: 'day',
			what: `${what}, after an hour`,
			program: 'synctop',
			outcome: measured([first], 'MB'),
		},
		{
			measure: 'day',
			what: `${what}, after ${bench.isQuick ? `${memory.length} hours` : 'a day'}, ${polls} polls a minute`,
			program: 'synctop',
			outcome: measured([last], 'MB'),
			reference: {name: 'after an hour', value: first},
			goal: atMost(first + allowance, `after an hour + ${allowance} MB`),
		},
	];
}
