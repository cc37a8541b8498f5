// Bundles the program into dist/: production React, one entry, the screen and the demo as chunks loaded when they are needed.
import fs from 'node:fs';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {build} from 'esbuild';
import {manPage} from './docs/man-page.ts';
import {laterEntry, laterModulesPlugin} from './later-modules.ts';
import {
	lazyModulesPlugin,
	plainBuiltins,
	replacementsPlugin,
	unaskedPlugin,
} from './lazy-modules.ts';

// `tools/build.ts FOLDER --readable` builds elsewhere, and so that a profile can be read; `--entry FILE` begins with another file.
const {values, positionals} = parseArgs({
	options: {readable: {type: 'boolean'}, entry: {type: 'string'}},
	allowPositionals: true,
});
const [outdir = 'dist'] = positionals;

fs.rmSync(outdir, {recursive: true, force: true});
const {metafile} = await build({
	entryPoints: {synctop: values.entry ?? 'source/cli.ts', [laterEntry.out]: laterEntry.in},
	outdir,
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node22.18',
	minify: values.readable !== true,
	metafile: true,
	jsx: 'automatic',
	define: {
		'process.env.NODE_ENV': '"production"',
		'process.env.DEV': '"false"',
		// Yoga would fetch its own code from an address that holds it, and for that a second HTTP client is loaded (30 ms).
		fetch: 'undefined',
		'Intl.Segmenter': 'LazySegmenter',
		'Intl.ListFormat': 'LazyListFormat',
	},
	inject: ['./tools/bundled/intl.ts'],
	// Ink asks for it only in development; it is not installed.
	alias: {'react-devtools-core': './tools/no-devtools.ts'},
	// Packages in CommonJS call require.
	banner: {
		js: "const require=(name)=>globalThis.process.getBuiltinModule('node:module').createRequire(import.meta.url)(name);",
	},
	chunkNames: 'chunks/[name]-[hash]',
	// Imports of types alone are dropped here: kept, they would load what they name.
	tsconfigRaw: {compilerOptions: {jsx: 'react-jsx', verbatimModuleSyntax: false}},
	plugins: [replacementsPlugin, unaskedPlugin, laterModulesPlugin, lazyModulesPlugin],
	logLevel: 'warning',
});
for (const file of Object.keys(metafile.outputs)) {
	fs.writeFileSync(file, plainBuiltins(fs.readFileSync(file, 'utf8')));
}

fs.chmodSync(path.join(outdir, 'synctop.js'), 0o755);
fs.writeFileSync(path.join(outdir, 'synctop.1'), manPage());
fs.writeFileSync(
	path.join(outdir, 'NOTICES.txt'),
	notices(bundledPackages(Object.keys(metafile.inputs))),
);

function bundledPackages(inputs: readonly string[]): string[] {
	const folders = inputs.flatMap((input) => {
		const found = /^(node_modules\/(?:.*node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(input);
		return found?.[1] === undefined ? [] : [found[1]];
	});
	return [...new Set(folders)].toSorted();
}

/** The licences ask that their text travels with the code. */
function notices(folders: readonly string[]): string {
	return folders
		.map((folder) => {
			const file = fs.readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
			const text =
				file === undefined ? 'See the package.' : fs.readFileSync(path.join(folder, file), 'utf8');
			return `${folder.replace(/^.*node_modules\//, '')}\n\n${text.trim()}\n`;
		})
		.join('\n----\n\n');
}
