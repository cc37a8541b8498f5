// What Stryker loads: its own runner for vitest, which runs only what is in the sample and never takes "no test was run" for "no test
// failed"; and who keeps the results.
import {type StrykerOptions} from '@stryker-mutator/api/core';
import {
	commonTokens,
	declareClassPlugin,
	declareFactoryPlugin,
	type Injector,
	type PluginContext,
	PluginKind,
	tokens,
} from '@stryker-mutator/api/plugin';
import {
	type MutantRunOptions,
	type MutantRunResult,
	MutantRunStatus,
	type TestRunner,
} from '@stryker-mutator/api/test-runner';
import {strykerPlugins as vitestPlugins} from '@stryker-mutator/vitest-runner';
import {Collector} from './collector.ts';
import {noTestRan, notInSample} from './report.ts';
import {isInSample} from './sample.ts';

function createRunner(injector: Injector<PluginContext>, options: StrykerOptions): TestRunner {
	const [plugin] = vitestPlugins;
	if (plugin === undefined) {
		throw new Error('The runner for vitest declares no plugin any more.');
	}

	const runner: TestRunner = plugin.factory(injector);
	return {
		capabilities: () => runner.capabilities(),
		init: async () => runner.init?.(),
		dryRun: async (run) => runner.dryRun(run),
		mutantRun: async (run) => runSampled(runner, run, Number(options['percent'])),
		dispose: async () => runner.dispose?.(),
	};
}

async function runSampled(
	runner: TestRunner,
	run: MutantRunOptions,
	percent: number,
): Promise<MutantRunResult> {
	if (!isInSample(run.activeMutant, percent)) {
		return {status: MutantRunStatus.Error, errorMessage: notInSample};
	}

	const result = await runner.mutantRun(run);
	return result.status === MutantRunStatus.Survived && result.nrOfTests === 0
		? {status: MutantRunStatus.Error, errorMessage: noTestRan}
		: result;
}

createRunner.inject = tokens(commonTokens.injector, commonTokens.options);

export const strykerPlugins = [
	declareFactoryPlugin(PluginKind.TestRunner, 'sample', createRunner),
	declareClassPlugin(PluginKind.Reporter, 'collect', Collector),
];
