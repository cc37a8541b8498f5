import {type Settings, saveSettings} from './platform/settings.ts';
import {UsageError} from './usage-error.ts';

/** Changes what is saved of connections. Throws a usage error where the folder cannot be written to. */
export async function keepConnections(
	folder: string,
	change: (present: Settings) => Settings,
): Promise<void> {
	try {
		await saveSettings(folder, change);
	} catch (error) {
		if (error instanceof Error && 'code' in error) {
			throw new UsageError(
				`The connection could not be saved in ${folder} (${String(error.code)}). Make the folder writable.`,
			);
		}

		throw error;
	}
}
