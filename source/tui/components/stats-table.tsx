import {Text} from 'ink';
import {Table} from 'ink-table';
import {type PropsWithChildren, type ReactElement} from 'react';
import {type StatisticsRow} from '../../core/select/options.ts';

function Skeleton({children}: PropsWithChildren): ReactElement {
	return <Text dimColor>{children}</Text>;
}

function Heading({children}: PropsWithChildren): ReactElement {
	return <Text bold>{children}</Text>;
}

/** A plain bordered table for a few rows of our own words and numbers. Not for long lists, and not for text from outside. */
export function StatsTable({rows}: {readonly rows: readonly StatisticsRow[]}): ReactElement {
	return (
		<Table
			data={[...rows]}
			columns={[
				'Object',
				'Direction',
				{key: 'Created', align: 'right'},
				{key: 'Updated', align: 'right'},
				{key: 'Deleted', align: 'right'},
				{key: 'Failed', align: 'right'},
			]}
			padding={1}
			header={Heading}
			skeleton={Skeleton}
		/>
	);
}
