// A program of its own: sends one text to whoever asks. The least that any exporter on Node must do.
import fs from 'node:fs';
import http from 'node:http';
import process from 'node:process';

const [file = ''] = process.argv.slice(2);
const text = fs.readFileSync(file);
const server = http.createServer((_, response) => {
	response.writeHead(200, {'content-type': 'text/plain', 'content-length': text.length});
	response.end(text);
});
server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	process.stderr.write(`listening on http://127.0.0.1:${port}/metrics\n`);
});
