import {Text} from 'ink';
import {Table} from 'ink-table';
import {type PropsWithChildren, type ReactElement} from 'react';
import {type StatisticsRow} from '../../core/select/options.ts';
import {toAscii} from '../../format/ascii.ts';

export type StatsTableProps = {
	readonly rows: readonly StatisticsRow[];
	/** Without rules between the rows: half as high. */
	readonly isCompact: boolean;
	readonly isAscii: boolean;
};

function Skeleton({children}: PropsWithChildren): ReactElement {
	return <Text dimColor>{children}</Text>;
}

function AsciiSkeleton({children}: PropsWithChildren): ReactElement {
	return <Text dimColor>{typeof children === 'string' ? toAscii(children) : children}</Text>;
}

// A line of the table whose every part is nothing takes no line on the screen.
function CompactSkeleton({children}: PropsWithChildren): ReactElement | null {
	return children === '│' ? <Text dimColor>{children}</Text> : null;
}

function CompactAsciiSkeleton({children}: PropsWithChildren): ReactElement | null {
	return children === '│' ? <Text dimColor>|</Text> : null;
}

function skeletonFor({isCompact, isAscii}: StatsTableProps) {
	if (isCompact) {
		return isAscii ? CompactAsciiSkeleton : CompactSkeleton;
	}

	return isAscii ? AsciiSkeleton : Skeleton;
}

function Heading({children}: PropsWithChildren): ReactElement {
	return <Text bold>{children}</Text>;
}

/** A plain table for a few rows of our own words and numbers. Not for long lists, and not for text from outside. */
export function StatsTable(props: StatsTableProps): ReactElement {
	return (
		<Table
			data={[...props.rows]}
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
			skeleton={skeletonFor(props)}
		/>
	);
}
