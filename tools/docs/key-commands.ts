/** What does without a screen what a command of the screen does: a command line, or why none is needed. */
export type WithoutScreen =
	| {readonly line: string}
	/** It is about the screen itself. */
	| {readonly only: string};

const line = (text: string): WithoutScreen => ({line: text});
const moving: WithoutScreen = {only: 'moves about on the screen; a command names its rows'};
const looks: WithoutScreen = {only: 'how the screen looks'};
const closing: WithoutScreen = {only: 'closes what is open on the screen'};
const marking: WithoutScreen = line('synctop set user --where FILTER disabled');

/** By the id of a command of the screen, or by its beginning. Read by docs/commands.md, and by a test that no command is left out. */
export const withoutScreen: Readonly<Record<string, WithoutScreen>> = {
	'status.set': line('synctop set user NAME disabled --dry-run'),
	'status.enable': line('synctop set user NAME enabled'),
	'status.disable': line('synctop set user NAME disabled'),
	'status.synchronize': line('synctop sync NAME'),
	'status.delete': line('synctop set user NAME deleted'),
	'change.undo': line('synctop undo'),
	'triage.next': line('synctop causes CAUSE'),
	'triage.contain': line('synctop set group NAME disabled'),
	'triage.cause': line('synctop causes CAUSE'),
	'triage.acknowledge': line('synctop ack user NAME'),
	'triage.memo': line('synctop memo user NAME TEXT'),
	'memo.': line('synctop memo user NAME TEXT'),
	'find.filter': line('synctop users --where FILTER'),
	'find.facets': line('synctop facets'),
	'facets.': line('synctop facets'),
	'table.columns': line('synctop users --columns name,email'),
	'columns.': line('synctop users --columns name,email'),
	'table.': line('synctop users --sort -last'),
	'mark.': marking,
	'nav.tab.dashboard': line('synctop status'),
	'nav.tab.users': line('synctop users'),
	'nav.tab.groups': line('synctop groups'),
	'nav.tab.batches': line('synctop batches'),
	'nav.tab.options': line('synctop options'),
	'nav.tab.activity': line('synctop activity'),
	'nav.open': line('synctop user NAME'),
	'nav.': moving,
	'count.': line('synctop users --where batch:suspended'),
	'live.alerts': line("synctop wait 'matching>10' --where batch:suspended"),
	'live.pause': {only: 'a command asks once'},
	'live.refresh': line('synctop status'),
	'live.': line('synctop watch --interval 5'),
	'app.connections': line('synctop contexts --status'),
	'connections.open': line('synctop status --context NAME'),
	'connections.': moving,
	'app.help': line('synctop --help'),
	'app.': looks,
	'copy.name': line('synctop users --where FILTER --output name'),
	'copy.row': line('synctop users --where FILTER --output json'),
	'activity.undo': line('synctop undo CHANGE'),
	'activity.': line('synctop activity --output json'),
	'cmd.': {only: 'every line of a shell is one'},
	'palette.': {only: 'every line of a shell is one'},
	'prompt.': {only: 'every line of a shell is one'},
	'out.handover': line('synctop export handover'),
	'handover.file': line('synctop export handover --to handover.md'),
	'handover.mask': line('synctop export handover --mask'),
	'handover.copy': line('synctop export handover'),
	'handover.print': line('synctop export handover'),
	'handover.': moving,
	'set.open': line('synctop plan FILE'),
	'changeSet.save': line('synctop set user NAME disabled --plan FILE'),
	'changeSet.load': line('synctop plan FILE'),
	'changeSet.apply': line('synctop apply FILE'),
	'changeSet.': {only: 'a plan file is changed with an editor'},
	'help.': moving,
	'statusMenu.': closing,
	'sortMenu.': closing,
	'confirm.collect': line('synctop set user NAME disabled --plan FILE'),
	'confirm.': line('synctop set user NAME deleted --confirm PHRASE'),
	'deleteBlocked.disable': line('synctop set user NAME disabled'),
	'deleteBlocked.next': line('synctop uninit NAME'),
	'deleteBlocked.chain': line('synctop set user NAME deleted --clean-up'),
	'deleteBlocked.': closing,
	'groupDelete.members': line('synctop users --where group:NAME'),
	'groupDelete.disable': line('synctop set group NAME disabled'),
	'groupDelete.': closing,
	'oneByOne.': line('synctop set user NAME force-deleted'),
	'run.rollOutEnable': line('synctop set user --cause CAUSE enabled'),
	'run.rollOut': line('synctop sync --cause CAUSE'),
	'run.': {only: 'results are printed as they come; Ctrl-C stops what waits'},
	'quit.': closing,
};

/** What stands for a command of the screen: the longest beginning that fits its id. */
export function standInFor(id: string): WithoutScreen | undefined {
	const [found] = Object.keys(withoutScreen)
		.filter((name) => id === name || (name.endsWith('.') && id.startsWith(name)))
		.toSorted((one, other) => other.length - one.length);
	return found === undefined ? undefined : withoutScreen[found];
}
