import {defineConfig} from 'vitest/config';
import {BaseSequencer, type TestSpecification} from 'vitest/node';
import ordinary from '../../vitest.config.ts';

/** By name, which puts the contract first and the long properties of tables last; vitest would begin with what takes longest. */
class ByName extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		return files.toSorted((one, other) => (one.moduleId < other.moduleId ? -1 : 1));
	}
}

export default defineConfig({
	test: {
		...ordinary.test,
		include: ['test/{contract,core}/**/*.test.ts'],
		setupFiles: ['tools/mutate/same-dice.ts'],
		sequence: {sequencer: ByName},
	},
});
