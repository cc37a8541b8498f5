/** Exit codes, as the help lists them; 128 + N for signal N besides. */
export const exitCode = {ended: 0, fault: 1, usage: 2, defect: 70} as const;
