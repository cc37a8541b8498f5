import * as z from 'zod';
import {openApiDocument} from '../../source/contract/openapi.ts';
import {
	changeResultSchema,
	noteSchema,
	plannedChangeSchema,
} from '../../source/headless/change-records.ts';
import {
	causeSchema,
	errorSchema,
	statusSchema,
	watchSchema,
} from '../../source/headless/records.ts';
import {doctorSchema} from '../../source/headless/doctor/report-schema.ts';
import {version} from '../../source/version.ts';

const contract = z.object({components: z.object({schemas: z.record(z.string(), z.unknown())})});

const pointer = (name: string) => ({$ref: `#/$defs/${name}`});

/** docs/schemas.json: the shape of what commands print as JSON. Rows are those of the contract. It only grows: nothing is taken away or renamed. */
export function outputSchemas(): string {
	const {schemas} = contract.parse(openApiDocument(version)).components;
	const own = {
		Cause: causeSchema,
		Status: statusSchema,
		WatchEvent: watchSchema,
		ChangeResult: changeResultSchema,
		PlannedChange: plannedChangeSchema,
		Note: noteSchema,
		Doctor: doctorSchema,
		Error: errorSchema,
	};
	const defs = {
		...schemas,
		...Object.fromEntries(
			Object.entries(own).map(([name, schema]) => [name, withoutDialect(z.toJSONSchema(schema))]),
		),
		UserDetail: {
			type: 'object',
			properties: {
				user: pointer('User'),
				batches: {type: 'array', items: pointer('Batch')},
				issues: {type: 'array', items: pointer('Issue')},
				activity: {type: 'array', items: pointer('Activity')},
			},
			required: ['user', 'batches', 'issues', 'activity'],
		},
	};
	const text = JSON.stringify(
		{
			$schema: 'https://json-schema.org/draft/2020-12/schema',
			title: 'What synctop prints as JSON',
			description:
				'users, batches: User[]; groups: Group[]; causes: Cause[]; user: UserDetail; options: SyncOptions; status: Status, with dashboard and syncOptions; activity: Activity, or a line of the audit journal; watch --ndjson: WatchEvent; set, sync, uninit, undo, apply: ChangeResult[]; plan: PlannedChange[]; ack, memo: Note[]; doctor: Doctor; errors: Error.',
			$defs: defs,
		},
		undefined,
		'\t',
	);
	return `${text.replaceAll('#/components/schemas/', '#/$defs/')}\n`;
}

function withoutDialect({$schema, ...schema}: Readonly<Record<string, unknown>>) {
	void $schema;
	return schema;
}
