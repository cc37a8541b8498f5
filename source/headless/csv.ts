/**
One line of comma-separated values (RFC 4180). A spreadsheet takes a cell that begins with one of `=+-@`, a tab or a return for a formula, and
what stands in a mailbox must not become one: such a text begins with an apostrophe. Numbers are left alone.
*/
export function csvLine(values: ReadonlyArray<string | number | undefined>): string {
	return `${values.map(csvCell).join(',')}\n`;
}

function csvCell(value: string | number | undefined): string {
	if (value === undefined) {
		return '';
	}

	if (typeof value === 'number') {
		return String(value);
	}

	const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
	return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
