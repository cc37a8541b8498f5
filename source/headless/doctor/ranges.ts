import {type SafeText, safe, toSafe} from '../../contract/text.ts';
import {type EpochMs, parseTime} from '../../contract/time.ts';
import {type Known, known, unknown} from './finding.ts';

/** Addresses as one stretch, of IPv4 or of IPv6. */
export type Range = {
	readonly text: SafeText;
	readonly bits: 32 | 128;
	readonly first: bigint;
	readonly last: bigint;
};

export type RangeFile = {
	readonly ranges: readonly Range[];
	/** The day on which somebody looked whether they still hold: `# as of 2026-11-01`. */
	readonly asOf: EpochMs | undefined;
};

/** Reads a list of address ranges: one in CIDR notation a line, `#` begins a remark. */
export function parseRanges(text: string): Known<RangeFile> {
	const ranges: Range[] = [];
	for (const [index, line] of text.split(/\r?\n/).entries()) {
		const written = line.replace(/#.*$/, '').trim();
		const range = written === '' ? undefined : parseRange(written);
		if (written !== '' && range === undefined) {
			return unknown(
				safe`line ${index + 1} is "${toSafe(written)}", which is no range such as 192.0.2.0/24`,
			);
		}

		ranges.push(...(range === undefined ? [] : [range]));
	}

	const day = /^\s*#\s*as of (\d{4}-\d{2}-\d{2})\b/im.exec(text)?.[1];
	return known({ranges, asOf: day === undefined ? undefined : parseTime(`${day}T00:00:00Z`)});
}

function parseRange(text: string): Range | undefined {
	const [, address = '', length] = /^([\da-f:.]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
	const bits = address.includes(':') ? 128 : 32;
	const value = bits === 32 ? parseV4(address) : parseV6(address);
	const prefix = length === undefined ? bits : Number(length);
	if (value === undefined || prefix > bits) {
		return undefined;
	}

	const size = 1n << BigInt(bits - prefix);
	const first = value - (value % size);
	return {text: toSafe(text), bits, first, last: first + size - 1n};
}

function parseV4(text: string): bigint | undefined {
	const parts = text.split('.').map(Number);
	return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) && parts.every((part) => part < 256)
		? parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n)
		: undefined;
}

function parseV6(text: string): bigint | undefined {
	const [head = '', tail, ...more] = text.split('::');
	const words = (part: string): string[] => (part === '' ? [] : part.split(':'));
	const [before, after] = [words(head), words(tail ?? '')];
	const missing = 8 - before.length - after.length;
	const all = [...before, ...Array.from({length: Math.max(0, missing)}, () => '0'), ...after];
	const isWhole = tail === undefined ? missing === 0 : missing > 0;
	return more.length === 0 && isWhole && all.every((word) => /^[\da-f]{1,4}$/i.test(word))
		? all.reduce((sum, word) => sum * 65_536n + BigInt(`0x${word}`), 0n)
		: undefined;
}

/** The ranges of which a part is in no range of a list. Ranges of the list that touch count as one. */
export function missingFrom(list: readonly Range[], wanted: readonly Range[]): readonly Range[] {
	return wanted.filter(({bits, first, last}) => {
		let next = first;
		const fitting = list
			.filter((range) => range.bits === bits)
			.toSorted((left, right) =>
				left.first < right.first ? -1 : left.first > right.first ? 1 : 0,
			);
		for (const range of fitting) {
			next = range.first <= next && range.last >= next ? range.last + 1n : next;
		}

		return next <= last;
	});
}

/** Whether an address is one of a private network, of this machine, or of the link. Nothing where it is no address. */
export function isPrivate(address: string): boolean {
	const own = parseRange(address);
	return own !== undefined && missingFrom(privateRanges, [own]).length === 0;
}

const privateRanges = [
	'10.0.0.0/8',
	'172.16.0.0/12',
	'192.168.0.0/16',
	'127.0.0.0/8',
	'169.254.0.0/16',
	'::1',
	'fc00::/7',
	'fe80::/10',
].flatMap((text) => parseRange(text) ?? []);
