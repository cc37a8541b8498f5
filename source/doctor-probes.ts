import fs from 'node:fs/promises';
import {setTimeout as sleep} from 'node:timers/promises';
import {safe, toSafe} from './contract/text.ts';
import {followEnding} from './ending.ts';
import {connect} from './doctor-connection.ts';
import {lookAtMachine} from './doctor-machine.ts';
import {known, unknown} from './headless/doctor/finding.ts';
import {type Probes} from './headless/doctor/ports.ts';
import {openJournal} from './journal/journal.ts';
import {thisProcess} from './platform/machine.ts';
import {type Surroundings} from './surroundings.ts';

/** What the doctor looks with: the network, the disk, the terminal. */
export function openProbes(surroundings: Surroundings): Probes {
	const {folders, clock} = surroundings;
	const nonce = `${clock.now().toString(36)}${thisProcess().pid.toString(36)}`;
	const journal = openJournal({
		folder: folders.state,
		stem: 'audit',
		writer: {...thisProcess(), start: nonce},
	});
	return {
		connect: async (wanted) => connect(wanted, surroundings),
		machine: async (secretFiles) => lookAtMachine(secretFiles, surroundings),
		async readText(file) {
			try {
				return known(await fs.readFile(file, 'utf8'));
			} catch (error) {
				const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
				return unknown(safe`${toSafe(file)} could not be read (${toSafe(code)})`);
			}
		},
		record: journal.append,
		async uninterrupted(task) {
			const ending = followEnding(() => undefined);
			try {
				const value = await task();
				const defect = ending.defect();
				if (defect !== undefined) {
					throw defect.error;
				}

				return {value, signalCode: ending.signalCode()};
			} finally {
				ending.release();
			}
		},
		async sleep(delay) {
			await sleep(delay);
		},
		nonce,
	};
}
