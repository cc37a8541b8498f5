import envPaths from 'env-paths';

/** Where this program keeps its files, by the conventions of the system (XDG on Linux). */
export type Folders = {
	readonly settings: string;
	/** The audit journal. */
	readonly state: string;
};

export function systemFolders(): Folders {
	const paths = envPaths('synctop', {suffix: ''});
	return {settings: paths.config, state: paths.log};
}
