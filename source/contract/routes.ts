import * as z from 'zod';
import {activity} from './activity.ts';
import {batch, issue} from './batch.ts';
import {forceDelete, removed, statusChange, userReply} from './change.ts';
import {changes, overview, userPage} from './changes.ts';
import {connectivity} from './connectivity.ts';
import {group} from './group.ts';
import {batchId, groupId, userId} from './id.ts';
import {rows} from './rows.ts';
import {session, tokenReply, tokenRequest} from './session.ts';
import {user} from './user.ts';

const nothing = z.object({});
const noBody = z.undefined();
const aUser = z.object({userId});
const aGroup = z.object({groupId});
const limit = z.coerce.number().int().min(1).max(5000);

const read = {
	method: 'GET',
	params: nothing,
	query: nothing,
	body: noBody,
	bodyType: 'none',
	status: 200,
	guard: 'none',
	isCacheable: false,
	needsToken: true,
} as const;

const act = {...read, method: 'POST', guard: 'versioned'} as const;

/**
The Sync Service API: the one table that the client calls by, the embedded service answers by, and the OpenAPI document is
written from.
*/
export const routes = {
	token: {
		...read,
		method: 'POST',
		path: '/token',
		summary: 'Sign in, or renew a token (password and refresh_token grants)',
		body: tokenRequest,
		bodyType: 'form',
		reply: tokenReply,
		needsToken: false,
	},
	session: {
		...read,
		path: '/session',
		summary: 'Who is signed in, where, and what they may do',
		reply: session,
	},
	overview: {
		...read,
		path: '/overview',
		summary: 'Groups, dashboard, Sync Options and the latest activity at one revision',
		reply: overview,
	},
	changes: {
		...read,
		path: '/changes',
		summary:
			'Everything that changed since a revision; 304 when nothing did, 410 when the revision is too old',
		query: z.object({since: z.coerce.number().int().nonnegative()}),
		reply: changes,
		isCacheable: true,
	},
	listUsers: {
		...read,
		path: '/users',
		summary: 'One page of all users, in the order of ids',
		query: z.object({limit: limit.default(1000), after: userId.optional()}),
		reply: userPage,
	},
	getUser: {
		...read,
		path: '/users/{userId}',
		summary: 'One user',
		params: aUser,
		reply: z.object({user}),
	},
	listBatches: {
		...read,
		path: '/users/{userId}/batches',
		summary: "A user's batches, the latest first",
		params: aUser,
		query: z.object({limit: limit.default(20)}),
		reply: z.object({batches: rows(batch)}),
	},
	getBatch: {
		...read,
		path: '/batches/{batchId}',
		summary: 'One batch with its issues',
		params: z.object({batchId}),
		reply: z.object({batch, issues: rows(issue)}),
	},
	listUserActivity: {
		...read,
		path: '/users/{userId}/activity',
		summary: 'What happened to a user, newest first',
		params: aUser,
		query: z.object({limit: limit.default(20)}),
		reply: z.object({activity: rows(activity)}),
	},
	getGroup: {
		...read,
		path: '/groups/{groupId}',
		summary: 'One group',
		params: aGroup,
		reply: z.object({group}),
	},
	checkConnectivity: {
		...read,
		method: 'POST',
		path: '/users/{userId}/connectivity-check',
		summary: "Try to reach a user's mailbox and the CRM; changes nothing",
		params: aUser,
		reply: connectivity,
	},
	changeUser: {
		...act,
		method: 'PATCH',
		path: '/users/{userId}',
		summary: "Set a user's synchronization status to enabled or disabled",
		params: aUser,
		body: statusChange,
		bodyType: 'json',
		reply: userReply,
	},
	deleteUser: {
		...act,
		method: 'DELETE',
		path: '/users/{userId}',
		summary: 'Delete a user whose mailbox is not initialized and whose synchronization is disabled',
		params: aUser,
		reply: removed,
	},
	forceDeleteUser: {
		...act,
		path: '/users/{userId}/force-delete',
		summary: 'Remove a user of an Outlook or Exchange mailbox with the data that can be reached',
		params: aUser,
		body: forceDelete,
		bodyType: 'json',
		reply: removed,
	},
	uninitializeUser: {
		...act,
		path: '/users/{userId}/uninitialize',
		summary: 'Remove the synchronized data from a reachable mailbox and disable synchronization',
		params: aUser,
		reply: userReply,
	},
	synchronizeUser: {
		...act,
		path: '/users/{userId}/synchronize',
		summary: 'Queue a batch for a user now',
		params: aUser,
		reply: userReply,
		status: 202,
		guard: 'keyed',
	},
	changeGroup: {
		...act,
		method: 'PATCH',
		path: '/groups/{groupId}',
		summary: "Set a group's synchronization status to enabled or disabled",
		params: aGroup,
		body: statusChange,
		bodyType: 'json',
		reply: z.object({group}),
	},
} as const;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
