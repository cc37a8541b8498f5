import {keepSafe, type SafeText, safe} from '../../contract/text.ts';

/** What is beyond the bound, and what has no name, summed up. */
export const otherName: SafeText = safe`other`;

// Longer ones only fill the store of whoever scrapes.
const longest = 120;

/** A name as the value of a label: cut where it is very long. */
export function labelOf(name: SafeText): SafeText {
	const letters = Array.from(name);
	return letters.length <= longest ? name : keepSafe(`${letters.slice(0, longest - 1).join('')}…`);
}

type Named = {readonly id: string; readonly name: SafeText; readonly besides: SafeText};

/** A label for each by its id: no two are the same, none is empty or `other`. What names do not tell apart, `besides` or the id does. */
export function labelsOf(all: readonly Named[]): ReadonlyMap<string, SafeText> {
	const byName = Map.groupBy(all, ({name}) => labelOf(name));
	const labels = new Map<string, SafeText>();
	const taken = new Set<string>([otherName, '']);
	for (const [name, [first, ...more]] of byName) {
		if (first !== undefined && more.length === 0 && !taken.has(name)) {
			labels.set(first.id, name);
			taken.add(name);
		}
	}

	for (const {id, name, besides} of all.filter((item) => !labels.has(item.id))) {
		const candidates = [safe`${name} (${besides})`, safe`${keepSafe(id)} (${name})`].map(labelOf);
		const label = candidates.find((candidate) => !taken.has(candidate)) ?? keepSafe(id);
		labels.set(id, label);
		taken.add(label);
	}

	return labels;
}
