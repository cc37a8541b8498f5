import {type ServerResponse} from 'node:http';
import {type EpochMs, epochMs, milliseconds} from '../../source/contract/time.ts';
import {type Clock} from '../../source/platform/clock.ts';
import {type WireFault} from '../faults.ts';
import {send, toHttpDate, type WireReply} from './send.ts';

const trickleEvery = milliseconds(100);

type DeliveryTerms = {
	readonly fault: WireFault | undefined;
	readonly clock: Clock;
	readonly now: EpochMs;
};

/** Puts a reply on the wire, or what a fault leaves of it. */
export function deliver(
	response: ServerResponse,
	reply: WireReply,
	{fault, clock, now}: DeliveryTerms,
): void {
	switch (fault?.kind) {
		case 'latency': {
			const cancel = clock.after(milliseconds(fault.ms), () => {
				send(response, reply);
			});
			response.once('close', cancel);
			return;
		}

		case 'resetAfter': {
			response.socket?.resetAndDestroy();
			return;
		}

		case 'resetMidBody': {
			begin(response, reply);
			response.write(reply.body.subarray(0, Math.ceil(reply.body.length / 2)), () => {
				response.socket?.destroy();
			});
			return;
		}

		case 'slowBody': {
			begin(response, reply);
			trickle(response, reply.body, {
				clock,
				size: Math.max(1, Math.round(fault.bytesPerSecond / 10)),
			});
			return;
		}

		case 'clockSkew': {
			const date = toHttpDate(epochMs(now + fault.seconds * 1000));
			send(response, {...reply, headers: {...reply.headers, date}});
			return;
		}

		case 'hang': {
			return;
		}

		case 'status':
		case 'resetBefore':
		case 'truncatedJson':
		case 'wrongJson':
		case 'html':
		case 'wrongType':
		case 'unknownEnum':
		case 'extraFields':
		case 'staleRevision':
		case 'hostileText':
		case undefined: {
			send(response, reply);
		}
	}
}

function begin(response: ServerResponse, {status, headers}: WireReply): void {
	response.sendDate = false;
	response.writeHead(status, headers);
}

function trickle(
	response: ServerResponse,
	rest: Buffer,
	{clock, size}: {readonly clock: Clock; readonly size: number},
): void {
	if (response.destroyed) {
		return;
	}

	if (rest.length === 0) {
		response.end();
		return;
	}

	response.write(rest.subarray(0, size));
	clock.after(trickleEvery, () => {
		trickle(response, rest.subarray(size), {clock, size});
	});
}
