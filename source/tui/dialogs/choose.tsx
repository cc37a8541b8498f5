import {Text} from 'ink';
import SelectInput from 'ink-select-input';
import {createContext, type ReactElement, useContext, useMemo} from 'react';
import {safe} from '../../contract/text.ts';
import {span} from '../../core/select/line.ts';
import {fitLine} from '../draw/compose.ts';
import {paint, type Theme} from '../theme.ts';
import {type Choices} from './choices.ts';

type ChooseProps = {
	readonly choices: Choices;
	readonly theme: Theme;
	readonly onChoose: (value: string) => void;
};

// The list hands its items only their label: what else they need comes this way.
const Shown = createContext<Pick<ChooseProps, 'choices' | 'theme'> | undefined>(undefined);

type ItemProps = {readonly isSelected?: boolean; readonly label: string};

function Item({isSelected = false, label}: ItemProps): ReactElement {
	const shown = useContext(Shown);
	const item = shown?.choices.items.find((candidate) => candidate.label === label);
	if (shown === undefined || item === undefined) {
		return <Text> </Text>;
	}

	const tone = isSelected ? 'strong' : item.isPossible ? 'text' : 'dim';
	const mark = span(isSelected ? safe`▌ ` : safe`  `, 'accent');
	const row = fitLine([mark, span(item.label, tone)], shown.choices.width);
	return <Text wrap="truncate">{paint(row, shown.theme)}</Text>;
}

function NoIndicator(): null {
	return null;
}

/** The list to choose from inside a menu dialog. It has the keys while it is open: up, down, j, k, Enter and digits. */
export function Choose({choices, theme, onChoose}: ChooseProps): ReactElement {
	const shown = useMemo(() => ({choices, theme}), [choices, theme]);
	return (
		<Shown value={shown}>
			<SelectInput
				items={choices.items.map(({label, value}) => ({label: String(label), value}))}
				indicatorComponent={NoIndicator}
				itemComponent={Item}
				onSelect={({value}) => {
					onChoose(value);
				}}
			/>
		</Shown>
	);
}
