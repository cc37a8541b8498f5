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

/** The whole screen: painted rows, the plain table where there is one, and the dialog over everything. */
export function Screen({painted, theme, onChoose}: ScreenProps): ReactElement {
	const {rows, dialog, statistics} = painted;
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
			{dialog === undefined ? undefined : (
				<Box position="absolute" top={dialog.top} left={dialog.left} flexDirection="column">
					<Rows rows={dialog.rows} />
					{dialog.choices === undefined ? undefined : (
						<Box position="absolute" top={1} left={2} flexDirection="column">
							<Choose
								key={dialog.choices.id}
								choices={dialog.choices}
								theme={theme}
								onChoose={onChoose}
							/>
						</Box>
					)}
				</Box>
			)}
		</Box>
	);
}
