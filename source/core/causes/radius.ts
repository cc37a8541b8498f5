import {type Group} from '../../contract/group.ts';
import {joinSafe, type SafeText, safe, toSafe} from '../../contract/text.ts';
import {count, percent, plural} from '../../format/number.ts';
import {type Entities} from '../entities.ts';
import {accessTypeText} from '../words.ts';
import {type Cause} from './cause-index.ts';

/** Whom a cause hits, and what that rests on. */
export type Radius = {
	readonly kind:
		| 'nobody'
		| 'everyone'
		| 'group'
		| 'mailServer'
		| 'accessType'
		| 'groups'
		| 'few'
		| 'spread';
	/** `everyone`, `group Field Sales`, `a few users`: for a column. */
	readonly words: SafeText;
	/** The counts behind it: `all 86 of Field Sales, nobody else`. */
	readonly evidence: SafeText;
};

/** Some groups that have something in common, and how many of their users are hit. */
type Segment = {
	readonly kind: 'group' | 'mailServer' | 'accessType';
	readonly name: SafeText;
	readonly hit: number;
	readonly all: number;
};

/** What share of all is everyone: some had no batch since, some are disabled. */
const everyone = 0.75;
/** What share of those who are hit has to be inside of what a cause is said to be about: there are always some strays. */
const inside = 0.8;
/** Of as many as chance would put outside, at most this share may be there. */
const strays = 0.25;
/** What share of a segment has to be hit before one looks at what its groups have in common. */
const covered = 0.5;
const few = 4;

/**
Names the smallest thing that explains who is hit: everyone, one group, one mail server, one access type, a few users. Computed from the
users as they are now; who is disabled or not configured cannot be hit and does not count.
*/
export function radiusOf(
	cause: Cause,
	entities: Entities,
	servers: ReadonlyMap<string, SafeText> = new Map(),
): Radius {
	const groups = groupsOf(cause, entities);
	const hit = groups.reduce((sum, group) => sum + group.hit, 0);
	const all = groups.reduce((sum, group) => sum + group.all, 0);
	const affected = groups.filter((group) => group.hit > 0);
	if (hit === 0) {
		return {
			kind: 'nobody',
			words: safe`nobody now`,
			evidence: safe`it hit ${plural(cause.peak, safe`user`, safe`users`)} at most`,
		};
	}

	if (hit >= everyone * all && affected.length > 1) {
		return {
			kind: 'everyone',
			words: safe`everyone`,
			evidence: safe`${count(hit)} of all ${count(all)} who synchronize, in ${count(affected.length)} of ${plural(groups.length, safe`group`, safe`groups`)}`,
		};
	}

	// Caught on its way: each group is hit already, and the rest follows at their next batch.
	const isEverywhere = groups.every((group) => group.hit > 0 || group.all < few);
	if (cause.kind?.reach === 'everyone' && isEverywhere && hit > few && groups.length > 1) {
		return {
			kind: 'everyone',
			words: safe`everyone, ${percent(hit, all)}`,
			evidence: safe`${count(hit)} of ${count(all)} users in all ${count(groups.length)} groups; by its nature the others follow`,
		};
	}

	const best = hit > few ? bestSegment(groups, hit, servers) : undefined;
	if (best !== undefined) {
		return {kind: best.kind, words: wordsOf(best), evidence: evidenceOf(best, hit)};
	}

	const where =
		affected.length === 1
			? safe`in ${affected[0]?.group.name ?? safe`one group`}`
			: safe`in ${count(affected.length)} of ${count(groups.length)} groups`;
	return hit <= few || hit < all * 0.03
		? {
				kind: 'few',
				words: hit === 1 ? safe`one user` : safe`a few users`,
				evidence: safe`${count(hit)} of ${count(all)} users, ${where}`,
			}
		: affected.length * 2 < groups.length
			? {
					kind: 'groups',
					words: safe`${count(affected.length)} groups`,
					evidence: safe`${count(hit)} of ${count(all)} users, in ${namesOf(affected)}; nobody in the other ${count(groups.length - affected.length)}`,
				}
			: {
					kind: 'spread',
					words: safe`spread over all`,
					evidence: safe`${count(hit)} of ${count(all)} users, ${where}: no group, mail server or access type stands out`,
				};
}

