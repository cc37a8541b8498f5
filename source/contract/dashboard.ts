import * as z from 'zod';
import {count} from './count.ts';
import {lenient} from './lenient.ts';

/**
The four counts of the Dashboard, in users: who has a current batch in such a state, and who has no mailbox.
A user's current batch is the latest one. Source: Deltek help, View Synchronization Status.
*/
export const dashboardCounts = z.object({
	active: count,
	withIssues: count,
	suspended: count,
	notConfigured: count,
});

const provisioning = z.object({provisioned: count, notProvisioned: count});

export const dashboard = z.object({
	/** Connect users, all of them. */
	users: count,
	counts: dashboardCounts,
	provisioning: lenient(provisioning),
	/** Of the past two weeks. */
	newProvisioning: lenient(provisioning),
	/** Users who used the add-in within 30 days. */
	addInUsers: lenient(count),
});

export type DashboardCounts = z.output<typeof dashboardCounts>;
export type Dashboard = z.output<typeof dashboard>;
