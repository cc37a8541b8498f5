import {keepSafe, safe, toSafe} from '../contract/text.ts';
import {causeList} from '../core/causes/cause-list.ts';
import {plural} from '../format/number.ts';
import {findUsers} from '../core/users/find-users.ts';
import {userAt, userOf} from '../core/users/user-table.ts';
import {type Event} from '../core/event.ts';
import {themeNames} from '../core/preferences.ts';
import {savableList} from '../core/saved-view.ts';
import {countNames} from '../core/tally.ts';
import {type Place, tabs} from '../core/view-state.ts';
import {accessTypeText, countText, tabNames} from '../core/words.ts';
import {availableIn, blockedBy} from './available.ts';
import {type Chord} from './chord.ts';
import {type Keymap} from './command.ts';
import {type PaletteGround, type PaletteItem, type PaletteSource} from './palette-item.ts';

/** What the palette offers, in the order in which equally good finds stand. Another kind of thing is one more line. */
export const paletteSources: readonly PaletteSource[] = [
	commands,
	views,
	places,
	causes,
	themes,
	groups,
	users,
];

// More are never shown; whoever looks for one of them types another letter.
const mostUsers = 60;

// Tabs and counts are offered as places, by their names.
const asPlaces = /^(?:nav\.tab|count|cmd)\./;

function commands({state, keymap}: PaletteGround): readonly PaletteItem[] {
	const order = new Map(keymap.commands.map(({id}, index) => [id, index]));
	return availableIn(keymap, state)
		.filter(({command}) => !asPlaces.test(command.id))
		.toSorted((one, other) => (order.get(one.command.id) ?? 0) - (order.get(other.command.id) ?? 0))
		.map(({command, keys}) => ({
			id: `command:${command.id}`,
			label: command.title,
			detail: command.detail,
			keys,
			blocked: blockedBy(state, command),
			run: () => listOf(command.event(state, keymap)),
		}));
}

function listOf(event: Event | undefined): readonly Event[] {
	return event === undefined ? [] : [event];
}

function places({keymap}: PaletteGround): readonly PaletteItem[] {
	return [
		...tabs.map((tab) => ({
			id: `place:${tab}`,
			label: safe`Go to ${tabNames[tab]}`,
			detail: safe`tab`,
			keys: keysOf(keymap, `nav.tab.${tab}`),
			run: () => [opened({kind: 'tab', tab})],
		})),
		{
			id: 'place:causes',
			label: safe`Go to Causes`,
			detail: safe`why users fail, and what to do`,
			run: () => [opened({kind: 'causes'})],
		},
		...countNames.map((name) => ({
			id: `count:${name}`,
			label: safe`Open ${countText(name)}`,
			detail: safe`the users behind this count`,
			run: () => [{type: 'view.scoped', scope: {kind: 'count', name}} as const],
		})),
	];
}

function opened(place: Place): Event {
	return {type: 'view.opened', place};
}

function keysOf({commands: all}: Keymap, id: string): readonly Chord[] {
	return all.find((command) => command.id === id)?.keys ?? [];
}

function views({state}: PaletteGround): readonly PaletteItem[] {
	const saved = state.preferences.views.map(({name, place, filter}): PaletteItem => ({
		id: `view:${name}`,
		label: safe`View ${name}`,
		detail: safe`saved view, ${place.kind === 'tab' ? tabNames[place.tab] : safe`users of a ${keepSafe(place.kind)}`}${filter === '' ? safe`` : toSafe(`, ${filter}`)}`,
		run: () => [{type: 'savedView.opened', name}],
		forget: {type: 'savedView.forgotten', name},
	}));
	const label = safe`Save this view as…`;
	const save: PaletteItem = {
		id: 'view-save',
		label,
		detail: safe`this list with its filter and order, under a name`,
		run: () => [{type: 'prompt.opened', purpose: 'saveView', label}],
	};
	return savableList(state.view.place) === undefined ? saved : [...saved, save];
}

function causes({state}: PaletteGround): readonly PaletteItem[] {
	return causeList(state).map(({key, title, users: hit}) => ({
		id: `cause:${key}`,
		label: title,
		detail: safe`cause, ${plural(hit, safe`user`, safe`users`)}`,
		run: () => [opened({kind: 'cause', key})],
	}));
}

function themes({state}: PaletteGround): readonly PaletteItem[] {
	return themeNames.map((theme) => ({
		id: `theme:${theme}`,
		label: safe`Theme ${keepSafe(theme)}`,
		detail: theme === state.preferences.theme ? safe`colours; this one now` : safe`colours`,
		run: () => [{type: 'theme.chosen', theme}],
	}));
}

function groups({state}: PaletteGround): readonly PaletteItem[] {
	return [...state.entities.groups.values()].map((group) => ({
		id: `group:${group.id}`,
		label: group.name,
		detail: safe`group, ${accessTypeText(group.mailboxAccessType)}`,
		run: () => [opened({kind: 'group', id: group.id})],
	}));
}

// Without a term only those who were looked at last: the others are in the list of users.
function users({state, query}: PaletteGround): readonly PaletteItem[] {
	const {users: table} = state.entities;
	const found =
		query.terms.length === 0
			? state.recent.map((id) => userOf(table, id.replace(/^user:/, '')))
			: findUsers(table, query.terms, mostUsers).map((slot) => userAt(table, slot));
	return found
		.filter((user) => user !== undefined)
		.map(({id, name, email}) => ({
			id: `user:${id}`,
			label: name,
			detail: email,
			isDetailName: true,
			run: () => [opened({kind: 'user', id})],
		}));
}
