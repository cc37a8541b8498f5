import {expect, test} from 'vitest';
import {clauses} from '../../../source/headless/doctor/contract/clauses.ts';
import {installPrism, openPrism} from '../../support/open-prism.ts';
import {diagnose} from './told.ts';

test(
	'a mock server of somebody else, made from the published document, passes what takes no memory',
	{timeout: 200_000},
	async (context) => {
		const reason = installPrism();
		if (reason !== undefined) {
			context.skip(reason);
		}

		await using prism = await openPrism('docs/openapi.json');
		const {failed, ok} = await diagnose(['--contract', prism.url], {
			environment: {SYNCTOP_TOKEN: 'any'},
		});
		const takesMemory = new Set(clauses.filter(({isStateful}) => isStateful).map(({id}) => id));
		expect(failed.filter((id) => !takesMemory.has(id))).toEqual([]);
		const byReading = clauses.filter(
			({needs, isStateful, id}) =>
				needs === 'reading' && !isStateful && id !== 'problem.retry-after',
		);
		expect(ok).toEqual(expect.arrayContaining(byReading.map(({id}) => id)));
	},
);
