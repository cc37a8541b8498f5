import {isLoopback} from '../../contract/loopback.ts';
import {type Asked} from '../command.ts';
import {usage} from '../command-error.ts';

/** Where Prometheus' own list of ports has room for it. */
export const usualAddress = '127.0.0.1:9469';

/** The name of the flag that lets others than this machine read. */
export const openFlag = 'allow-anyone';

/** Where to listen. Throws a usage error for what is no address, and for one that others reach when that was not said. */
export function listenAddress(asked: Asked): {readonly host: string; readonly port: number} {
	const text = asked.text('listen') ?? usualAddress;
	const found = /^(\[[\da-f:.]+\]|[\w.-]*):(\d{1,5})$/i.exec(text);
	const port = Number(found?.[2] ?? Number.NaN);
	if (found === null || !(port <= 65_535)) {
		throw usage(
			`--listen is "${text}", but must be HOST:PORT: ${usualAddress}, [::1]:9469, or :9469 for every address of this machine.`,
		);
	}

	const host = found[1] === '' ? '[::]' : (found[1] ?? '').toLowerCase();
	if (!isLoopback(host) && !asked.isOn(openFlag)) {
		throw usage(
			`--listen ${text} is reached from other machines, and whoever reaches it reads the numbers and the names of groups, causes and mail servers: there is no sign-in and no encryption. Listen on ${usualAddress} behind a proxy that has both, or say that this network may read them: --${openFlag}`,
		);
	}

	return {host, port};
}
