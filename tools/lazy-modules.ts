// What is dear to load and seldom needed is loaded at its first use: stand-ins take its place in the bundle.
import fs from 'node:fs';
import {isBuiltin} from 'node:module';
import path from 'node:path';
import {type OnLoadResult, type Plugin} from 'esbuild';

type LazyModule = {
	/** What the import says. */
	readonly imported: RegExp;
	/** Functions, classes and objects: a stand-in can speak for them, not for a number. */
	readonly names: readonly string[];
};

const lazyModules: readonly LazyModule[] = [
	// Asked only about text that is not plain.
	{imported: /^string-width$/, names: ['default']},
	// Needed when a reply comes, and the request is to leave first.
	{imported: /^\.\/utils\/decompress-response\.js$/, names: ['default']},
	{imported: /^node:http2$/, names: ['default', 'Http2ServerResponse', 'constants']},
	{imported: /^node:tls$/, names: ['default', 'checkServerIdentity']},
	{imported: /^node:https$/, names: ['default']},
	{imported: /^node:fs\/promises$/, names: ['default']},
	{imported: /^node:zlib$/, names: ['default', 'gzipSync']},
	{
		imported: /^node:crypto$/,
		names: ['default', 'createHash', 'randomBytes', 'randomUUID', 'timingSafeEqual'],
	},
];

const standIn = `const standIn = (load) => new Proxy(function () {}, {
	get: (_, name) => load()[name],
	apply: (_, self, given) => Reflect.apply(load(), self, given),
	construct: (_, given) => Reflect.construct(load(), given),
});`;

type Replacement = {
	readonly imported: RegExp;
	/** Who imports it. */
	readonly importer: RegExp;
	/** What is taken instead, in `tools/bundled/`. */
	readonly by: string;
};

const replacements: readonly Replacement[] = [
	{imported: /^string-width$/, importer: /(?<!bundled\/string-width\.ts)$/, by: 'string-width.ts'},
	{imported: /^cacheable-request$/, importer: /\/got\//, by: 'unused.ts'},
	{imported: /^\.\/utils\/(?:http2-client|dns-cache)\.js$/, importer: /\/got\//, by: 'unused.ts'},
	{imported: /^object-hash$/, importer: /\/ink-table\//, by: 'row-key.ts'},
	{imported: /^node:crypto$/, importer: /\/got\/.*diagnostics-channel\.js$/, by: 'request-id.ts'},
];

/** Puts modules of `tools/bundled/` in the place of others. */
export const replacementsPlugin: Plugin = {
	name: 'replacements',
	setup(bundler) {
		for (const {imported, importer, by} of replacements) {
			bundler.onResolve({filter: imported}, (question) =>
				question.kind === 'import-statement' && importer.test(question.importer)
					? {path: path.resolve('tools/bundled', by)}
					: undefined,
			);
		}
	},
};

// What zod needs to write schemas down as JSON Schema, for the document alone: each kind of schema brings it along.
const unasked = /\/zod\/v4\/core\/(?:json-schema-processors|to-json-schema)\.js$/;

/** Takes out what no part of the program asks for, and leaves the names of it. */
export const unaskedPlugin: Plugin = {
	name: 'unasked',
	setup(bundler) {
		bundler.onLoad({filter: unasked}, ({path: file}) => {
			const names = [
				...fs.readFileSync(file, 'utf8').matchAll(/^export (?:const|function) (\w+)/gm),
			];
			return {
				contents: [
					"function unasked() { throw new Error('This part of zod is left out of the bundle (tools/lazy-modules.ts).'); }",
					...names.map(([, name = '']) => `export const ${name} = unasked;`),
				].join('\n'),
			};
		});
	},
};

/** Puts stand-ins where modules of the table are imported. */
export const lazyModulesPlugin: Plugin = {
	name: 'lazy-modules',
	setup(bundler) {
		for (const {imported, names} of lazyModules) {
			bundler.onResolve({filter: imported}, async ({path: name, ...question}) => {
				if (question.kind !== 'import-statement' || question.pluginData === ownQuestion) {
					return undefined;
				}

				const {kind, importer, resolveDir} = question;
				const found = await bundler.resolve(name, {
					kind,
					importer,
					resolveDir,
					pluginData: ownQuestion,
				});
				return {path: found.path, namespace: 'lazy', pluginData: names};
			});
		}

		bundler.onLoad({filter: /.*/, namespace: 'lazy'}, ({path: name, pluginData}) =>
			lazily(name, pluginData),
		);
	},
};

const ownQuestion = Symbol('asked by the plugin itself');

function lazily(module: string, names: readonly string[]): OnLoadResult {
	const isFile = path.isAbsolute(module);
	const load = isFile
		? `require(${JSON.stringify(module)})`
		: `process.getBuiltinModule(${JSON.stringify(module)})`;
	const lines = names.map((name) => {
		const value = `standIn(() => ${isFile || name !== 'default' ? `load().${name}` : 'load()'})`;
		return name === 'default' ? `export default ${value};` : `export const ${name} = ${value};`;
	});
	return {
		contents: [standIn, `const load = () => ${load};`, ...lines].join('\n'),
		...(isFile && {resolveDir: path.dirname(module)}),
	};
}

/**
Turns imports of Node's modules into what `require` would give. As ES modules they read all their properties at once, and some of those
load half of Node: a second HTTP client (35 ms of every start), worker threads, standard input and output.
*/
export function plainBuiltins(code: string): string {
	return code.replaceAll(
		/\bimport\s*(?:(?:\*\s*as\s+)?([\w$]+)\s*,?\s*)?(?:\{([^{}]*)\}\s*)?from\s*"(?:node:)?([a-z\d_/]+)";?/g,
		(whole: string, own: string | undefined, names: string | undefined, module: string) => {
			if (!isBuiltin(module)) {
				return whole;
			}

			const load = `globalThis.process.getBuiltinModule("node:${module}")`;
			const taken = names?.replaceAll(/\s+as\s+/g, ':');
			return [
				...(own === undefined ? [] : [`const ${own}=${load};`]),
				...(taken === undefined ? [] : [`const {${taken}}=${load};`]),
			].join('');
		},
	);
}
