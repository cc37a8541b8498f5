// A program of its own: asks every two seconds what changed, parses the answer, and shows nothing. The least that any program on Node
// must do that watches the service.
import http from 'node:http';
import process from 'node:process';
import {setTimeout as pause} from 'node:timers/promises';

const [base = ''] = process.argv.slice(2);
const agent = new http.Agent({keepAlive: true});

async function read(url: string): Promise<string> {
	return new Promise((resolve, reject) => {
		http
			.get(url, {agent}, (response) => {
				let text = '';
				response.setEncoding('utf8');
				response.on('data', (part: string) => {
					text += part;
				});
				response.on('end', () => {
					resolve(text);
				});
			})
			.on('error', reject);
	});
}

let revision = revisionOf(await read(`${base}/overview`)) ?? 0;
process.stdout.write('polling\n');
for (;;) {
	await pause(2000);
	// Without changes there is no text.
	revision = revisionOf(await read(`${base}/changes?since=${revision}`)) ?? revision;
}

function revisionOf(text: string): number | undefined {
	const reply: unknown = text === '' ? {} : JSON.parse(text);
	const isTold =
		typeof reply === 'object' &&
		reply !== null &&
		'revision' in reply &&
		typeof reply.revision === 'number';
	return isTold ? Number(reply.revision) : undefined;
}
