import {safe} from '../contract/text.ts';
import {becomes, type Collected, keyOf, type PlanFile} from '../core/change-set.ts';
import {verbTitle} from '../core/rules.ts';
import {type Standing, standingOf} from '../core/standing.ts';
import {span} from '../core/select/line.ts';
import {standingText} from '../core/select/set-lines.ts';
import {targetId} from '../core/target.ts';
import {exitCode} from '../exit-code.ts';
import {readPlan} from '../platform/plan-file.ts';
import {type PlannedChangeRecord} from './change-records.ts';
import {type Result} from './change-results.ts';
import {type Asked, type ServiceWorld} from './command.ts';
import {usage} from './command-error.ts';
import {decide} from './make-change.ts';
import {type Printing, printRows} from './output.ts';
import {readyToChange} from './ready-to-change.ts';
import {readAll} from './wait-for.ts';

/** One change of a plan file, and what has become of its target since. */
type Row = {readonly item: Collected; readonly standing: Standing};

/** `synctop plan`: a plan file beside what is now. */
export async function showPlan(asked: Asked, world: ServiceWorld): Promise<number> {
	const plan = await loadPlan(asked, world);
	await readAll(world);
	const state = takeIn(plan, world);
	const rows = state.changeSet.items.map((item) => ({item, standing: standingOf(state, item)}));
	await printRows(rows, printing, asked, world);
	return rows.every(({standing}) => standing.kind === 'same') ? exitCode.ended : exitCode.no;
}

/** `synctop apply`: all of it as one change set, confirmed once by the strictest of its changes. */
export async function applyPlan(asked: Asked, world: ServiceWorld): Promise<number> {
	const plan = await loadPlan(asked, world);
	await readyToChange(world);
	const {changeSet} = takeIn(plan, world);
	const {engine} = world;
	engine.dispatch({type: 'set.applied'});
	const {dialog, notice} = engine.store.getState();
	if (dialog?.kind !== 'confirm') {
		throw usage(`Not applied: ${notice?.text ?? 'it cannot be asked for'}. Nothing was sent.`);
	}

	const found = new Set(
		dialog.plan.items.map(({target}) => keyOf({kind: target.kind, id: targetId(target)})),
	);
	const lost = changeSet.items.filter((item) => !found.has(keyOf(item)));
	return decide(asked, world, lost.map(goneResult));
}

function goneResult({kind, id, name, verb}: Collected): Result {
	return {
		kind,
		id,
		name,
		verb,
		outcome: 'gone',
		detail: standingText({kind: 'gone'}) ?? safe``,
	};
}

async function loadPlan({command, operands}: Asked, {folders}: ServiceWorld): Promise<PlanFile> {
	const [file, ...more] = operands;
	if (file === undefined || more.length > 0) {
		throw usage(`${command.name} needs one plan file.`);
	}

	const loaded = await readPlan(folders.state, file);
	if (!loaded.ok) {
		throw usage(`Not loaded: ${loaded.reason}. Nothing was sent.`);
	}

	return loaded.plan;
}

/** The plan as the collected changes of this start. Throws where it is for another service. */
function takeIn(plan: PlanFile, {engine}: ServiceWorld) {
	engine.dispatch({type: 'set.loaded', result: {ok: true, plan}});
	const state = engine.store.getState();
	if (state.dialog?.kind !== 'changeSet') {
		throw usage(`${state.notice?.text ?? 'Not loaded'}. Nothing was sent.`);
	}

	return state;
}

const printing: Printing<Row> = {
	columns: [
		{
			id: 'name',
			title: safe`NAME`,
			width: [20, 40],
			priority: 1,
			cell: ({item}) => span(item.name),
		},
		{
			id: 'change',
			title: safe`CHANGE`,
			width: [12, 24],
			priority: 1,
			cell: ({item}) => span(verbTitle(item.verb)),
		},
		{
			id: 'from',
			title: safe`FROM`,
			width: [10, 40],
			priority: 2,
			cell: ({item}) => span(item.was),
		},
		{
			id: 'to',
			title: safe`TO`,
			width: [10, 32],
			priority: 2,
			cell: ({item}) => span(becomes(item.verb)),
		},
		{
			id: 'now',
			title: safe`NOW`,
			width: [12, 60],
			priority: 1,
			cell: ({standing}) => {
				const text = standingText(standing);
				return text === undefined ? span(safe`as collected`, 'ok') : span(text, 'warn');
			},
		},
	],
	fields: [
		{id: 'type', of: ({item}) => item.kind},
		{id: 'id', of: ({item}) => item.id},
		{id: 'name', of: ({item}) => item.name},
		{id: 'change', of: ({item}) => item.verb},
		{id: 'version', of: ({item}) => item.version},
		{id: 'was', of: ({item}) => item.was},
		{id: 'standing', of: ({standing}) => standing.kind},
	],
	json: (row) => JSON.stringify(recordOf(row)),
	name: ({item: {name, id}}) => (name.trim() === '' ? id : name),
};

function recordOf({item: {kind, verb, ...rest}, standing}: Row): PlannedChangeRecord {
	return {
		type: kind,
		...rest,
		change: verb,
		standing: standing.kind,
		...(standing.kind === 'changed' && {now: standing.now}),
	};
}
