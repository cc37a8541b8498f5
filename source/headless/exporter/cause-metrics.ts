import {keepSafe, type SafeText, safe} from '../../contract/text.ts';
import {type Cause} from '../../core/causes/cause-index.ts';
import {causeList} from '../../core/causes/cause-list.ts';
import {type Radius} from '../../core/causes/radius.ts';
import {causeRadius} from '../../core/select/causes.ts';
import {type Kind} from '../../knowledge/kind.ts';
import {type Metric, type Sample} from './family.ts';
import {labelOf, otherName} from './names.ts';
import {mostNamed} from './slots.ts';
import {type View} from './view.ts';

const bound = `At most ${mostNamed} causes are told apart, the rest is summed up as "other"; failures that have neither a known kind nor a code are "uncoded".`;

/** What is behind failures and issues. */
export const causeMetrics: ReadonlyArray<Metric<View>> = [
	{
		name: 'synctop_cause_users',
		type: 'gauge',
		help: `Users whom a cause hits, by how: suspended, failing (and tried again), issues (the batch went on). ${bound}`,
		labels: ['cause', 'effect'],
		read: byCause((cause, parts) => [
			{labels: {cause, effect: safe`suspended`}, value: sum(parts, ({suspended}) => suspended)},
			{labels: {cause, effect: safe`failing`}, value: sum(parts, ({failing}) => failing)},
			{labels: {cause, effect: safe`issues`}, value: sum(parts, ({withIssues}) => withIssues)},
		]),
	},
	{
		name: 'synctop_cause_reach_info',
		type: 'info',
		help: 'Whom a cause hits now, as the screen tells it: everyone, group, mail_server, access_type, groups, few, spread, nobody.',
		labels: ['cause', 'reach'],
		read: byCause((cause, [gravest], {state}) =>
			gravest === undefined || cause === otherName
				? []
				: [{labels: {cause, reach: reachNames[causeRadius(state, gravest).kind]}, value: 1}],
		),
	},
	{
		name: 'synctop_cause_info',
		type: 'info',
		help: 'What a cause is, where it is a known kind: its name in words, how grave it is, who can repair it.',
		labels: ['cause', 'title', 'severity', 'repaired_by'],
		read: byCause((cause, [gravest]) =>
			gravest?.kind === undefined || cause === otherName
				? []
				: [{labels: {cause, ...described(gravest.kind)}, value: 1}],
		),
	},
];

const reachNames: Readonly<Record<Radius['kind'], SafeText>> = {
	nobody: safe`nobody`,
	everyone: safe`everyone`,
	group: safe`group`,
	mailServer: safe`mail_server`,
	accessType: safe`access_type`,
	groups: safe`groups`,
	few: safe`few`,
	spread: safe`spread`,
};

const repairers: Readonly<Record<Kind['repairedBy'], SafeText>> = {
	vantagepointAdmin: safe`vantagepoint_admin`,
	mailAdmin: safe`mail_admin`,
	user: safe`user`,
	vendor: safe`vendor`,
	itself: safe`itself`,
};

function described({name, severity, repairedBy}: Kind) {
	return {title: labelOf(name), severity: keepSafe(severity), repaired_by: repairers[repairedBy]};
}

// A failure without a code is told apart by its text, and texts hold names and never end: they have no series of their own.
function nameOf({key}: Cause): SafeText {
	return key.startsWith('text:') ? safe`uncoded` : labelOf(keepSafe(key));
}

function byCause(
	read: (name: SafeText, causes: readonly Cause[], view: View) => readonly Sample[],
): Metric<View>['read'] {
	return (view) => {
		const {state, named} = view;
		if (!state.isComplete) {
			return [];
		}

		// The gravest first, and so in each part.
		const parts = Map.groupBy(causeList(state), nameOf);
		const weights = [...parts].map(
			([name, causes]) => [name, sum(causes, ({users}) => users)] as const,
		);
		const chosen = named.causes.choose(new Map(weights));
		const rest = [...parts].filter(([name]) => !chosen.has(name)).flatMap(([, causes]) => causes);
		return [
			...[...parts]
				.filter(([name]) => chosen.has(name))
				.flatMap(([name, causes]) => read(name, causes, view)),
			...(rest.length === 0 ? [] : read(otherName, rest, view)),
		];
	};
}

function sum(causes: readonly Cause[], of: (cause: Cause) => number): number {
	return causes.reduce((total, cause) => total + of(cause), 0);
}
