import {Text} from 'ink';
import SelectInput from 'ink-select-input';
import {type ReactElement} from 'react';
import {type Choices} from './choices.ts';
import {span} from '../../core/select/line.ts';
import {safe} from '../../contract/text.ts';
import {fitLine} from '../draw/compose.ts';
import {paint, type Theme} from '../theme.ts';

type ChooseProps = {
	readonly choices: Choices;
	readonly theme: Theme;
	readonly onChoose: (value: string) => void;
};

/** The list to choose from inside a menu dialog. It has the keys while it is open: up, down, j, k, Enter and digits. */
export function Choose({choices, theme, onChoose}: ChooseProps): ReactElement {
	const rows = new Map(choices.items.map((item) => [`${item.label}`, item]));
	return (
		<SelectInput
			items={choices.items.map(({label, value}) => ({label, value}))}
			onSelect={({value}) => {
				onChoose(value);
			}}
			indicatorComponent={() => null}
			itemComponent={({isSelected, label}) => {
				const item = rows.get(label);
				const tone = isSelected ? 'strong' : item?.isPossible === false ? 'dim' : 'text';
				return (
					<Text wrap="truncate">
						{paint(
							fitLine(
								[
									span(isSelected ? safe`▌ ` : safe`  `, 'accent'),
									span(item?.label ?? safe``, tone),
								],
								choices.width,
							),
							theme,
						)}
					</Text>
				);
			}}
		/>
	);
}
