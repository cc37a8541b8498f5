import * as z from 'zod';

/** A whole number that is not negative: how many, or which version. */
export const count = z.int().nonnegative();
