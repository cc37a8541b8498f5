import {inspect} from 'node:util';

const mask = '[secret]';

/** A password, secret or token: it prints as `[secret]` wherever it is printed, logged or serialised. */
export class Secret {
	readonly #value: string;

	constructor(value: string) {
		this.#value = value;
	}

	/** The value itself, for the one place that sends it. */
	reveal(): string {
		return this.#value;
	}

	toString(): string {
		return mask;
	}

	toJSON(): string {
		return mask;
	}

	[inspect.custom](): string {
		return mask;
	}
}
