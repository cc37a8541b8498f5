// A program of its own: reads all pages of users one after another over one connection, parses them, and ends. The least that
// anybody must do who wants the whole list.
import http from 'node:http';
import process from 'node:process';
import zlib from 'node:zlib';

const [base = '', encoding = 'identity', pages = 'all'] = process.argv.slice(2);
const agent = new http.Agent({keepAlive: true});

async function read(url: string): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		http
			.get(url, {agent, headers: {'accept-encoding': encoding}}, (response) => {
				const parts: Buffer[] = [];
				response.on('data', (part: Buffer) => {
					parts.push(part);
				});
				response.on('end', () => {
					const body = Buffer.concat(parts);
					resolve(response.headers['content-encoding'] === 'gzip' ? zlib.gunzipSync(body) : body);
				});
			})
			.on('error', reject);
	});
}

let after = '';
let limit = 500;
do {
	const body = await read(`${base}/users?limit=${limit}${after === '' ? '' : `&after=${after}`}`);
	const page: unknown = JSON.parse(body.toString('utf8'));
	after = nextOf(page);
	limit = 5000;

	if (pages === 'first') {
		break;
	}
} while (after !== '');

agent.destroy();

function nextOf(page: unknown): string {
	const isMore =
		typeof page === 'object' && page !== null && 'next' in page && typeof page.next === 'string';
	return isMore ? String(page.next) : '';
}
