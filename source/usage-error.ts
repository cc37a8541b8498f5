/** A sentence for standard error: what is wrong and what to do. */
export class UsageError extends Error {}
