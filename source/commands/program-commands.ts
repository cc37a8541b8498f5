import {safe} from '../contract/text.ts';
import {type Command} from './command.ts';

const live = {section: 'Live', scope: 'everywhere', mutates: false} as const;
const program = {section: 'Program', scope: 'everywhere', mutates: false} as const;

/** Polling, help, the terminal, the end. */
export const programCommands: readonly Command[] = [
	{
		id: 'live.alerts',
		scope: 'everywhere',
		keys: ['b'],
		section: 'Live',
		title: safe`alerts`,
		detail: safe`alerts on or off: bell, notification and window title when a rule of the settings starts to hold`,
		isHinted: false,
		mutates: false,
		event: () => ({type: 'alerts.toggled'}),
	},
	{
		...live,
		id: 'live.pause',
		keys: ['p'],
		title: safe`pause`,
		detail: safe`pause or resume polling`,
		isHinted: false,
		event: () => ({type: 'feed.pauseToggled'}),
	},
	{
		...live,
		id: 'live.refresh',
		keys: ['R', 'ctrl+r'],
		title: safe`refresh`,
		detail: safe`ask now; clears nothing`,
		isHinted: false,
		event: () => ({type: 'feed.refreshed'}),
	},
	{
		...live,
		id: 'live.slower',
		keys: ['+'],
		title: safe`slower`,
		detail: safe`longer interval: 2, 5, 10, 30, 60 s`,
		isHinted: false,
		event: () => ({type: 'feed.intervalStepped', by: 1}),
	},
	{
		...live,
		id: 'live.faster',
		keys: ['-'],
		title: safe`faster`,
		detail: safe`shorter interval`,
		isHinted: false,
		event: () => ({type: 'feed.intervalStepped', by: -1}),
	},
	{
		...program,
		id: 'app.help',
		keys: ['?', 'f1'],
		title: safe`help`,
		detail: safe`all keys that work here`,
		isHinted: true,
		event: () => ({type: 'help.opened'}),
	},
	{
		...program,
		id: 'app.redraw',
		keys: ['ctrl+l'],
		title: safe`redraw`,
		detail: safe`draw the screen afresh`,
		isHinted: false,
		event: () => ({type: 'app.redrawn'}),
	},
	{
		...program,
		id: 'app.suspend',
		keys: ['ctrl+z'],
		title: safe`suspend`,
		detail: safe`back to the shell; fg returns`,
		isHinted: false,
		event: () => ({type: 'app.suspended'}),
	},
	{
		...program,
		id: 'app.quit',
		keys: ['q', 'ctrl+c'],
		title: safe`quit`,
		detail: safe`quit; asks when a change is on its way`,
		isHinted: true,
		event: () => ({type: 'app.quitAsked'}),
	},
];
