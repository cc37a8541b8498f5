// Writes what is generated: docs/openapi.json, docs/keys.md, docs/filter.md, docs/causes.md, docs/commands.md, docs/contract.md, docs/monitoring/metrics.md, docs/dashboard.svg, docs/story.md with its pictures.
// With --check it writes nothing and fails when one of them is not what it would write.
import fs from 'node:fs';
import path from 'node:path';
import {openApiDocument} from '../source/contract/openapi.ts';
import {version} from '../source/version.ts';
import {filterPage} from './docs/filter-page.ts';
import {causesPage} from './docs/causes-page.ts';
import {contractPage} from './docs/contract-page.ts';
import {commandsPage} from './docs/commands-page.ts';
import {metricsPage} from './docs/metrics-page.ts';
import {keysPage} from './docs/keys-page.ts';
import {dashboardPicture} from './docs/picture.ts';
import {outputSchemas} from './docs/schemas.ts';
import {storyPages} from './docs/story.ts';

const isCheck = process.argv.includes('--check');
const root = path.join(import.meta.dirname, '..');
const picture = await dashboardPicture();

const pages: Readonly<Record<string, string>> = {
	'docs/openapi.json': `${JSON.stringify(openApiDocument(version), undefined, '\t')}\n`,
	'docs/keys.md': keysPage(),
	'docs/filter.md': filterPage(),
	'docs/causes.md': causesPage(),
	'docs/commands.md': commandsPage(),
	'docs/contract.md': contractPage(),
	'docs/monitoring/metrics.md': metricsPage(),
	'docs/schemas.json': outputSchemas(),
	'docs/dashboard.svg': picture,
	...(await storyPages()),
};

const stale = Object.entries(pages).filter(([name, text]) => current(name) !== text);
if (isCheck) {
	for (const [name] of stale) {
		process.stderr.write(
			`${name} is not what it is generated from; "npm run docs" writes it anew\n`,
		);
	}

	process.exitCode = stale.length === 0 ? 0 : 1;
} else {
	for (const [name, text] of stale) {
		fs.mkdirSync(path.dirname(path.join(root, name)), {recursive: true});
		fs.writeFileSync(path.join(root, name), text);
		process.stderr.write(`wrote ${name}\n`);
	}
}

function current(name: string): string | undefined {
	const file = path.join(root, name);
	return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}
