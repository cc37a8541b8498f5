import {expect, test} from 'vitest';
import {defectText} from '../../source/defect-text.ts';
import {hostilePayloads} from '../support/hostile.ts';

test('a defect is told with all that is known of it, line by line', () => {
	const error = new Error('it broke');
	expect(defectText(error)).toContain(error.stack);
	expect(defectText('thrown')).toContain('thrown');
});

test.each(Object.entries(hostilePayloads))(
	'%s in the text of a defect cannot control the terminal after the end [S5]',
	(_, payload) => {
		for (const told of [defectText(new Error(payload)), defectText(payload)]) {
			expect(told.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u);
		}
	},
);
