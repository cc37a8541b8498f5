import {StringDecoder} from 'node:string_decoder';

/* oxlint-disable no-control-regex -- keys that type nothing send these */
const sequences =
	/\u001B(?:\[[0-9:;<=>?]*[ -/]*[@-~]|O[A-Za-z]|[\]P_^X][^\u0007\u001B]*(?:\u0007|\u001B\\)?|.)?/g;
const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;
/* oxlint-enable no-control-regex */
const longestLine = 10_000;

/** Makes whole lines of what comes in pieces. Arrow keys and the like type nothing. */
export function createLineReader(onLine: (line: string) => void) {
	const decoder = new StringDecoder('utf8');
	let rest = '';
	const take = (text: string): void => {
		const lines = `${rest}${text}`.split(/\r\n|\r|\n/);
		rest = (lines.pop() ?? '').slice(0, longestLine);
		for (const line of lines) {
			onLine(clean(line));
		}
	};
	return {
		read(chunk: Buffer | string): void {
			take(typeof chunk === 'string' ? chunk : decoder.write(chunk));
		},
		/** The input has ended: what was begun is a line, too. */
		end(): void {
			take(decoder.end());
			if (rest !== '') {
				onLine(clean(rest));
				rest = '';
			}
		},
	};
}

function clean(line: string): string {
	return line
		.slice(0, longestLine)
		.replaceAll(sequences, '')
		.replaceAll(controls, '')
		.replaceAll('\t', ' ')
		.trim();
}
