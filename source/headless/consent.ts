import {keepSafe, type SafeText, safe} from '../contract/text.ts';
import {fullPhraseOf, needsExcuse, needsReason, phraseOf, type Plan, tierOf} from '../core/plan.ts';
import {planAction} from '../core/select/plan-lines.ts';
import {type Asked, type ServiceWorld} from './command.ts';
import {type CommandError, usage} from './command-error.ts';
import {hasPerson, openQuestions} from './input-line.ts';

/** What would have been typed into the dialog. */
export type Consent = {readonly confirmation: string; readonly reason: string};

/** What the command line must say for a plan where nobody can be asked. */
export function takes(plan: Plan): SafeText {
	const phrase = phraseOf(plan);
	const flag = phrase === undefined ? safe`--yes` : safe`--confirm=${quoted(phrase)}`;
	return needsReason(plan) ? safe`${flag} --reason=TEXT` : flag;
}

/** As a shell takes it for one word. */
function quoted(text: SafeText): SafeText {
	return /^[\w@.+-]+$/.test(text) ? text : keepSafe(`'${text.replaceAll("'", String.raw`'\''`)}'`);
}

/** The yes to a plan: from the flags, else from whoever sits at the terminal. Throws a usage error where there is none. */
export async function consentTo(plan: Plan, asked: Asked, world: ServiceWorld): Promise<Consent> {
	const reason = asked.text('reason')?.trim() ?? '';
	const confirm = asked.text('confirm');
	if (confirm === undefined && !asked.isOn('yes')) {
		return byPerson(plan, reason, world);
	}

	if (needsReason(plan) && reason === '') {
		throw usage(
			needsExcuse(plan)
				? `Delete would do, and clean up behind itself: --reason must say why not. Nothing was sent.`
				: `The policy of this connection asks why: --reason must say it. Nothing was sent.`,
		);
	}

	if (confirm === undefined) {
		if (tierOf(plan) > 1) {
			throw usage(
				`${planAction(plan)}: --yes is not enough for that. It takes ${takes(plan)}. Nothing was sent.`,
			);
		}

		return {confirmation: '', reason};
	}

	if (confirm !== fullPhraseOf(plan)) {
		throw usage(
			`${planAction(plan)}: --confirm says something else. It takes ${takes(plan)}. Nothing was sent.`,
		);
	}

	return {confirmation: confirm, reason};
}

async function byPerson(plan: Plan, reason: string, world: ServiceWorld): Promise<Consent> {
	if (!hasPerson(world)) {
		throw usage(
			`${planAction(plan)}: nobody is here to be asked. It takes ${takes(plan)}. Nothing was sent.`,
		);
	}

	const questions = await openQuestions(world);
	try {
		const why =
			needsReason(plan) && reason === ''
				? await questions.ask(
						needsExcuse(plan)
							? 'Delete would do, and clean up behind itself. Why not Delete? '
							: 'The policy of this connection asks why it is done: ',
					)
				: reason;
		if (why === undefined || (needsReason(plan) && why.trim() === '')) {
			throw refusal();
		}

		const phrase = phraseOf(plan);
		const typed = await questions.ask(
			phrase === undefined
				? `${planAction(plan)}? Type y to do it: `
				: `${planAction(plan)}? Type ${phrase} to do it: `,
		);
		if (typed !== (phrase ?? 'y')) {
			throw refusal(typed);
		}

		return {confirmation: phrase ?? '', reason: why.trim()};
	} finally {
		questions.close();
	}
}

function refusal(typed = ''): CommandError {
	return usage(
		typed === '' ? 'Not confirmed; nothing was sent.' : 'What you typed differs; nothing was sent.',
	);
}
