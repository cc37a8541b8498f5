import {type SafeText, safe} from '../../contract/text.ts';
import {failureText} from '../failure-text.ts';
import {type Resource} from '../feed.ts';
import {refreshKey} from '../preferences.ts';
import {type State} from '../state.ts';
import {type Line, line, type Span, span} from './line.ts';

const partNames: Readonly<Record<Resource, SafeText>> = {
	session: safe`your rights`,
	overview: safe`groups and options`,
	users: safe`users`,
};

/** The parts that are not shown although the rest is live, for the last line. */
export function refusedSpans({feed}: State): readonly Span[] {
	return (['users', 'overview', 'session'] as const).flatMap((part) => {
		const failure = feed.refused[part];
		return failure === undefined
			? []
			: [span(safe` ${partNames[part]}: ${failureText(failure).what} |`, 'error')];
	});
}

/** Why a part is not shown, in its place, if it was refused. */
export function refusedLine(state: State, part: Resource): Line | undefined {
	const failure = state.feed.refused[part];
	if (failure === undefined) {
		return undefined;
	}

	const {what, next} = failureText(failure, refreshKey(state));
	return line(safe`${what}; ${next}`, 'error');
}
