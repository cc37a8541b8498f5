import {type SafeText, safe} from '../../contract/text.ts';
import {type Target} from '../target.ts';
import {type Span, span} from './line.ts';
import {effectiveCell, mailboxCell, syncStatusCell} from './status-cells.ts';

/** What of a target is not as it was shown: name, before, after. */
export function differences(
	shown: Target,
	now: Target,
): ReadonlyArray<readonly [SafeText, Span, Span]> {
	const rows: ReadonlyArray<readonly [SafeText, Span, Span]> =
		shown.kind === 'user' && now.kind === 'user'
			? [
					[
						safe`Sync status`,
						syncStatusCell(shown.user.syncStatus),
						syncStatusCell(now.user.syncStatus),
					],
					[
						safe`Mailbox`,
						mailboxCell(shown.user.mailboxStatus),
						mailboxCell(now.user.mailboxStatus),
					],
					[
						safe`Effective`,
						effectiveCell(shown.user, shown.group),
						effectiveCell(now.user, now.group),
					],
					[safe`E-mail`, span(shown.user.email), span(now.user.email)],
				]
			: shown.kind === 'group' && now.kind === 'group'
				? [
						[
							safe`Sync status`,
							syncStatusCell(shown.group.syncStatus),
							syncStatusCell(now.group.syncStatus),
						],
						[safe`Name`, span(shown.group.name), span(now.group.name)],
					]
				: [];
	const moved = rows.filter(([, before, after]) => before.text !== after.text);
	return moved.length === 0 ? rows.slice(0, 1) : moved;
}
