import * as z from 'zod';
import {lenient} from '../../contract/lenient.ts';
import {wireText} from '../../contract/text.ts';

// Numbers and codes come as text or as numbers, by version and by endpoint.
const code = z.union([
	wireText,
	z
		.number()
		.transform((value) => String(value))
		.pipe(wireText),
]);

/** An employee, as `GET employee` of Vantagepoint's REST API tells it, as far as it is asked for. */
export const employee = z.object({
	Employee: code,
	FirstName: lenient(wireText),
	LastName: lenient(wireText),
	EMail: lenient(wireText),
	/** A active, I inactive, T terminated. */
	Status: lenient(wireText),
});

export type Employee = z.output<typeof employee>;

/** The fields that are asked for. */
export const employeeFields = Object.keys(employee.shape).join(',');

/** `GET LoginConfig`: how people log in. */
export const loginConfig = z.object({
	winAuthDefault: lenient(code),
	WAADEnabled: lenient(code),
});

export type LoginConfig = z.output<typeof loginConfig>;
