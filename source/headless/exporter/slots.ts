/** How many groups, causes and mail servers are told by name. What is beyond is summed up as `other`. */
export const mostNamed = 50;

/** More series than this are never told, however many users, groups and causes there are. */
export const mostSeries = 1000;

/** Chooses who is told by name, so that there are never more series than stated. */
export type Slots = {
	/** The names of those who are told apart now. `weights`: how many users each is about. */
	readonly choose: (weights: ReadonlyMap<string, number>) => ReadonlySet<string>;
};

// Else two that are nearly equal would take turns, and each turn is a new series.
const muchHeavier = 2;

/** Who has a name keeps it as long as there is such a thing; when all are taken, one that is about more than twice as many users gets the lightest's. */
export function createSlots(most = mostNamed): Slots {
	const held = new Set<string>();
	return {
		choose(weights) {
			for (const name of held) {
				if (!weights.has(name)) {
					held.delete(name);
				}
			}

			const weightOf = (name: string): number => weights.get(name) ?? 0;
			const waiting = [...weights.keys()]
				.filter((name) => !held.has(name))
				.toSorted((one, other) => weightOf(other) - weightOf(one) || (one < other ? -1 : 1));
			for (const name of waiting) {
				if (held.size >= most) {
					const [lightest] = [...held].toSorted((one, other) => weightOf(one) - weightOf(other));
					if (lightest === undefined || weightOf(name) <= muchHeavier * weightOf(lightest)) {
						break;
					}

					held.delete(lightest);
				}

				held.add(name);
			}

			return held;
		},
	};
}
