import * as z from 'zod';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number & z.$brand<'EpochMs'>;

/** A duration in milliseconds. */
export type Milliseconds = number & z.$brand<'Milliseconds'>;

// The one place that gives the brands: a number says nothing of its unit.
// oxlint-disable typescript/no-unsafe-type-assertion
export const epochMs = (value: number): EpochMs => value as EpochMs;
export const milliseconds = (value: number): Milliseconds => value as Milliseconds;
// oxlint-enable typescript/no-unsafe-type-assertion
export const seconds = (value: number): Milliseconds => milliseconds(value * 1000);
export const minutes = (value: number): Milliseconds => seconds(value * 60);

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/**
Reads an ISO 8601 moment with a zone (`2026-11-22T03:00:00Z`), or gives `undefined`. The one place, with the formatter, that
may ask the language about dates: neither reads the clock.
*/
export function parseTime(text: string): EpochMs | undefined {
	const parsed = isoTime.test(text) ? Date.parse(text) : Number.NaN;
	return Number.isNaN(parsed) ? undefined : epochMs(parsed);
}

/** Writes a moment as ISO 8601 in UTC with milliseconds. */
export function formatTime(moment: EpochMs): string {
	return new Date(moment).toISOString();
}

// Years have four digits, on the wire as in HTTP. The language reads later ones, up to the last moment that it can write down: a clock
// that goes on from there cannot be written any more.
const endOfTime = Date.UTC(10_000, 0, 1);

/** Reads an HTTP date (`Sun, 22 Nov 2026 03:00:00 GMT`), or gives `undefined`. */
export function parseHttpDate(text: string | undefined): EpochMs | undefined {
	const parsed = text === undefined ? Number.NaN : Date.parse(text);
	return Number.isNaN(parsed) || parsed >= endOfTime ? undefined : epochMs(parsed);
}

/** A moment on the wire: ISO 8601 text outside, epoch milliseconds inside. */
export const wireTime = z.codec(
	z.string().meta({format: 'date-time'}),
	z.number().brand<'EpochMs'>(),
	{
		decode(text, context) {
			const moment = parseTime(text);
			if (moment === undefined) {
				context.issues.push({
					code: 'custom',
					input: text,
					message: 'not an ISO 8601 time with a zone',
				});
				return z.NEVER;
			}

			return moment;
		},
		encode: (moment) => formatTime(epochMs(moment)),
	},
);

/** A duration on the wire: seconds outside (a field `…Seconds`), milliseconds inside. */
export const wireSeconds = z.codec(z.number().nonnegative(), z.number().brand<'Milliseconds'>(), {
	decode: (value) => Math.round(value * 1000),
	encode: (duration) => duration / 1000,
});
