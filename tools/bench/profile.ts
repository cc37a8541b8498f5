import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import {ask} from './answer.ts';
import {type Measure} from './bench.ts';
import {temporaryFolder} from './children.ts';
import {type Finding, measured, missing} from './finding.ts';
import {startService} from './service.ts';
import {before, pause, say} from './waiting.ts';
import {Seat} from './terminal.ts';

const node = z.object({
	id: z.number(),
	callFrame: z.object({functionName: z.string(), url: z.string(), lineNumber: z.number()}),
});
const cpuProfile = z.object({
	nodes: z.array(node),
	samples: z.array(z.number()),
	timeDeltas: z.array(z.number()),
});
type Frame = z.output<typeof node>['callFrame'];

const warmUp = 15_000;

/**
Where the time of an untouched program goes, by the rooms of its source: the program from its source under V8's sampler, with 10,000 users
of whom some fifty change a poll. Shares, not milliseconds: the sampler costs more than what it looks at.
*/
export const measureProfile: Measure = async (bench) => {
	const folder = path.join(temporaryFolder(), 'profile');
	const service = await startService({users: 10_000, speed: 2});
	const build = path.join(temporaryFolder(), 'readable');
	spawnSync(process.execPath, ['tools/build.ts', build, '--readable'], {stdio: 'inherit'});
	const sampling = ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=500'];
	const seat = new Seat({
		file: process.execPath,
		args: [...sampling, path.join(build, 'synctop.js'), '--url', service.url],
	});
	try {
		say('profile: 10,000 users');
		await seat.sees(/Users 10,000/, 60_000);
		await ask(seat, '2');
		await pause(warmUp + bench.takes(20_000, 60_000));
		seat.write('q');
		await before(seat.ended, 20_000, 'the end of the program');
		return toFindings(shares(readProfile(folder)));
	} catch (error) {
		return [{measure: 'profile', what: 'profile', program: 'synctop', outcome: missing(error)}];
	} finally {
		seat.stop();
		service.stop();
	}
};

function readProfile(folder: string): z.output<typeof cpuProfile> {
	const [name = ''] = fs.readdirSync(folder);
	const json: unknown = JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
	return cpuProfile.parse(json);
}

/** The share of each room, of the time after the warm-up in which anything was done. */
function shares(profile: z.output<typeof cpuProfile>): ReadonlyMap<string, number> {
	const rooms = new Map(profile.nodes.map(({id, callFrame}) => [id, roomOf(callFrame)]));
	const spent = new Map<string, number>();
	let elapsed = 0;
	let all = 0;
	for (const [index, id] of profile.samples.entries()) {
		const delta = (profile.timeDeltas[index] ?? 0) / 1000;
		elapsed += delta;
		const room = rooms.get(id);
		if (elapsed > warmUp && room !== undefined) {
			spent.set(room, (spent.get(room) ?? 0) + delta);
			all += delta;
		}
	}

	return new Map([...spent].map(([room, ms]) => [room, (ms / all) * 100]));
}

function roomOf({functionName, url, lineNumber}: Frame): string | undefined {
	if (functionName === '(idle)') {
		return undefined;
	}

	const file = sourceOf(url, lineNumber);
	const room = /^source\/([^/]+)\//.exec(file)?.[1];
	const owned = /node_modules\/([^/]+)\//.exec(file)?.[1];
	if (functionName === '(garbage collector)') {
		return 'garbage collection';
	}

	if (owned !== undefined) {
		return owned === 'zod' ? 'zod, decoding replies' : 'got and what it stands on';
	}

	return room === undefined ? "Node's own modules and V8" : `source/${room}`;
}

const lines = new Map<string, readonly string[]>();

/** The file that a line of the bundle comes from: it stands in a comment before what came from it. */
function sourceOf(url: string, lineNumber: number): string {
	if (!url.startsWith('file:')) {
		return url;
	}

	const text = lines.get(url) ?? fs.readFileSync(new URL(url), 'utf8').split('\n');
	lines.set(url, text);
	const comment = text.slice(0, lineNumber + 1).findLast((line) => /^\/\/ \S+\.\w+$/.test(line));
	return comment?.slice(3) ?? url;
}

function toFindings(rooms: ReadonlyMap<string, number>): readonly Finding[] {
	return [...rooms]
		.toSorted(([, one], [, other]) => other - one)
		.map(([room, share]) => ({
			measure: 'profile',
			what: `profile: ${room}`,
			program: 'synctop',
			outcome: measured([share], '%'),
		}));
}
