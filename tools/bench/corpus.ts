import fs from 'node:fs';
import {heldOutFormats, tuningFormats} from './corpus-formats.ts';

// What programs say about a cause; `{…}` are slots. The names of causes are those of the catalogue.
type Saying = {
	readonly cause: string;
	readonly code: string;
	readonly source: string | undefined;
	readonly says: readonly string[];
};

/** A failure with the cause that is truly behind it. */
export type Told = {
	readonly cause: string;
	readonly code: string;
	readonly message: string;
	readonly source?: string;
	/** Where the code stands. */
	readonly place: 'beside' | 'inside' | 'nowhere';
};

/** Wraps what is said as some program would report it. */
export type Format = (said: {
	readonly text: string;
	readonly code: string | undefined;
	readonly fill: (text: string) => string;
}) => string;

// Causes that nobody wrote down: each comes from one program, in one wording.
const unheardOf = [
	'The flux capacitor of {email} overheated at {time}, level {n}',
	'Cannot enlist {user} in the ledger of {host}',
	'Relay {ip} dropped frame {hex} of stream {guid}',
	'Plugin "{user}" vetoed item {hex}',
	'Journal page {n} was written out of order by {host}',
	'Shard {n} of tenant {guid} is being rebalanced',
	'Feature toggle NEWPIPE{n} is not evaluated for {email}',
	'Could not parse reply of {url} near byte {n}',
];

/** The messages of one half: every cause in every wording of it, in formats that only this half has, with and without the code. */
export function corpus(half: 'tuning' | 'held out'): readonly Told[] {
	const roll = dice(half === 'tuning' ? 17 : 4711);
	const formats = half === 'tuning' ? tuningFormats : heldOutFormats;
	let turn = 0;
	const known = sayingsOf(half).flatMap(({cause, code, source, says}) =>
		says.flatMap((text) =>
			// The code stands beside the message, in it, or nowhere.
			(['beside', 'inside', 'nowhere'] as const).map((place) => {
				turn += 1;
				const format = formats[turn % formats.length] ?? formats[0];
				const message = format({
					text,
					code: place === 'inside' ? code : undefined,
					fill: filler(roll),
				});
				return {
					cause,
					code: place === 'beside' ? code : '',
					message,
					place,
					// Half of all reporters say which side it was.
					...(source !== undefined && roll() < 0.5 && {source}),
				};
			}),
		),
	);
	const unknown = unheardOf.flatMap((text, index) =>
		Array.from({length: 6}, () => {
			const format = formats[index % formats.length] ?? formats[0];
			return {
				cause: `unheard of ${index + 1}`,
				code: '',
				place: 'nowhere' as const,
				message: format({text, code: undefined, fill: filler(roll)}),
			};
		}),
	);
	return [...known, ...unknown];
}

function sayingsOf(half: 'tuning' | 'held out'): readonly Saying[] {
	const file = new URL(`corpus-${half.replace(' ', '-')}.txt`, import.meta.url);
	return fs
		.readFileSync(file, 'utf8')
		.split(/\n\n/)
		.slice(1)
		.map((block) => {
			const [head = '', ...says] = block.trim().split('\n');
			const [cause = '', code = '', source] = head.split(' ');
			return {
				cause,
				code,
				source: source === '-' ? undefined : source,
				says: says.map((text) => text.trim()),
			};
		});
}

const people = [
	'anna.lee',
	'bob.stone',
	'c.ortiz',
	'dmitri',
	'eve-marie',
	'f.o.brien',
	'gül',
	'hana2',
];
const domains = ['contoso.example', 'fabrikam.example', 'mail.tailspin.example'];

function filler(roll: () => number): (text: string) => string {
	const pick = <T>(values: readonly [T, ...T[]] | readonly T[]): T | undefined =>
		values[Math.floor(roll() * values.length)];
	const hex = (length: number): string =>
		Array.from({length}, () => Math.floor(roll() * 16).toString(16)).join('');
	const number = (): string => {
		const value = Math.floor(roll() * 90_000) + 10;
		return pick([String(value), grouped(value, ','), grouped(value, '.')]) ?? '';
	};
	const time = (): string => {
		const moment = new Date(
			Date.UTC(
				2026,
				Math.floor(roll() * 12),
				1 + Math.floor(roll() * 28),
				Math.floor(roll() * 24),
				7,
				9,
			),
		);
		return (
			pick([
				moment.toISOString(),
				moment.toUTCString(),
				`${moment.getUTCMonth() + 1}/${moment.getUTCDate()}/2026 ${(moment.getUTCHours() % 12) + 1}:07:09 PM`,
			]) ?? ''
		);
	};
	const slots: Readonly<Record<string, () => string>> = {
		email: () => `${pick(people)}@${pick(domains)}`,
		user: () => pick([`CORP\\${pick(people)}`, `${pick(people)}`]) ?? '',
		host: () => `${pick(['ex01', 'mbx7', 'crm'])}.${pick(domains)}`,
		url: () =>
			`https://crm.${pick(domains)}/api/${pick(['token', 'contact', 'firm'])}?id=${hex(4)}`,
		ip: () => `203.0.113.${Math.floor(roll() * 250)}`,
		guid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
		hex: () => hex(8),
		n: number,
		time,
		file: () => `sync-${hex(6)}.dat`,
	};
	return (text) => text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => slots[name]?.() ?? whole);
}

function grouped(value: number, separator: string): string {
	return value < 1000
		? String(value)
		: `${Math.floor(value / 1000)}${separator}${String(value % 1000).padStart(3, '0')}`;
}

/** Numbers from 0 to 1 that are the same on every run. */
function dice(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}
