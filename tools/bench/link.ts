/** How fast bytes come through to the eye, and how long each way takes. */
export type LinkSpeed = {
	readonly name: string;
	readonly bytesPerSecond: number;
	readonly oneWayMs: number;
};

/** What stands at the near end of a link: it is asked to wait while the link can hold no more. */
export type Near = {readonly pause: () => void; readonly resume: () => void};

// What ssh and the two TCP buffers behind it hold before anybody is asked to wait.
const capacity = 64 * 1024;
// Bytes come through in small pieces, so that the eye sees half a frame where a person would.
const pieceSize = 256;

/**
A model of a thin link between a program's terminal and the eye: it takes everything at once into a buffer, lets it out at its own
pace, and asks the near end to wait only when the buffer is full.
*/
export class Link {
	readonly speed: LinkSpeed;
	/** Every byte that the program has handed over. */
	taken = 0;
	readonly #near: Near;
	readonly #deliver: (bytes: Buffer) => void;
	#waiting: Buffer = Buffer.alloc(0);
	#isSending = false;
	#isFull = false;
	#freeAt = 0;

	constructor(speed: LinkSpeed, near: Near, deliver: (bytes: Buffer) => void) {
		this.speed = speed;
		this.#near = near;
		this.#deliver = deliver;
	}

	/** The bytes that stand in the buffer now. */
	get queued(): number {
		return this.#waiting.length;
	}

	take(bytes: Buffer): void {
		this.taken += bytes.length;
		this.#waiting = Buffer.concat([this.#waiting, bytes]);
		if (!this.#isFull && this.#waiting.length >= capacity) {
			this.#isFull = true;
			this.#near.pause();
		}

		this.#send();
	}

	/** What goes the other way: keys, and what a terminal answers. It is little, so only the way counts. */
	sendBack(act: () => void): void {
		setTimeout(act, this.speed.oneWayMs);
	}

	#send(): void {
		if (this.#isSending || this.#waiting.length === 0) {
			return;
		}

		this.#isSending = true;
		const size = Math.min(pieceSize, this.#waiting.length);
		const now = performance.now();
		this.#freeAt = Math.max(now, this.#freeAt) + (size * 1000) / this.speed.bytesPerSecond;
		setTimeout(() => {
			const piece = this.#waiting.subarray(0, size);
			this.#waiting = this.#waiting.subarray(size);
			this.#isSending = false;
			setTimeout(() => {
				this.#deliver(piece);
			}, this.speed.oneWayMs);
			if (this.#isFull && this.#waiting.length < capacity) {
				this.#isFull = false;
				this.#near.resume();
			}

			this.#send();
		}, this.#freeAt - now);
	}
}
