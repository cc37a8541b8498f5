import {type Measure} from './bench.ts';
import {type Finding, measured} from './finding.ts';
import {findPeers, notInstalled, type Peer, refreshSeconds} from './peers.ts';
import {median} from './stats.ts';
import {Seat} from './terminal.ts';
import {pause, say} from './waiting.ts';
import {writtenSince} from './written.ts';

/** What other monitors write a refresh, untouched, at 120x40. */
export const measurePeerBytes: Measure = async (bench) => {
	const refreshes = bench.takes(3, 15);
	say('bytes: other monitors');
	return Promise.all(findPeers().map(async (peer) => bytesOf(peer, refreshes)));
};

async function bytesOf({name, command, sees}: Peer, refreshes: number): Promise<Finding> {
	const common = {measure: 'bytes', program: 'reference'} as const;
	const what = `bytes: a refresh of ${name}, 120x40`;
	if (command === undefined) {
		return {...common, what, outcome: notInstalled(name)};
	}

	const seat = new Seat(command);
	try {
		await seat.sees(sees, 10_000);
		await pause(refreshSeconds * 1000);
		const bytes: number[] = [];
		const fewest: number[] = [];
		for (let refresh = 0; refresh < refreshes; refresh += 1) {
			const before = await seat.look();
			await pause(refreshSeconds * 1000);
			const {wrote, least} = await writtenSince(seat, before);
			bytes.push(wrote);
			fewest.push(least);
		}

		const reference = {name: 'fewest', value: median(fewest)};
		return {...common, what, outcome: measured(bytes, 'B'), reference};
	} finally {
		seat.stop();
	}
}
