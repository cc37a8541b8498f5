import {type IBufferCell} from '@xterm/headless';

/** Attributes of a cell: one value a slot, as SGR parameters, `|` between them. Equal text means equal looks. */
export type Style = string;

/** The parameter that switches a slot off, in the order of the slots. */
const off = ['22', '23', '24', '25', '27', '28', '29', '55', '39', '49'];
const slot = {
	weight: 0,
	italic: 1,
	underline: 2,
	inverse: 4,
	strike: 6,
	overline: 7,
	fore: 8,
	back: 9,
};

export const defaultStyle: Style = '|'.repeat(off.length - 1);

export function styleOfCell(cell: IBufferCell): Style {
	const weight = [...(cell.isBold() ? ['1'] : []), ...(cell.isDim() ? ['2'] : [])].join(';');
	return [
		weight,
		cell.isItalic() ? '3' : '',
		cell.isUnderline() ? '4' : '',
		cell.isBlink() ? '5' : '',
		cell.isInverse() ? '7' : '',
		cell.isInvisible() ? '8' : '',
		cell.isStrikethrough() ? '9' : '',
		cell.isOverline() ? '53' : '',
		cell.isFgDefault() ? '' : color(cell.getFgColor(), cell.isFgRGB(), 30),
		cell.isBgDefault() ? '' : color(cell.getBgColor(), cell.isBgRGB(), 40),
	].join('|');
}

function color(value: number, isRgb: boolean, base: number): string {
	if (isRgb) {
		return `${base + 8};2;${value >> 16};${(value >> 8) & 255};${value & 255}`;
	}

	if (value < 8) {
		return String(base + value);
	}

	return value < 16 ? String(base + 60 + value - 8) : `${base + 8};5;${value}`;
}

const blanks = new Map<Style, Style>();

/** What of a style can be seen on a blank. */
export function blankStyle(style: Style): Style {
	const known = blanks.get(style);
	if (known !== undefined) {
		return known;
	}

	const slots = style.split('|');
	const isInverse = slots[slot.inverse] !== '';
	const isLined = [slot.underline, slot.strike, slot.overline].some((at) => slots[at] !== '');
	const seen = slots
		.map((value, at) => {
			const isSeen =
				at === slot.fore
					? isInverse || isLined
					: at === slot.back
						? !isInverse || isLined
						: [slot.underline, slot.inverse, slot.strike, slot.overline].includes(at);
			return isSeen ? value : '';
		})
		.join('|');
	blanks.set(style, seen);
	return seen;
}

/** Whether erasing with this style leaves plain blanks. */
export function erasesPlain(style: Style): boolean {
	return style.endsWith('|');
}

const changes = new Map<string, string>();

/** The shortest SGR sequence from one style to another; nothing when they are equal. */
export function styleChange(from: Style, to: Style): string {
	if (from === to) {
		return '';
	}

	const key = `${from}>${to}`;
	const known = changes.get(key);
	if (known !== undefined) {
		return known;
	}

	const old = from.split('|');
	const wanted = to.split('|');
	const steps = wanted.flatMap((value, at) => step(old[at] ?? '', value, off[at] ?? '0'));
	const stepwise = `\u001B[${steps.join(';')}m`;
	// An empty parameter is 0: everything off.
	const fresh = `\u001B[${['', ...wanted.filter((value) => value !== '')].join(';')}m`;
	const shortest = fresh.length < stepwise.length ? fresh : stepwise;
	changes.set(key, shortest);
	return shortest;
}

function step(old: string, value: string, offCode: string): readonly string[] {
	if (old === value) {
		return [];
	}

	if (value === '') {
		return [offCode];
	}

	// Bold and dim are switched off together.
	const kept = old !== '' && offCode === '22' && !value.split(';').includes(old) ? [offCode] : [];
	return offCode === '22' && old !== '' && kept.length === 0
		? value.split(';').filter((part) => part !== old)
		: [...kept, value];
}
