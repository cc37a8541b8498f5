import * as z from 'zod';
import {activity} from './activity.ts';
import {batch, batchError, issue} from './batch.ts';
import {group} from './group.ts';
import {problem} from './problem.ts';
import {type Route} from './route.ts';
import {routes} from './routes.ts';
import {rowSchemaOf} from './rows.ts';
import {mailServer, objectStatistics, syncOptions} from './sync-options.ts';
import {user} from './user.ts';

type Json = Readonly<Record<string, unknown>>;

// What is named in the document; everything else stands where it is used.
const named: ReadonlyMap<z.ZodType, string> = new Map<z.ZodType, string>([
	[user, 'User'],
	[group, 'Group'],
	[batch, 'Batch'],
	[batchError, 'BatchError'],
	[issue, 'Issue'],
	[activity, 'Activity'],
	[mailServer, 'MailServer'],
	[objectStatistics, 'ObjectStatistics'],
	[syncOptions, 'SyncOptions'],
	[problem, 'Problem'],
]);

const refOf = (name: string): Json => ({$ref: `#/components/schemas/${name}`});

/** The Sync Service API as an OpenAPI 3.1 document, written from the routes table. */
export function openApiDocument(version: string): Json {
	return {
		openapi: '3.1.0',
		info: {
			title: 'Sync Service API',
			version: 'sync-service/1',
			description: `What synctop ${version} asks of a mailbox synchronization service. Words in x-extensible-enum may grow: a client keeps and shows the ones it does not know. Lists are read row by row.`,
			license: {name: 'MIT', identifier: 'MIT'},
		},
		servers: [{url: '/api'}],
		security: [{bearer: []}],
		paths: pathsOf(Object.entries(routes)),
		components: {
			securitySchemes: {bearer: {type: 'http', scheme: 'bearer'}},
			schemas: Object.fromEntries(
				[...named].map(([schema, name]) => [name, schemaOf(schema, name)]),
			),
		},
	};
}

function pathsOf(entries: ReadonlyArray<readonly [string, Route]>): Json {
	const paths: Record<string, Record<string, Json>> = {};
	for (const [name, route] of entries) {
		paths[route.path] = {
			...paths[route.path],
			[route.method.toLowerCase()]: operationOf(name, route),
		};
	}

	return paths;
}

function operationOf(name: string, route: Route): Json {
	return {
		operationId: name,
		summary: route.summary,
		...(!route.needsToken && {security: []}),
		parameters: [
			...parametersOf(route.params, 'path'),
			...parametersOf(route.query, 'query'),
			...headersOf(route),
		],
		...(route.bodyType !== 'none' && {
			requestBody: {
				required: true,
				content: {[mediaTypes[route.bodyType]]: {schema: schemaOf(route.body)}},
			},
		}),
		responses: responsesOf(route),
	};
}

const mediaTypes = {json: 'application/json', form: 'application/x-www-form-urlencoded'} as const;

function parametersOf(schema: z.ZodObject, place: 'path' | 'query'): readonly Json[] {
	return Object.entries(schema.shape).map(([name, field]) => ({
		name,
		in: place,
		required: place === 'path' || !z.safeParse(field, undefined).success,
		schema: schemaOf(field),
	}));
}

function headersOf(route: Route): readonly Json[] {
	const header = (name: string, description: string, required = true): Json => ({
		name,
		in: 'header',
		required,
		description,
		schema: {type: 'string'},
	});
	return [
		...(route.isCacheable
			? [
					header(
						'If-None-Match',
						'The revision that is known, in quotes; 304 while it still holds',
						false,
					),
				]
			: []),
		...(route.guard === 'none'
			? []
			: [header('Idempotency-Key', 'One a change: a repeat returns the first answer')]),
		...(route.guard === 'versioned'
			? [
					header(
						'If-Match',
						"The entity's version that the decision rests on, in quotes; 412 when it moved",
					),
				]
			: []),
	];
}

function responsesOf(route: Route): Json {
	const problems = {'application/problem+json': {schema: refOf('Problem')}};
	return {
		[String(route.status)]: {
			description: route.summary,
			content: {'application/json': {schema: schemaOf(route.reply)}},
		},
		...(route.isCacheable && {
			'304': {description: 'Nothing changed since that revision'},
			'410': {description: 'That revision is too old: start over', content: problems},
		}),
		...(route.guard !== 'none' && {
			'409': {description: 'The key was used for another request', content: problems},
			'412': {
				description: 'Somebody else was first; the problem carries the entity as it is now',
				content: problems,
			},
			'422': {description: 'A rule forbids it; the code says which', content: problems},
		}),
		...(route.needsToken && {'401': {description: 'No token, or one that has ended'}}),
		'429': {description: 'Too many requests; Retry-After says when to come back'},
		'503': {description: 'Not available now; Retry-After says when to come back'},
		default: {description: 'Any other problem', content: problems},
	};
}

/** A schema as JSON Schema, with references to what is named, and lists saying what their rows are. */
function schemaOf(schema: z.ZodType, own?: string): Json {
	const made = z.toJSONSchema(schema, {
		io: 'input',
		unrepresentable: 'any',
		override({zodSchema, jsonSchema}) {
			const row = zodSchema instanceof z.ZodArray ? rowSchemaOf(zodSchema) : undefined;
			const name = zodSchema instanceof z.ZodType ? named.get(zodSchema) : undefined;
			if (row !== undefined) {
				const rowName = named.get(row);
				jsonSchema.items = rowName === undefined ? schemaOf(row) : refOf(rowName);
			} else if (name !== undefined && name !== own) {
				replace(jsonSchema, refOf(name));
			}
		},
	});
	const {$schema: _, '~standard': __, ...rest} = made;
	return rest;
}

function replace(target: Record<string, unknown>, source: Json): void {
	for (const key of Object.keys(target)) {
		delete target[key];
	}

	Object.assign(target, source);
}
