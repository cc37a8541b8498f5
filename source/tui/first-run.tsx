import {type ReadStream, type WriteStream} from 'node:tty';
import {Box, render, Text} from 'ink';
import SelectInput from 'ink-select-input';
import {type ReactElement, useState} from 'react';

export type FirstStep = 'demo' | 'quit';

const choices = [
	{label: 'Open the demo: a simulated service, nothing real is touched', value: 'demo'},
	{label: 'How to connect to a service', value: 'connect'},
	{label: 'Quit', value: 'quit'},
];

const howTo = [
	'Deltek publishes no API for Connect administration data, so synctop speaks an open',
	'contract, the Sync Service API. Put a gateway with this contract in front of what you',
	'have, then:',
	'',
	'  synctop --url https://host/path/api --credentials-file FILE --save',
	'',
	'FILE is JSON with username, password, clientId, clientSecret and, if there are several,',
	'database; mode 600. --token-file FILE takes a ready bearer token instead. With --save,',
	'"synctop" alone opens the same connection next time. "synctop --help" lists everything.',
];

function FirstRun({onChoose}: {readonly onChoose: (step: FirstStep) => void}): ReactElement {
	const [isExplained, setIsExplained] = useState(false);
	return (
		<Box flexDirection="column" paddingX={2} paddingY={1}>
			<Text bold>synctop</Text>
			<Text>htop for a mailbox synchronization service. There is no connection yet.</Text>
			{isExplained ? (
				<Box flexDirection="column" marginTop={1}>
					<Text>{howTo.join('\n')}</Text>
				</Box>
			) : undefined}
			<Box marginTop={1} flexDirection="column">
				<SelectInput
					items={choices}
					onSelect={({value}) => {
						if (value === 'connect') {
							setIsExplained(true);
						} else {
							onChoose(value === 'demo' ? 'demo' : 'quit');
						}
					}}
				/>
			</Box>
			<Box marginTop={1}>
				<Text dimColor>j and k choose, Enter opens, Ctrl-C quits</Text>
			</Box>
		</Box>
	);
}

/** The first screen of somebody who has no connection: offers the demo, or says how to connect. */
export async function askFirstStep(streams: {
	readonly stdin: ReadStream;
	readonly stdout: WriteStream;
}): Promise<FirstStep> {
	let step: FirstStep = 'quit';
	const ink = render(
		<FirstRun
			onChoose={(chosen) => {
				step = chosen;
				ink.unmount();
			}}
		/>,
		{
			stdin: streams.stdin,
			stdout: streams.stdout,
			alternateScreen: true,
			interactive: true,
			patchConsole: false,
		},
	);
	await ink.waitUntilExit();
	return step;
}
