// The program on a clock that runs faster, to see what a day makes of it within minutes. The first argument is how much faster.
import process from 'node:process';
import {epochMs, milliseconds} from '../../source/contract/time.ts';
import {type Clock, systemClock} from '../../source/platform/clock.ts';
import {systemRandom} from '../../source/platform/random.ts';
import {main} from '../../source/program.ts';

const [factorText = '1', ...argv] = process.argv.slice(2);
const factor = Number(factorText);
const start = {elapsed: systemClock.elapsed(), now: systemClock.now()};
const passed = (): number => (systemClock.elapsed() - start.elapsed) * factor;

const hurriedClock: Clock = {
	now: () => epochMs(start.now + passed()),
	elapsed: () => milliseconds(start.elapsed + passed()),
	after: (delay, task) => systemClock.after(milliseconds(delay / factor), task),
};

process.exitCode = await main(argv, {
	environment: process.env,
	streams: process,
	clock: hurriedClock,
	random: systemRandom,
});
