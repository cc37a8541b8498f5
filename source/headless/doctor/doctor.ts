import {safe, toSafe} from '../../contract/text.ts';
import {type Asked, type MachineWorld} from '../command.ts';
import {usage} from '../command-error.ts';
import {examine} from './checks.ts';
import {type Known, unknown} from './finding.ts';
import {gatherService, gatherVantagepoint} from './gather.ts';
import {type Probes} from './ports.ts';
import {parseRanges, type RangeFile} from './ranges.ts';
import {codeOf, report} from './report.ts';

/** `synctop doctor`: what can be found out about the service, Vantagepoint and this machine; or whether a server keeps the contract. */
export async function doctor(asked: Asked, world: MachineWorld): Promise<number> {
	const contract = asked.text('contract');
	refuseWhatDoesNotFit(asked);
	const probes = await world.probes();
	if (contract !== undefined) {
		const {checkContract} = await import('./contract/contract.ts');
		return checkContract(contract, asked, world);
	}

	const url = asked.text('vantagepoint');
	const connected = await probes.connect({
		...(url !== undefined && {
			vantagepoint: {
				url,
				credentialsFile: asked.text('vantagepoint-credentials-file'),
				credentialCommand: asked.text('vantagepoint-credential-command'),
			},
		}),
	});
	try {
		const findings = examine({
			now: world.clock.now(),
			settings: connected.settings,
			problem: connected.problem,
			...(await gatherService(connected, world.knowledge)),
			...(await gatherVantagepoint(connected)),
			allowList: await rangesOf(asked.text('allow-list'), '--allow-list FILE', probes),
			ranges: await rangesOf(asked.text('connect-ranges'), '--connect-ranges FILE', probes),
			machine: await probes.machine(connected.secretFiles),
		});
		await report(findings, connected.settings, asked, world);
		return codeOf(findings);
	} finally {
		await connected.stop();
	}
}

function refuseWhatDoesNotFit(asked: Asked): void {
	const isContract = asked.text('contract') !== undefined;
	const ofContract = ['changes', 'yes'].find((flag) => asked.isOn(flag));
	const named = ofContract ?? (asked.text('user') === undefined ? undefined : 'user');
	if (!isContract && named !== undefined) {
		throw usage(`--${named} belongs to --contract URL.`);
	}

	if (isContract && !asked.isOn('changes') && named !== undefined) {
		throw usage(`--${named} belongs to --changes.`);
	}

	if (asked.isOn('changes') && (!asked.isOn('yes') || asked.text('user') === undefined)) {
		throw usage(
			'--changes switches the synchronization of one user off and on again, or on and off. Name the user (--user NAME) and say --yes.',
		);
	}

	const ofVantagepoint = ['vantagepoint-credentials-file', 'vantagepoint-credential-command'].find(
		(flag) => asked.text(flag) !== undefined,
	);
	if (ofVantagepoint !== undefined && asked.text('vantagepoint') === undefined) {
		throw usage(`--${ofVantagepoint} belongs to --vantagepoint URL.`);
	}
}

async function rangesOf(
	file: string | undefined,
	flag: string,
	{readText}: Probes,
): Promise<Known<RangeFile>> {
	if (file === undefined) {
		return unknown(
			safe`no list was given: ${toSafe(flag)}, a range such as 192.0.2.0/24 a line; docs/connect-ranges.txt is one to begin with`,
		);
	}

	const text = await readText(file);
	if (!text.ok) {
		return text;
	}

	const parsed = parseRanges(text.value);
	return parsed.ok ? parsed : unknown(safe`${toSafe(file)}: ${parsed.reason}`);
}
