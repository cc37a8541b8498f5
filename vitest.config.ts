import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		// The program behaves the same under CI, but Ink would not.
		env: {CI: '', FORCE_COLOR: '3'},
		testTimeout: 20_000,
		hookTimeout: 30_000,
	},
});
