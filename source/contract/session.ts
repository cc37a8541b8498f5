import * as z from 'zod';
import {lenient} from './lenient.ts';
import {wireText} from './text.ts';

/** Who is signed in where, and what they may do there. */
export const session = z.object({
	actor: wireText,
	tenant: wireText,
	mayChange: z.boolean(),
	service: z.object({
		name: wireText,
		contract: z.literal('sync-service/1'),
		version: lenient(wireText),
	}),
});

/**
The body of POST token, form-encoded, as Vantagepoint's REST API takes it (field names in its spelling).
Source: Vantagepoint REST API, "Get an Access Token".
*/
export const tokenRequest = z.discriminatedUnion('grant_type', [
	z.object({
		grant_type: z.literal('password'),
		Username: z.string(),
		Password: z.string(),
		Integrated: z.enum(['Y', 'N']).default('N'),
		database: z.string().optional(),
		Client_Id: z.string(),
		client_secret: z.string(),
	}),
	z.object({
		grant_type: z.literal('refresh_token'),
		refresh_token: z.string(),
		database: z.string().optional(),
		client_id: z.string(),
		client_secret: z.string(),
	}),
]);

/** Tokens stay plain strings here: they are secrets, are never shown, and the client wraps them at once. */
export const tokenReply = z.object({
	access_token: z.string().min(1),
	token_type: z.string(),
	expires_in: z.number().positive(),
	refresh_token: lenient(z.string()),
});

export type Session = z.output<typeof session>;
export type TokenRequest = z.input<typeof tokenRequest>;
export type TokenReply = z.output<typeof tokenReply>;
