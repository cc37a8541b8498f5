import {groupId, plainId} from '../../source/contract/id.ts';
import {type EpochMs, epochMs, milliseconds} from '../../source/contract/time.ts';
import {between, dice} from './chance.ts';
import {groupName} from './names.ts';
import {type GroupRecord, type ServerRecord} from './records.ts';

const day = 86_400_000;

const kinds = [
	{accessType: 'office365OAuth', server: 'online'},
	{accessType: 'office365OAuth', server: 'online'},
	{accessType: 'exchangeImpersonation', server: 'office'},
	{accessType: 'googleCustomApp', server: 'google'},
	{accessType: 'exchangeDirectLogon', server: 'online'},
	{accessType: 'exchangeImpersonation', server: 'online'},
] as const;

// The server of a single office stands last: scenarios look for it there.
const serverKinds = [
	{
		key: 'online',
		name: 'Exchange Online',
		platform: 'outlook',
		host: 'outlook.office365.example',
		latency: 85,
	},
	{
		key: 'google',
		name: 'Google Workspace',
		platform: 'google',
		host: 'gmail.googleapis.example',
		latency: 60,
	},
	{
		key: 'office',
		name: 'Exchange 2019, Münster office',
		platform: 'outlook',
		host: 'mail02.muenster.contoso.example',
		latency: 140,
	},
] as const;

export type Landscape = {
	readonly groups: readonly GroupRecord[];
	readonly servers: readonly ServerRecord[];
	/** The share of all users in each group; long-tailed. */
	readonly weights: readonly number[];
};

/** Groups and the mail servers that they use: one default group, and from three groups on a disabled one to put users on hold. */
export function generateGroups(
	{seed, groups: count}: {readonly seed: number; readonly groups: number},
	startAt: EpochMs,
): Landscape {
	const random = dice({seed, purpose: 'group'});
	const chosen = Array.from({length: count}, (_, index) => {
		const isHoldGroup = count >= 3 && index === count - 1;
		return {isHoldGroup, kind: kinds[isHoldGroup ? 0 : index % kinds.length] ?? kinds[0]};
	});
	const usedServers = serverKinds.filter(({key}) => chosen.some(({kind}) => kind.server === key));
	const servers = usedServers.map((server, index): ServerRecord => {
		const since = epochMs(startAt - between(random, 2, 40) * day);
		return {
			index,
			id: plainId.parse(`ms-${index + 1}`),
			name: server.name,
			platform: server.platform,
			host: server.host,
			usualLatency: milliseconds(server.latency),
			state: 'connected',
			since,
			checkedAt: startAt,
			latency: milliseconds(server.latency),
		};
	});
	const groups = chosen.map(({isHoldGroup, kind}, index): GroupRecord => ({
		index,
		id: groupId.parse(`g-${String(index + 1).padStart(3, '0')}`),
		externalId: isHoldGroup ? 'ON-HOLD' : `ORG-${between(random, 1000, 9999)}-${index + 1}`,
		name: isHoldGroup ? 'On hold' : index === 0 ? 'All employees' : groupName(index - 1),
		accessType: kind.accessType,
		isDefault: index === 0,
		serverIndex: Math.max(
			0,
			usedServers.findIndex(({key}) => key === kind.server),
		),
		syncStatus: isHoldGroup ? 'disabled' : 'enabled',
		updatedAt: epochMs(startAt - between(random, 10, 600) * day),
		version: 1,
		revision: index + 1,
		changedBy: undefined,
	}));
	const weights = chosen.map(({isHoldGroup}, index) =>
		isHoldGroup ? 0.025 * chosen.length : 1 / (index + 1) ** 1.1,
	);
	return {
		groups,
		servers,
		weights: normalize(
			weights,
			chosen.some(({isHoldGroup}) => isHoldGroup),
		),
	};
}

// The group on hold has 2.5 % of all users; the others share the rest.
function normalize(weights: readonly number[], hasHoldGroup: boolean): number[] {
	const held = hasHoldGroup ? 0.025 : 0;
	const open = hasHoldGroup ? weights.slice(0, -1) : weights;
	const sum = open.reduce((total, weight) => total + weight, 0);
	const shares = open.map((weight) => (weight / sum) * (1 - held));
	return hasHoldGroup ? [...shares, held] : shares;
}
