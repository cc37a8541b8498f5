import {type Overview} from '../../../contract/changes.ts';
import {type Group} from '../../../contract/group.ts';
import {type SafeText, safe} from '../../../contract/text.ts';
import {type EpochMs, epochMs} from '../../../contract/time.ts';
import {wordText} from '../../../contract/word.ts';
import {count, percent, plural} from '../../../format/number.ts';
import {about, fail, fine, notAnswered, type Verdict, warn} from '../finding.ts';
import {type Check} from '../found.ts';
import {nameOf, type Survey, type Surveyed} from '../survey.ts';

/** Checks 16, 17 and 19: groups, and how they reach mailboxes. */
export const groupChecks: readonly Check[] = [
	{
		id: 'groups.ews',
		number: 16,
		title: safe`groups that use EWS`,
		why: safe`Microsoft retires Exchange Web Services in Exchange Online: off unless the tenant kept it since 2026-10-01, off for all from 2027-04-01 (as third parties sum it up). On-premises servers keep it.`,
		look: ({overview, users, now}) =>
			about(overview, ({groups}) => about(users, (survey) => ews(groups.rows, survey, now))),
	},
	{
		id: 'groups.directLogon',
		number: 17,
		title: safe`users on their own passwords`,
		why: safe`With direct logon each change of a mailbox password suspends that user.`,
		look: ({overview, users}) =>
			about(overview, ({groups}) => about(users, (survey) => directLogon(groups.rows, survey))),
	},
	{
		id: 'groups.disabled',
		number: 19,
		title: safe`disabled groups with enabled users`,
		why: safe`These users look enabled and are not synchronized; nobody but an administrator can change that.`,
		look: ({overview, users}) =>
			about(overview, (page) => about(users, (survey) => disabled(page, survey))),
	},
];

const isEws = ({mailboxAccessType}: Group): boolean =>
	mailboxAccessType === 'exchangeDirectLogon' || mailboxAccessType === 'exchangeImpersonation';

function members({users}: Survey, group: Group): readonly Surveyed[] {
	return users.filter(({groupId}) => groupId === group.id);
}

const users = (many: number): SafeText => plural(many, safe`user`, safe`users`);

const offForAll = epochMs(Date.UTC(2027, 3, 1));
const offUnlessKept = epochMs(Date.UTC(2026, 9, 1));

function ews(groups: readonly Group[], survey: Survey, now: EpochMs): Verdict {
	const blocked = survey.users.filter(({kinds}) => kinds.includes('ews-blocked'));
	if (blocked.length > 0) {
		return fail(safe`Exchange refuses EWS for ${users(blocked.length)}`, {
			todo: safe`Have the application put on the EWS allow list of the tenant; plan the move to Microsoft Graph`,
			who: blocked.map((user) => nameOf(user)),
		});
	}

	const some = groups.filter((group) => isEws(group));
	const unclear = groups.filter(({mailboxAccessType}) => mailboxAccessType === 'office365OAuth');
	const rest =
		unclear.length === 0
			? safe``
			: safe`; of ${plural(unclear.length, safe`group`, safe`groups`)} with Office 365 OAuth nobody tells whether it is by EWS or by Graph`;
	if (some.length === 0) {
		return unclear.length === 0 ? fine(safe`none`) : fine(safe`none for certain${rest}`);
	}

	const stage =
		now >= offForAll
			? safe`off for all now`
			: now >= offUnlessKept
				? safe`off now unless the tenant kept it`
				: safe`not off yet`;
	return warn(
		safe`${plural(some.length, safe`group`, safe`groups`)}; in Exchange Online it is ${stage}${rest}`,
		{
			todo: safe`Ask the mail administrator which of them are in Exchange Online, and move those to OAuth by Microsoft Graph`,
			who: some.map(
				(group) =>
					safe`${group.name} (${wordText(group.mailboxAccessType)}): ${users(members(survey, group).length)}`,
			),
		},
	);
}

function directLogon(groups: readonly Group[], survey: Survey): Verdict {
	const some = groups.filter(({mailboxAccessType}) => mailboxAccessType === 'exchangeDirectLogon');
	const all = some.reduce((sum, group) => sum + members(survey, group).length, 0);
	return all === 0
		? fine(safe`none`)
		: warn(
				safe`${users(all)} of ${count(survey.users.length)} (${percent(all, survey.users.length)})`,
				{
					todo: safe`Move their groups to impersonation or OAuth`,
					who: some.map((group) => safe`${group.name}: ${users(members(survey, group).length)}`),
				},
			);
}

function disabled({groups}: Overview, survey: Survey): Verdict {
	const off = groups.rows.filter(({syncStatus}) => syncStatus === 'disabled');
	if (groups.rows.length === 0) {
		return notAnswered(safe`the service named no groups`);
	}

	const hit = off.flatMap((group) => {
		const enabled = members(survey, group).filter(({syncStatus}) => syncStatus === 'enabled');
		return enabled.length === 0 ? [] : [{group, many: enabled.length}];
	});
	const all = hit.reduce((sum, {many}) => sum + many, 0);
	return hit.length === 0
		? fine(off.length === 0 ? safe`no group is disabled` : safe`none of their users is enabled`)
		: warn(safe`${users(all)} in ${plural(hit.length, safe`group`, safe`groups`)}`, {
				todo: safe`Enable the group if it was not meant; else disable the users, so that nobody wonders`,
				who: hit.map(({group, many}) => safe`${group.name}: ${users(many)}`),
			});
}
