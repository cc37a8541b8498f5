import {type SafeText, safe} from '../../../contract/text.ts';
import {type EpochMs} from '../../../contract/time.ts';
import {isOverdue} from '../../../core/select/status-cells.ts';
import {isNearSuspension} from '../../../core/tally.ts';
import {count, plural} from '../../../format/number.ts';
import {about, fine, notAnswered, type Verdict, warn} from '../finding.ts';
import {type Check, type Found} from '../found.ts';
import {nameOf, type Survey, type Surveyed} from '../survey.ts';

const day = 86_400_000;
const longSetUp = 7;

/** Checks 15 and 20 to 23: users, and what cannot be seen from here. */
export const userChecks: readonly Check[] = [
	{
		id: 'notifications',
		number: 15,
		title: safe`notification e-mails`,
		why: safe`Without an address in the settings of Connect nobody is told when users are suspended.`,
		look: () =>
			notAnswered(
				safe`no service tells it`,
				safe`Look at the settings of Connect; "synctop" can tell you instead: alerts, or its exporter`,
			),
	},
	{
		id: 'users.notInitialized',
		number: 20,
		title: safe`users whose set-up was never finished`,
		why: safe`They count as users and synchronize nothing.`,
		look: ({users, ...found}) =>
			about(users, (survey) => notInitialized(survey, serviceTime(found))),
	},
	{
		id: 'users.overdue',
		number: 21,
		title: safe`overdue users`,
		why: safe`Late by more than a whole interval of the user's own schedule: the service is behind, or the user is stuck.`,
		look: ({users, ...found}) => about(users, (survey) => overdue(survey, found)),
	},
	{
		id: 'users.nearSuspension',
		number: 22,
		title: safe`users near suspension`,
		why: safe`Ten failures in a row suspend a user; from seven on there is still time.`,
		look: ({users}) => about(users, nearSuspension),
	},
	{
		id: 'otherProduct',
		number: 23,
		title: safe`no other product on the same mailboxes`,
		why: safe`Two that synchronize one mailbox make everything twice.`,
		look: ({users}) => about(users, otherProduct),
	},
];

const users = (many: number): SafeText => plural(many, safe`user`, safe`users`);
const names = (some: readonly Surveyed[]): readonly SafeText[] => some.map((user) => nameOf(user));

/** The time of the service, by which its rows are judged. */
function serviceTime({service, now}: Pick<Found, 'service' | 'now'>): EpochMs {
	const answer = service.ok ? service.value.knocked.answer : undefined;
	return answer?.ok === true ? (answer.value.date ?? now) : now;
}

function notInitialized({users: all}: Survey, now: EpochMs): Verdict {
	const none = all.filter(({mailboxStatus}) => mailboxStatus === 'notInitialized');
	const old = none.filter(
		({createdAt}) => createdAt !== undefined && now - createdAt > longSetUp * day,
	);
	return old.length === 0
		? fine(
				none.length === 0
					? safe`none`
					: safe`${count(none.length)}, added within ${longSetUp} days`,
			)
		: warn(safe`${users(old.length)} for more than ${longSetUp} days`, {
				todo: safe`Finish their set-up, or delete them`,
				who: names(old),
			});
}

function overdue(
	{users: all}: Survey,
	found: Pick<Found, 'service' | 'now' | 'overview'>,
): Verdict {
	const now = serviceTime(found);
	const groups = found.overview.ok ? found.overview.value.groups.rows : [];
	const off = new Set(groups.filter(({syncStatus}) => syncStatus === 'disabled').map(({id}) => id));
	const late = all.filter(
		(user) =>
			user.syncStatus === 'enabled' &&
			user.hold === 'none' &&
			!off.has(user.groupId) &&
			!user.isOnItsWay &&
			isOverdue(user, now),
	);
	return late.length === 0
		? fine(safe`none`)
		: warn(users(late.length), {
				todo: safe`Look at the queue and the mail servers; synctop users --where overdue:>0m`,
				who: names(late),
			});
}

function nearSuspension({users: all}: Survey): Verdict {
	const near = all.filter((user) => isNearSuspension(user));
	return near.length === 0
		? fine(safe`none`)
		: warn(users(near.length), {
				todo: safe`Mend what they fail by before the tenth time: synctop users --where near`,
				who: near.map((user) => safe`${nameOf(user)}: ${user.consecutiveFailures ?? 0} failures`),
			});
}

function otherProduct({users: all}: Survey): Verdict {
	const hit = all.filter(({kinds}) => kinds.includes('duplicate-stop'));
	return hit.length === 0
		? notAnswered(
				safe`nobody was stopped by SD0025; whether there is one cannot be seen from here`,
				safe`Ask what else is installed: add-ins of the CRM, other connectors`,
			)
		: warn(safe`${users(hit.length)} stopped by SD0025`, {
				todo: safe`Switch off the other product on these mailboxes`,
				who: names(hit),
			});
}
