import {toSafe} from './contract/text.ts';
import {type Hours, type Policy} from './core/policy.ts';
import {parse} from './core/query/parse.ts';
import {userFields} from './core/query/user-fields.ts';
import {quietHoursOf} from './platform/alert.ts';

/** A policy as the settings have it. */
export type PolicyJson = {
	readonly requireReason?: boolean | undefined;
	readonly largestBulk?: number | undefined;
	readonly protected?: string | undefined;
	readonly readOnlyHours?: string | undefined;
};

/** The policy understood, or why it is not. */
export function policyOf(json: PolicyJson): Policy | string {
	const {requireReason = false, largestBulk, protected: text, readOnlyHours} = json;
	const query = text === undefined ? undefined : parse(text, userFields.fields);
	const [problem] = query?.problems ?? [];
	if (problem !== undefined) {
		return `"policy.protected" is a filter, and ${problem.text} (in "${text ?? ''}").`;
	}

	const hours = readOnlyHours === undefined ? undefined : hoursOf(readOnlyHours);
	if (readOnlyHours !== undefined && hours === undefined) {
		return `"policy.readOnlyHours" is "${readOnlyHours}", but must be two times of the day in UTC: 07:00-18:00.`;
	}

	return {
		requireReason,
		...(largestBulk !== undefined && {largestBulk}),
		...(query !== undefined && {protected: query}),
		...(hours !== undefined && {readOnlyHours: hours}),
	};
}

function hoursOf(text: string): Hours | undefined {
	const hours = quietHoursOf(text);
	return hours && {...hours, text: toSafe(text)};
}