// Two ways to one protocol, which may fail as one.
const byEws: ReadonlySet<string> = new Set(['exchangeDirectLogon', 'exchangeImpersonation']);

type GroupHit = {readonly group: Group; readonly hit: number; readonly all: number};

function groupsOf({byGroup}: Cause, {groups, tally}: Entities): readonly GroupHit[] {
	return [...groups.values()].flatMap((group) => {
		const sums = tally.byGroup.get(group.id);
		const hit = byGroup.get(group.id) ?? 0;
		const able =
			group.syncStatus === 'disabled' || sums === undefined
				? 0
				: sums.users - sums.disabled - sums.notConfigured;
		const all = Math.max(hit, able);
		return all === 0 ? [] : [{group, hit, all}];
	});
}

// The segment that explains the most: nearly all who are hit are in it, and it is hit as fully as any. Of equals the smallest kind.
function bestSegment(
	groups: readonly GroupHit[],
	hit: number,
	servers: ReadonlyMap<string, SafeText>,
): Segment | undefined {
	const candidates = [
		...groups.map(({group, ...numbers}) => ({
			kind: 'group' as const,
			name: group.name,
			...numbers,
		})),
		...joined(groups, 'mailServer', ({mailServerId}) =>
			mailServerId === undefined ? undefined : (servers.get(mailServerId) ?? toSafe(mailServerId)),
		),
		...joined(groups, 'accessType', ({mailboxAccessType}) => accessTypeText(mailboxAccessType)),
		...joined(groups, 'accessType', ({mailboxAccessType}) =>
			byEws.has(mailboxAccessType) ? safe`Exchange Web Services` : undefined,
		),
	].filter((segment) => segment.hit >= inside * hit);
	const all = groups.reduce((sum, group) => sum + group.all, 0);
	// What most users have in common explains nothing: few may be outside by chance alone.
	const telling = candidates.filter(
		(segment) => hit - segment.hit <= strays * hit * (1 - segment.all / all),
	);
	const full = telling.filter((segment) => segment.hit >= covered * segment.all);
	return (full.length > 0 ? full : telling).toSorted(
		(one, other) => other.hit / other.all - one.hit / one.all || one.all - other.all,
	)[0];
}

function joined(
	groups: readonly GroupHit[],
	kind: 'mailServer' | 'accessType',
	nameOf: (group: Group) => SafeText | undefined,
): readonly Segment[] {
	const parts = Map.groupBy(groups, ({group}) => nameOf(group));
	return [...parts].flatMap(([name, members]) => {
		// One group alone is told by its name.
		if (name === undefined || members.length < 2) {
			return [];
		}

		return [
			{
				kind,
				name,
				hit: members.reduce((sum, member) => sum + member.hit, 0),
				all: members.reduce((sum, member) => sum + member.all, 0),
			},
		];
	});
}

function namesOf(groups: readonly GroupHit[]): SafeText {
	return joinSafe(
		groups.map(({group}) => group.name),
		', ',
	);
}

function wordsOf({kind, name}: Segment): SafeText {
	switch (kind) {
		case 'group': {
			return safe`group ${name}`;
		}

		case 'mailServer': {
			return safe`mail server ${name}`;
		}

		case 'accessType': {
			return safe`access by ${name}`;
		}
	}
}

function evidenceOf({kind, name, hit, all}: Segment, total: number): SafeText {
	const whom =
		kind === 'group'
			? name
			: kind === 'mailServer'
				? safe`mail server ${name}`
				: safe`those who use ${name}`;
	const part = hit >= all ? safe`all ${count(all)}` : safe`${count(hit)} of ${count(all)}`;
	const rest = total - hit;
	return safe`${part} of ${whom}, ${rest === 0 ? safe`nobody else` : safe`${count(rest)} elsewhere`}`;
}
