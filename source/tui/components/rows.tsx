import {Box, Text} from 'ink';
import {memo, type ReactElement} from 'react';

// A row that looks the same is not touched; `truncate` keeps a row one line even while the terminal changes its size.
const Row = memo(({text}: {readonly text: string}) => <Text wrap="truncate">{text}</Text>);

/** Painted rows, one `<Text>` each. */
export function Rows({rows}: {readonly rows: readonly string[]}): ReactElement {
	return (
		<Box flexDirection="column">
			{rows.map((text, index) => (
				// Rows are places on the screen: the place is the identity.
				// oxlint-disable-next-line react/no-array-index-key
				<Row key={index} text={text} />
			))}
		</Box>
	);
}
