import {Box} from 'ink';
import {type ReactElement} from 'react';
import {Rows} from './components/rows.tsx';
import {StatsTable} from './components/stats-table.tsx';
import {Choose} from './dialogs/choose.tsx';
import {type Painted} from './painted.ts';
import {type Theme} from './theme.ts';

export type ScreenProps = {
	readonly painted: Painted;
	readonly theme: Theme;
	readonly onChoose: (value: string) => void;
};

/** A screen with components in it: painted rows, the plain table where there is one, the list of an open menu. */
export function Screen({painted, theme, onChoose}: ScreenProps): ReactElement {
	const {rows, menu, statistics} = painted;
	return (
		<Box height={rows.length} flexDirection="column" overflow="hidden">
			<Rows rows={rows} />
			{statistics === undefined ? undefined : (
				<Box position="absolute" top={statistics.top} left={1} flexDirection="column">
					<StatsTable
						rows={statistics.rows}
						isCompact={statistics.isCompact}
						isAscii={theme.isAscii}
					/>
				</Box>
			)}
			{menu === undefined ? undefined : (
				<Box position="absolute" top={menu.top} left={menu.left} flexDirection="column">
					<Choose key={menu.choices.id} choices={menu.choices} theme={theme} onChoose={onChoose} />
				</Box>
			)}
		</Box>
	);
}
