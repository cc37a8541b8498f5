import * as z from 'zod';
import {toSafe} from './contract/text.ts';
import {type AlertRule} from './core/alert-state.ts';
import {parse} from './core/query/parse.ts';
import {userFields} from './core/query/user-fields.ts';

const ruleSchema = z.object({
	name: z.string().regex(/^[A-Za-z0-9 -]{1,40}$/),
	where: z.string().max(200),
	above: z.int().nonnegative(),
});

/** The rules of the settings. One that cannot be understood is left out, with a sentence that says which and why. */
export function alertRulesOf(rules: readonly unknown[]): {
	readonly rules: readonly AlertRule[];
	readonly warnings: readonly string[];
} {
	const read: AlertRule[] = [];
	const warnings: string[] = [];
	for (const [index, json] of rules.entries()) {
		const parsed = ruleSchema.safeParse(json);
		if (!parsed.success) {
			warnings.push(
				`Alert ${index + 1} of the settings is left out: it takes "name" (letters, digits, blanks), "where" (a filter) and "above" (a number).`,
			);
			continue;
		}

		const {name, where, above} = parsed.data;
		const query = parse(where, userFields.fields);
		const [problem] = query.problems;
		if (problem === undefined) {
			read.push({name: toSafe(name), where: query, above});
		} else {
			warnings.push(`The alert "${name}" is left out: ${problem.text} (in "${where}").`);
		}
	}

	return {rules: read, warnings};
}
