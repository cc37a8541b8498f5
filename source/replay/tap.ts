import {type Changes, type Overview, type UserPage} from '../contract/changes.ts';
import {type UserId} from '../contract/id.ts';
import {type Reply} from '../contract/reply.ts';
import {type Session} from '../contract/session.ts';
import {type SyncService} from '../core/ports.ts';

/** What was asked by polling, and what came of it. */
export type Heard =
	| {readonly asked: 'session'; readonly reply: Reply<Session>}
	| {readonly asked: 'overview'; readonly reply: Reply<Overview>}
	| {
			readonly asked: 'users';
			readonly after: UserId | undefined;
			readonly reply: Reply<UserPage>;
	  }
	| {readonly asked: 'changes'; readonly reply: Reply<Changes | 'unchanged'>};

export type Tap = (heard: Heard) => void;

/** The same service, with somebody who listens to what is polled. */
export function tapped(service: SyncService, tap: Tap): SyncService {
	return {
		...service,
		async session(signal) {
			const reply = await service.session(signal);
			tap({asked: 'session', reply});
			return reply;
		},
		async overview(signal) {
			const reply = await service.overview(signal);
			tap({asked: 'overview', reply});
			return reply;
		},
		async listUsers(page, signal) {
			const reply = await service.listUsers(page, signal);
			tap({asked: 'users', after: page.after, reply});
			return reply;
		},
		async changes(since, signal) {
			const reply = await service.changes(since, signal);
			tap({asked: 'changes', reply});
			return reply;
		},
	};
}
