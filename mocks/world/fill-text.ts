import {type Random} from '../../source/platform/random.ts';
import {type EpochMs, formatTime} from '../../source/contract/time.ts';
import {between} from './chance.ts';

/** What the slots of a text are filled with. */
export type Subject = {
	readonly email: string;
	readonly employee: string;
	readonly host: string;
	readonly at: EpochMs;
};

/**
Fills the slots of a text. Ids, times and addresses are concrete and differ from batch to batch, as those of real servers do:
who groups errors by their text has to see through them.
*/
export function fillText(text: string, subject: Subject, random: Random): string {
	return text.replaceAll(/\{(\w+)\}/g, (_, slot: string) => fill(slot, subject, random));
}

function fill(slot: string, subject: Subject, random: Random): string {
	switch (slot) {
		case 'email': {
			return subject.email;
		}

		case 'employee': {
			return subject.employee;
		}

		case 'host': {
			return subject.host;
		}

		case 'time': {
			return formatTime(subject.at);
		}

		case 'guid': {
			return [8, 4, 4, 4, 12].map((length) => hex(random, length)).join('-');
		}

		case 'address': {
			return `203.0.113.${between(random, 1, 254)}`;
		}

		case 'other': {
			return `organizer.${between(random, 1, 999)}@contoso.example`;
		}

		case 'days': {
			return String(between(random, 3, 120));
		}

		case 'digit': {
			return String(between(random, 1, 9));
		}

		case 'small': {
			return String(between(random, 2, 60));
		}

		case 'ms': {
			return String(between(random, 1000, 60_000));
		}

		// Two slots, so that one text can hold two ids.
		case 'hex':
		case 'hex2': {
			return hex(random, 10);
		}
	}

	return slot;
}

function hex(random: Random, length: number): string {
	return Array.from({length}, () => between(random, 0, 15).toString(16)).join('');
}
