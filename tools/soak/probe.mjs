// Loaded into the program by the soak (`--import`). At SIGUSR2 it collects the garbage and writes down how much is in use after it: seen
// from outside, memory that nobody gives up looks like memory that V8 has not tidied up yet.
import fs from 'node:fs';
import process from 'node:process';
import v8 from 'node:v8';
import vm from 'node:vm';

const file = process.env['SOAK_PROBE'];
if (file !== undefined) {
	process.on('SIGUSR2', () => {
		v8.setFlagsFromString('--expose-gc');
		vm.runInNewContext('gc')();
		v8.setFlagsFromString('--no-expose-gc');
		const {heapUsed, external} = process.memoryUsage();
		fs.writeFileSync(`${file}.new`, String(heapUsed + external), {mode: 0o600});
		fs.renameSync(`${file}.new`, file);
	});
}
