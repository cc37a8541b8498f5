// Stands for parts of got that nothing here asks for: its cache of replies, HTTP/2, its cache of names.

export class CacheError extends Error {}

// oxlint-disable-next-line import/no-default-export -- as the modules have it
export default function unused(): never {
	throw new Error('This part of got is left out of the bundle (tools/lazy-modules.ts).');
}
