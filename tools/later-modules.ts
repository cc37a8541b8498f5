// What the first frame does without is a file of its own, loaded when one of its functions is called for the first time.
import fs from 'node:fs';
import path from 'node:path';
import {type Plugin} from 'esbuild';

/**
Modules that export functions and are not called before the first frame. Of what is imported by nothing else the same becomes by itself.
Where a rule of one of them is asked about on the way to the first frame, ask first whether there is anything to ask about.
*/
const laterModules: readonly string[] = [
	'alert-rules.ts',
	'commands/palette.ts',
	'context-policy.ts',
	'core/acknowledge.ts',
	'core/activity-list.ts',
	'core/alerts.ts',
	'core/ask-change.ts',
	'core/causes/causes-of-row.ts',
	'core/causes/course.ts',
	'core/causes/next-step.ts',
	'core/causes/radius.ts',
	'core/failure-text.ts',
	'core/handover/update-handover.ts',
	'core/query/filters.ts',
	'core/query/match-row.ts',
	'core/query/match.ts',
	'core/query/values.ts',
	'core/rules.ts',
	'core/select/note-facts.ts',
	'core/select/since.ts',
	'core/select/sortable.ts',
	'core/select/status-menu.ts',
	'core/settle-round.ts',
	'core/settle-run.ts',
	'core/start-run.ts',
	'core/take-up.ts',
	'core/targets.ts',
	'core/undo.ts',
	'core/update-arranging.ts',
	'core/update-columns.ts',
	'core/update-connections.ts',
	'core/update-detail.ts',
	'core/update-dialog.ts',
	'core/update-facets.ts',
	'core/update-filter.ts',
	'core/update-list.ts',
	'core/update-notebook.ts',
	'core/update-palette.ts',
	'core/update-plan.ts',
	'core/update-saved-views.ts',
	'core/update-set.ts',
	'core/update-triage.ts',
	'core/users/find-users.ts',
	'core/users/pack-user.ts',
	'core/users/sort-by-text.ts',
	'core/users/user-fact.ts',
	'core/users/user-search.ts',
	'core/users/user-view.ts',
	'knowledge/codes.ts',
	'knowledge/join-kinds.ts',
	'other-connections.ts',
	'platform/secret-file.ts',
	'saved-views.ts',
	'tui/dialogs/draw-dialog.ts',
	'tui/screens/activity.ts',
	'tui/screens/batches.ts',
	'tui/screens/causes.ts',
	'tui/screens/detail.ts',
	'tui/screens/groups.ts',
	'tui/screens/options.ts',
	'tui/screens/users.ts',
];

const later = new Set(laterModules.map((name) => path.resolve('source', name)));

/** The entry point that holds them. Stand-ins look for it beside their own chunk. */
export const laterEntry = {in: 'later', out: 'chunks/later'} as const;

/** Puts stand-ins, which load the file of later modules, where modules of the table are imported by others. */
export const laterModulesPlugin: Plugin = {
	name: 'later-modules',
	setup(bundler) {
		bundler.onResolve({filter: /^later$/}, () => ({path: 'entry', namespace: 'later'}));
		bundler.onResolve({filter: /^\.{1,2}\/.*\.tsx?$/}, ({path: name, importer, resolveDir}) => {
			const file = path.resolve(resolveDir, name);
			return later.has(file) && !later.has(importer) ? {path: file, namespace: 'later'} : undefined;
		});
		const parts = new Set(dynamicParts());
		bundler.onLoad({filter: /\/(?:source|mocks)\/.*\.tsx?$/, namespace: 'file'}, ({path: file}) =>
			parts.has(file)
				? {
						contents: `${fs.readFileSync(file, 'utf8')}\nimport ${JSON.stringify(program)};`,
						loader: file.endsWith('x') ? 'tsx' : 'ts',
					}
				: undefined,
		);
		bundler.onResolve({filter: /^load-later$/}, () => ({path: 'load', namespace: 'later'}));
		bundler.onLoad({filter: /.*/, namespace: 'later'}, ({path: name}) => ({
			contents: name === 'entry' ? entry() : name === 'load' ? loader : standIns(name),
			resolveDir: process.cwd(),
		}));
	},
};

/**
What is shared by parts that are loaded one after another becomes a file for each set of parts that share it: two dozen small ones, and
each takes half a millisecond. The program is there before any other part but the completion of command lines, so that all of them may as well lean on it: then
what it shares with any of them is one file with it.
*/
const program = path.resolve('source/program.ts');
const completion = path.resolve('source/completion.ts');

function dynamicParts(): readonly string[] {
	return ['source', 'mocks'].flatMap((folder) =>
		fs
			.globSync(`${folder}/**/*.{ts,tsx}`)
			.flatMap((file) =>
				[...fs.readFileSync(file, 'utf8').matchAll(/\bimport\('(\.{1,2}\/[^']+)'\)/g)].map(
					([, name = '']) => path.resolve(path.dirname(file), name),
				),
			)
			.filter((file) => file !== program && file !== completion),
	);
}

function entry(): string {
	return [
		...[...later].map((file) => `export * from ${JSON.stringify(file)};`),
		`import ${JSON.stringify(program)};`,
	].join('\n');
}

// Loaded as CommonJS asks for it: at once, so that whoever calls need not wait.
const loader = `
let loaded;
export function load() {
	loaded ??= process.getBuiltinModule('node:module').createRequire(import.meta.url)('./later.js');
	return loaded;
}`;

// A table or a number has no stand-in: importing it from elsewhere fails the build.
function standIns(file: string): string {
	const exported = /^export (?:async )?function\*? (\w+)/gm;
	return [
		"import {load} from 'load-later';",
		...[...fs.readFileSync(file, 'utf8').matchAll(exported)].map(
			([, name = '']) =>
				`let own_${name}; export function ${name}(...given) { return (own_${name} ??= load().${name})(...given); }`,
		),
	].join('\n');
}
