const units: Readonly<Record<string, number>> = {s: 1000, m: 60_000, h: 3_600_000};

/**
A file of rules or of settings for a clock that runs faster: every duration that Prometheus or Alertmanager count by their own clock is
divided. Thresholds stay as they are: they are compared with what the service says, by its own clock.
*/
export function faster(text: string, factor: number): string {
	return text
		.split('\n')
		.map((line) =>
			/^\s*(?:for|scrape_interval|evaluation_interval|group_wait|group_interval):/.test(line)
				? line.replace(/(\d+)([smh])\s*$/, (_, count: string, unit: string) =>
						divided(count, unit, factor),
					)
				: line.replaceAll(
						/\[(\d+)([smh])\]/g,
						(_, count: string, unit: string) => `[${divided(count, unit, factor)}]`,
					),
		)
		.join('\n');
}

function divided(count: string, unit: string, factor: number): string {
	return `${Math.max(1, Math.round((Number(count) * (units[unit] ?? 0)) / factor))}ms`;
}
