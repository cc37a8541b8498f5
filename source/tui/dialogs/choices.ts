import {type SafeText} from '../../contract/text.ts';

/** One line of a menu. */
export type Choice = {
	readonly value: string;
	readonly label: SafeText;
	readonly isPossible: boolean;
};

/** What a menu offers. `id` changes with the menu, so that each starts at its first line. */
export type Choices = {
	readonly id: string;
	readonly items: readonly Choice[];
	readonly width: number;
};
