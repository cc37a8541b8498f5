import {type SafeText, safe, toSafe} from '../../contract/text.ts';
import {maskText} from '../../knowledge/mask.ts';
import {type Cause} from '../causes/cause-index.ts';
import {type State} from '../state.ts';
import {type Target, targetName} from '../target.ts';
import {nameOf, textOf} from './markdown.ts';

/** How a handover names who and what it is about; all of it is Markdown already. */
export type Words = {
	readonly isMasked: boolean;
	/** Somebody or something, by its name or, masked, by its id. */
	readonly named: (id: SafeText, name: SafeText) => SafeText;
	/** A code of the service, or a title that was made of a text by masking it. */
	readonly sign: (text: SafeText) => SafeText;
	/** A text that came from outside: of the service, or of a file of the user's own. */
	readonly foreign: (text: SafeText) => SafeText;
	/** ` by pat`; masked, nothing. */
	readonly by: (actor: SafeText | undefined) => SafeText;
	/** What a person wrote in words of their own; masked, nothing: nobody knows what is in it. */
	readonly personal: (text: SafeText) => SafeText;
};

export const plainWords: Words = {
	isMasked: false,
	named: (_id, name) => nameOf(name),
	sign: textOf,
	foreign: textOf,
	by: (actor) => (actor === undefined ? safe`` : safe` by ${nameOf(actor)}`),
	personal: textOf,
};

/** Words without addresses, hosts and paths, and without the names that `hide` finds. */
export function maskedWords(hide: (text: SafeText) => SafeText): Words {
	// Names first: a mask would take a number out of the middle of one.
	const masked = (text: SafeText): SafeText => maskText(hide(text));
	// What is short and tells one thing from another is not masked for the numbers in it, unless it looks like an address.
	const sign = (text: SafeText): SafeText =>
		/[@\\/]|\w\.\w/.test(text) ? masked(text) : hide(text);
	return {
		isMasked: true,
		named: (id) => nameOf(sign(id)),
		sign: (text) => textOf(sign(text)),
		foreign: (text) => textOf(masked(text)),
		by: () => safe``,
		personal: () => safe`(left out)`,
	};
}

export function targetWords(words: Words, target: Target): SafeText {
	return target.kind === 'user'
		? words.named(target.user.id, targetName(target))
		: safe`group ${words.named(target.group.id, targetName(target))}`;
}

/** The change as it stands in the journal. */
export function changeText(id: string): SafeText {
	return safe`change ${nameOf(toSafe(id))}`;
}

/** What a cause is called. A name of the catalogue is our own; all others came from outside. */
export function titleWords(words: Words, {title, kind}: Cause): SafeText {
	return kind === undefined || kind.isOwn === true ? words.sign(title) : textOf(title);
}

/** The state with groups and mail servers called by their ids: what is computed of it has no other name in it. */
export function withoutNames(state: State): State {
	const {entities, syncOptions} = state;
	const groups = new Map(
		[...entities.groups].map(([id, group]) => [
			id,
			{
				...group,
				name: group.id,
				mailServerId: group.mailServerId && serverName(group.mailServerId),
			},
		]),
	);
	return {
		...state,
		entities: {...entities, groups},
		syncOptions: syncOptions && {
			...syncOptions,
			mailServers: {
				...syncOptions.mailServers,
				rows: syncOptions.mailServers.rows.map((server) => ({
					...server,
					id: serverName(server.id),
					name: serverName(server.id),
				})),
			},
		},
	};
}

// A mail server may well have its address for an id.
function serverName(id: SafeText): SafeText {
	return /[.:]/.test(id) ? safe`<host>` : id;
}
