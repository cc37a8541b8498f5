import {seconds} from '../../source/contract/time.ts';
import {phraseOf} from '../../source/core/plan.ts';
import {drawFrame} from '../../source/tui/frame.ts';
import {openApp, type OpenedApp} from '../../test/tui/open-app.ts';
import {frameSvg} from './picture.ts';

/** One moment of the story: what was done since the last, and what is seen then. */
type Scene = {
	readonly name: string;
	readonly title: string;
	readonly text: string;
	readonly play: (app: OpenedApp) => Promise<void>;
};

const scenes: readonly Scene[] = [
	{
		name: '1-dashboard',
		title: '03:00. Dozens are suspended. One fire or nine?',
		text: 'Ten seconds after `synctop --demo --scenario secret-regenerated`; `j` goes to the first line. The first line under *Needs attention* answers: one cause, it hits everyone, since when, and it grows. The others were there before.',
		async play(app) {
			await app.pass(seconds(10));
			app.press('j');
		},
	},
	{
		name: '2-cause',
		title: '`Enter`: what it is, whom it hits, what to do',
		text: 'What fails, in a sentence; whom it hits, with the counts behind it; the text as the service sent it. On the right the documented steps. The first is done outside of synctop: the new secret has to be entered. `S` would stop the groups, if they did harm.',
		async play(app) {
			app.press('enter');
		},
	},
	{
		name: '3-prove',
		title: '`n`: prove it on one user first',
		text: 'The first `n` says that the secret was entered (in the demo, it enters it). The second asks to prove it on one user, and shows what will happen to whom before anything is sent. `y`.',
		async play(app) {
			app.press('n');
			await app.pass(seconds(2));
			app.press('n');
			await wereRead(app);
		},
	},
	{
		name: '4-proved',
		title: 'Followed to its end: it holds',
		text: 'The hold was lifted, a batch was forced, and the dialog followed it until it ended well: nothing else can show that the secret is right. The others with the same cause are offered.',
		async play(app) {
			await confirmed(app);
			await app.pass(seconds(45));
		},
	},
	{
		name: '5-roll-out',
		title: '`e`: the others, as one change',
		text: 'Everybody whom this cause holds, frozen in a list and read again one by one. It is many, so the number has to be typed.',
		async play(app) {
			app.press('e');
			await wereRead(app);
			const {dialog} = app.state();
			const phrase = dialog?.kind === 'confirm' ? phraseOf(dialog.plan) : undefined;
			app.press(...Array.from(phrase ?? ''));
		},
	},
	{
		name: '6-result',
		title: 'A result for each',
		text: 'Each was sent once and read back. `Esc` would have stopped what had not been sent yet.',
		async play(app) {
			app.press('enter', 'enter');
			await settled(app);
		},
	},
	{
		name: '7-draining',
		title: 'It drains',
		text: 'Whoever was held tries again. The cause counts who is left, who is trying and who recovered; one more failure would take the proof away.',
		async play(app) {
			app.press('escape');
			await app.pass(seconds(4));
		},
	},
	{
		name: '8-over',
		title: 'Nobody is hit any more',
		text: 'All steps are ticked, and the count is back to what it was before. `H` writes the handover.',
		async play(app) {
			await app.pass(seconds(60));
		},
	},
];

/** docs/story.md and its pictures: the program itself, from the service that is embedded in it, on a clock that only the story moves. */
export async function storyPages(): Promise<Readonly<Record<string, string>>> {
	await using app = await openApp({users: 180, speed: 60, isDemo: true});
	app.service.setScenario('secret-regenerated');
	const pages: Record<string, string> = {};
	for (const {name, play} of scenes) {
		await play(app);
		pages[`docs/story/${name}.svg`] = frameSvg(drawFrame(app.state()));
	}

	return {...pages, 'docs/story.md': storyPage()};
}

function storyPage(): string {
	return [
		'# A night with synctop',
		'',
		'Somebody regenerated the client secret at nine in the evening; at three the phone rings. Every picture is the program itself, drawn by `npm run docs`',
		'from the embedded service: try it with `npm start -- --demo --scenario secret-regenerated`.',
		'',
		...scenes.flatMap(({name, title, text}) => [
			`## ${title}`,
			'',
			text,
			'',
			`![${name}](story/${name}.svg)`,
			'',
		]),
	].join('\n');
}

async function wereRead(app: OpenedApp): Promise<void> {
	await app.until(
		({dialog}) =>
			dialog?.kind === 'confirm' && dialog.plan.items.every(({check}) => check.kind !== 'asking'),
		'everybody was read again',
	);
	// Keys are heard when the dialog has stood for a moment.
	await app.pass(seconds(1));
}

async function confirmed(app: OpenedApp): Promise<void> {
	app.press('y');
	await settled(app);
}

// Without moving time: how long the network takes must not be seen in a picture.
async function settled(app: OpenedApp): Promise<void> {
	await app.until(
		({runs}) =>
			runs.every(({items}) =>
				items.every(({phase}) => phase.kind === 'done' || phase.kind === 'refused'),
			),
		'the change was made',
	);
}
