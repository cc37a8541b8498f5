/** Exit codes, as the help lists them; 128 + N for signal N besides. */
export const exitCode = {
	ended: 0,
	/** The answer is no: not reached in time, a check that failed, a journal that was changed. */
	no: 1,
	usage: 2,
	unreachable: 3,
	credentials: 4,
	/** The service answered, but not with what was agreed. */
	contract: 5,
	/** At least one change was not made. */
	refused: 6,
	/** Nobody knows whether at least one change was made. */
	unknown: 7,
	/** What was printed was lost: a full disk behind standard output. */
	output: 8,
	defect: 70,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** What each means, for the help and the docs, in the order of the table. */
export const exitMeanings: Readonly<Record<keyof typeof exitCode, string>> = {
	ended: 'done as asked',
	no: 'the answer is no: not reached in time, a check failed, the journal was changed',
	usage:
		'the command line, a name, a filter, a file or the terminal is not usable; nothing was sent',
	unreachable: 'the service cannot be reached, stays silent, or fails by itself (429, 5xx)',
	credentials: 'the service refused the credentials, or the right is missing',
	contract: 'the service answered with something that is not the Sync Service API',
	refused: 'at least one change was not made; what was made is listed',
	unknown: 'nobody knows whether at least one change was made; it is read back at the next start',
	output:
		'what was printed could not be written, as on a full disk; changes were made all the same',
	defect: 'a defect of this program',
};
