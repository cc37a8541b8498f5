/** Keys that lead to every place, from the dashboard. */
export const places: Readonly<Record<string, readonly string[]>> = {
	dashboard: ['1'],
	users: ['2'],
	'users, further right': ['2', 'l', 'l', 'l'],
	'users, marked': ['2', 'space', 'j', 'space'],
	'users, being filtered': ['2', '/', 'a', '漢'],
	'users, wrongly filtered': ['2', '/', ...Array.from('anna group:"漢" bacth:x')],
	'users, to be completed': ['2', '/', ...Array.from('group:')],
	'members, being filtered': ['3', 'j', 'enter', '/', ...Array.from('batch:')],
	'users behind a count': ['1', 'S'],
	groups: ['3'],
	batches: ['4'],
	options: ['5'],
	activity: ['6'],
	'a user': ['2', 'j', 'enter'],
	'a group': ['3', 'j', 'enter'],
	'a batch': ['4', 'enter'],
};

/** Keys that lead to every dialog. */
export const dialogs: Readonly<Record<string, readonly string[]>> = {
	help: ['?'],
	'help, scrolled to its end': ['?', 'pagedown', 'pagedown', 'pagedown', 'pagedown'],
	'status menu of a user': ['2', 's'],
	'status menu of a group': ['3', 's'],
	'sort menu of users': ['2', 'o'],
	'sort menu of batches': ['4', 'o'],
	'facets of users': ['2', 'f'],
	'facets of users, far down': ['2', 'f', 'tab', 'tab', 'tab', 'tab', 'tab', 'pagedown', 'enter'],
	'disable a user': ['2', 'x'],
	'enable a user': ['2', 'e'],
	'disable many': ['2', '*', 'x'],
	'disable a group': ['3', 'x'],
	'enable a group': ['3', 'e'],
	'delete refused': ['2', 'D'],
	'delete many': ['2', '*', 'D'],
	'delete a group': ['3', 'D'],
	memo: ['2', 'M', 'h', 'i'],
	palette: ['ctrl+p'],
	'palette, looked in': ['2', 'ctrl+p', 'q', 'u', 'i', 't', 'down', 'down'],
	'a question': ['2', 'ctrl+p', 's', 'a', 'v', 'e', ' ', 't', 'h', 'i', 's', 'enter', 'x'],
	columns: ['2', 'C', 'j', 'space'],
	'command line, wrong': [':', 'i', 'n', 't', 'e', 'r', 'v', 'a', 'l', ' ', 'x', 'enter'],
	'delete as one plan': ['2', 'D', 'r'],
	'force a batch': ['2', 'r'],
	'change set, empty': ['P'],
	'change set': ['2', 'x', '+', 'P'],
	'apply a change set': ['2', 'x', '+', 'P', 'enter'],
};

/** Keys that lead to dialogs that show a text for elsewhere: what is in it is longer there than it is. */
export const papers: Readonly<Record<string, readonly string[]>> = {
	handover: ['2', 'H'],
	'handover, masked, at its end': ['2', 'H', 'm', 'G'],
};

/** Keys that lead back to the dashboard from everywhere. */
export const leave = ['escape', 'escape', 'escape', 'escape', 'escape', '2', 'U', '1'];
