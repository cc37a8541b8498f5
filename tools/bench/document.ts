import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import {type Finding} from './finding.ts';
import {markdownTable} from './report.ts';

const shortfalls = fs.readFileSync(new URL('shortfalls.md', import.meta.url), 'utf8');

/** The machine of a run, in one sentence. */
export function machine(): string {
	const processors = os.cpus();
	const memory = Math.round(os.totalmem() / 1e9);
	return `${processors.length} x ${processors[0]?.model.trim() ?? 'unknown processor'}, ${memory} GB, ${os.type()} ${os.release()}, Node ${process.versions.node}`;
}

/** What the page says of the run itself. */
export type RunFacts = {
	readonly date: string;
	readonly isQuick: boolean;
	readonly load: string;
	/** What was measured in an earlier run, in a sentence; empty when nothing was. */
	readonly earlier: string;
};

/** `docs/performance.md` of a run. */
export function performanceDocument(
	findings: readonly Finding[],
	{date, isQuick, load, earlier}: RunFacts,
): string {
	return `# Performance

Written by \`npm run bench -- ${isQuick ? '--quick ' : ''}--write\`; do not edit. Run on ${date}, commit ${commit()}, on: ${machine()}. Load average before and after: ${load}.${earlier}

The built program runs in a real terminal of 120 columns and 40 rows, and an emulator looks at what it writes; the embedded service runs in a process of its own. The columns: the median, or the 99th percentile where it says so; between which values the middle half of the takes lies (beside a 99th percentile: the median and the largest); how many takes; a reference that was measured in the same run; the ratio; what we aim at, and whether this run meets it. Milliseconds are of this machine: compare ratios.

- **start**: from the start of the process to the first frame with live counts. Other monitors: to their first whole screen.
- **key**: from a key to the last byte of its answer, in the list of users; the first three takes warm the program up and do not count. Reference: a bare Node program that sends back every key.
- **bytes**: what goes to the terminal. Reference: the shortest text that makes the same change of the screen (\`tools/bench/fewest-bytes.ts\`), without marks around the frame. An unchanged poll is one of a service whose time stands still; what it writes are ages that run on. A repaint wipes the screen and writes all of it.
- **links**: a model of a thin link between the program's terminal and the eye: each way takes 50 ms, and up to 64 KiB wait in it before the program is asked to wait. Milliseconds are up to the last byte at the far end.
- **cpu**: the share of one core, untouched, polling every 2 s, all programs side by side; the mean over all windows of 10 s. Reference, besides other monitors: a program that asks the same questions by node:http, parses the answers and shows nothing.
- **memory**: resident, when the whole list was read and the program had come to rest. MB are 10^6 bytes. A day: the program from its source on a clock that runs 240 times as fast, beside a service that does the same, with keys every hour; it never rests there, so that V8 never tidies up, and what counts is how much it grows.
- **read**: from the start of the process. Reference: a program that reads the same pages by node:http and parses them. Keys meanwhile: the cursor goes down every 50 ms, until another user is under it.
- **service**: the embedded service.
- **causes**: how well failures are told apart, in a corpus whose wordings and formats were not used to write the rules (\`docs/causes.md\`).
- **exporter**: \`synctop exporter\` with everybody read and at rest; processor time is the mean of some hundred scrapes, one after the other. Reference: a bare Node server that sends the same text.
- **profile**: where the time of an untouched program goes, by the rooms of its source; shares of the time in which anything is done.

${markdownTable(findings)}

${shortfalls}
To repeat: \`npm run bench\`; in a few minutes \`npm run bench -- --quick\`; parts of it \`npm run bench -- --only keys,bytes\`; another build beside this one \`npm run bench -- --command "node other/dist/synctop.js --url {url}"\`; this page \`npm run bench -- --write\`.
`;
}

/** The commit that is measured. */
export function commit(): string {
	const {status, stdout} = spawnSync('git', ['rev-parse', '--short', 'HEAD'], {encoding: 'utf8'});
	return status === 0 ? stdout.trim() : 'unknown';
}
