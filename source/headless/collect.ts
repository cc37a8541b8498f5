import path from 'node:path';
import {plural} from '../format/number.ts';
import {safe} from '../contract/text.ts';
import {collect, emptySet, reasonNotToCollect, serviceOf} from '../core/change-set.ts';
import {serviceNow} from '../core/feed.ts';
import {type Plan} from '../core/plan.ts';
import {exitCode} from '../exit-code.ts';
import {addToPlan} from '../platform/plan-file.ts';
import {usage} from './command-error.ts';
import {type ServiceWorld} from './command.ts';

/** Puts the changes of a plan into a file instead of making them, after those that are in it. */
export async function collectInFile(
	plan: Plan,
	file: string,
	{engine, print}: ServiceWorld,
): Promise<number> {
	const reason = reasonNotToCollect(plan);
	if (reason !== undefined) {
		throw usage(`Not collected: ${reason}. Nothing was sent.`);
	}

	const state = engine.store.getState();
	const madeAt = serviceNow(state.feed, state.now);
	const {items} = collect(emptySet, plan, madeAt);
	const added = await addToPlan(path.resolve(file), {
		service: serviceOf(state),
		madeAt,
		items,
	});
	if (!added.ok) {
		throw usage(`Not collected: ${added.reason}. Nothing was sent.`);
	}

	const {path: place, plan: whole} = added;
	print.note(
		safe`Collected in ${place}: ${plural(whole.items.length, safe`change`, safe`changes`)} now; nothing was sent`,
	);
	return exitCode.ended;
}
