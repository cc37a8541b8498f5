import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {type SafeText} from '../../../source/contract/text.ts';
import {mergeUsers, noEntities} from '../../../source/core/entities.ts';
import {groupFields} from '../../../source/core/query/group-fields.ts';
import {rowTest} from '../../../source/core/query/match-row.ts';
import {parse} from '../../../source/core/query/parse.ts';
import {userFields} from '../../../source/core/query/user-fields.ts';
import {userOrder} from '../../../source/core/users/user-query.ts';
import {idAt} from '../../../source/core/users/user-table.ts';
import {buildView} from '../../../source/core/users/user-view.ts';
import {groupOf, userOf} from '../../support/build.ts';
import {sampleGroups, sampleUsers, sampleWorld} from './sample-users.ts';

const {users} = mergeUsers(noEntities(), sampleUsers);
const everyone = 'anna bo cy di';

/** Whom a filter shows: by the plain rule and by packed rows, which must be the same. */
function shownBy(text: string): string {
	const table = userFields;
	const query = parse(text, table.fields);
	const plain = sampleUsers.filter(rowTest(query, table, sampleWorld)).map(({id}) => id);
	const order = userOrder(
		sampleWorld.groups,
		{column: 'name', isDescending: false},
		{kind: 'all'},
		{query, table, world: sampleWorld},
	);
	const packed = [...buildView(users, order).slots].map((slot) => idAt(users, slot) ?? '');
	expect(packed.toSorted()).toEqual(plain.toSorted());
	return plain.join(' ');
}

test.each([
	// Words: name and e-mail, and what the columns show of statuses, group and error.
	['', everyone],
	['anna', 'anna'],
	['ANNA kow', 'anna'],
	['kow anna', 'anna'],
	['"anna kow"', 'anna'],
	['"kow anna"', ''],
	['nunez', 'bo'],
	['山', 'di'],
	['an*kow', 'anna'],
	['k*anna', ''],
	['*', everyone],
	['"*"', ''],
	['fabrikam', 'di'],
	['suspended', 'anna'],
	['token', 'anna'],
	['"field sales"', 'anna cy'],
	['"\\"field\\""', 'cy'],
	['12:30', ''],
	['!anna', 'bo cy di'],
	['!!anna', 'anna'],
	['!"anna kow"', 'bo cy di'],
	// Values of a few kinds.
	['batch:suspended', 'anna'],
	['BATCH:Suspended', 'anna'],
	['batch:susp', 'anna'],
	['batch:suspended,with-issues', 'anna bo'],
	['batch:suspended|with-issues', 'anna bo'],
	['batch:"with issues"', 'bo'],
	['batch:finishedWithIssues', 'bo'],
	['batch:finished', ''],
	['batch:none', 'cy'],
	['batch:unknown', 'di'],
	['batch:*', 'anna bo di'],
	['!batch:*', 'cy'],
	['batch:*ed', 'anna'],
	['status:disabled', 'cy'],
	['effective:by-group', 'bo'],
	['effective:suspended', 'anna'],
	['effective:enabled', 'di'],
	['mailbox:not', 'cy'],
	['hold:*', 'anna'],
	['hold:none', 'bo cy di'],
	['platform:google', 'bo'],
	['access:oauth', 'anna bo'],
	['access:*', 'anna bo cy'],
	['role:group-admin', 'anna'],
	['role:*', 'anna'],
	// Texts: a name in quotes is the whole name.
	['group:sales', 'anna cy'],
	['group:"Field Sales"', 'anna'],
	['group:"field sales', 'anna cy'],
	['group:f*emea', 'cy'],
	['group:*', 'anna bo cy'],
	['group:"Field Sales","Paris Office"', 'anna bo'],
	['server:exchange', 'anna'],
	['server:ms-', 'anna di'],
	['server:"ms-2"', 'di'],
	['code:EX-401', 'anna di'],
	['code:"ex-401"', 'anna'],
	['!code:"EX-401"', 'bo cy di'],
	['code:*', 'anna di'],
	['error:quota', 'di'],
	['error:"mail space:"', 'di'],
	['error:space*quota', 'di'],
	['cause:EX-401', 'anna'],
	['cause:code:ex-401', 'anna'],
	['cause:"EX-401 The token expired"', 'anna'],
	['cause:issues', 'bo'],
	['!cause:*', 'cy di'],
	['name:di', 'di'],
	['name:c*s', 'cy'],
	['name:*', everyone],
	['email:di', 'di'],
	['email:contoso', 'anna bo cy'],
	['id:bo', 'bo'],
	['employee:"42"', ''],
	['employee:42', 'anna'],
	['notes:"(a+)+$"', 'bo'],
	['notes:"*ex*"', 'bo'],
	['notes:*', 'bo'],
	['!notes:*', 'anna cy di'],
	// Numbers and times.
	['issues:>0', 'bo di'],
	['issues:3', 'bo'],
	['issues:=3', 'bo'],
	['issues:0,7', 'anna di'],
	['issues:>=3 issues:<7', 'bo'],
	['issues:*', 'anna bo di'],
	['failures:>7', 'anna bo'],
	['age:>30m', 'anna'],
	['age:<=10m', 'bo di'],
	['age:45m', 'anna'],
	['age:>0.5h', 'anna'],
	['age:*', 'anna bo di'],
	['last:<5m', 'bo'],
	['last:>1h', 'anna'],
	['since:>30m', 'anna'],
	['next:<15m', 'bo cy di'],
	['overdue:*', 'di'],
	['overdue:>1d', ''],
	['created:>7d', 'anna'],
	// A flag stands alone; whoever is held is not near suspension any more.
	['near', 'bo'],
	['!near', 'anna cy di'],
	['"near"', ''],
	// What was acknowledged and has changed since is not known any more.
	['ack', 'di'],
	['!ack issues:>0', 'bo'],
	// Alternatives.
	['(anna OR bo)', 'anna bo'],
	['anna OR bo', 'anna bo'],
	['(anna OR bo) batch:suspended', 'anna'],
	['!(anna OR bo)', 'cy di'],
	['!(anna kow)', 'bo cy di'],
	['(anna batch:suspended) OR (bo batch:suspended)', 'anna'],
	['((anna)', 'anna'],
	['anna or', 'anna'],
	['a)', ''],
	['anna ORB', ''],
	['batch:suspended group:"Field Sales" age:>30m cause:EX-401 anna', 'anna'],
])('%j shows: %s', (text, shown) => {
	expect(shownBy(text)).toBe(shown);
	expect(parse(text, userFields.fields).problems).toEqual([]);
});

const knownNames: Readonly<Record<string, readonly string[]>> = {
	group: sampleGroups.map(({name}) => name),
};

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- names of the sample are safe
const known = (field: string) => knownNames[field] as readonly SafeText[] | undefined;

// What is wrong or not finished is left out, so that the list is not hidden by it; the place is what the carets stand under.
test.each([
	['bacth:suspended', 'wrong', 'bacth', 'no field "bacth": batch?', everyone],
	['anna bacth:x', 'wrong', 'bacth', 'batch?', 'anna'],
	['re:invoice', 'wrong', 're', 'in quotes it is text', everyone],
	['xyzzy:1', 'wrong', 'xyzzy', 'in quotes it is text', everyone],
	['batch:suspendde', 'wrong', 'suspendde', 'never "suspendde": suspended?', everyone],
	['batch:suspended,runing', 'wrong', 'runing', 'running?', 'anna'],
	['batch:zzz', 'wrong', 'zzz', 'one of queued, running', everyone],
	['batch:>suspended', 'wrong', '>suspended', 'not compared', everyone],
	['!batch:zzz', 'wrong', 'zzz', 'one of queued', everyone],
	['(anna OR bacth:x)', 'wrong', 'bacth', 'batch?', 'anna'],
	['issues:many', 'wrong', 'many', 'compared with a number', everyone],
	['issues:3m', 'wrong', '3m', 'compared with a number', everyone],
	['age:>30x', 'wrong', '>30x', 'compared with a time', everyone],
	['near:yes', 'wrong', 'yes', 'stands alone', everyone],
	['group:"Feild Sales"', 'wrong', '"Feild Sales"', 'called "Feild Sales": Field Sales?', everyone],
	['group:parsi', 'wrong', 'parsi', 'Paris Office?', everyone],
	['batch:', 'unfinished', '', 'state of the latest batch', everyone],
	['batch:suspended,', 'unfinished', '', 'state of the latest batch', 'anna'],
	['anna batch:', 'unfinished', '', 'state of', 'anna'],
	['age:>', 'unfinished', '>', 'since the batch ended', everyone],
	['age:>30', 'unfinished', '>30', 'unit is missing: 30s, m, h or d', everyone],
	['group:""', 'unfinished', '""', 'name of the group', everyone],
	['!', 'unfinished', '!', 'what must not be', everyone],
	['anna OR', 'unfinished', 'OR', 'what else', 'anna'],
	['(anna OR ', 'unfinished', 'OR', 'what else', 'anna'],
])('%j is %s at "%s": %s; it shows: %s', (text, ...expected) => {
	const [kind, place, said, shown] = expected;
	const {problems, terms} = parse(text, userFields.fields, known);
	expect(problems).toHaveLength(1);
	for (const problem of problems) {
		expect(problem.kind).toBe(kind);
		expect(text.slice(problem.start, problem.end)).toBe(place);
		expect(problem.text).toContain(said);
	}

	const query = {...parse('', userFields.fields), terms};
	const found = sampleUsers.filter(rowTest(query, userFields, sampleWorld));
	expect(found.map(({id}) => id).join(' ')).toBe(shown);
});

test.each([
	['sales', 'Field Sales, Field Sales EMEA'],
	['name:"field sales"', 'Field Sales, Field Sales EMEA'],
	['status:disabled', 'Paris Office'],
	['access:imp', 'Field Sales EMEA'],
	['users:>0 !suspended:0', 'Field Sales'],
	['issues:1 OR external:"external-g-sales"', 'Field Sales, Paris Office'],
	['direct', ''],
])('groups by %j: %s', (text, shown) => {
	const {tally} = mergeUsers(noEntities(), sampleUsers);
	const query = parse(text, groupFields.fields);
	const found = sampleGroups.filter(rowTest(query, groupFields, {byGroup: tally.byGroup}));
	expect(query.problems).toEqual([]);
	expect(found.map(({name}) => name).join(', ')).toBe(shown);
});

const part = fc.constantFrom(
	...'( ) ! " \\ * , | : > >= < = OR a an anna batch: group: issues: age: near x: 3 30m susp 山'.split(
		' ',
	),
	' ',
	'  ',
);

test('whatever is typed is a filter, its problems lie within it, and packed rows answer as the plain rule does', () => {
	fc.assert(
		fc.property(fc.array(part, {maxLength: 14}), (parts) => {
			const text = parts.join('');
			shownBy(text);
			for (const {start, end} of parse(text, userFields.fields).problems) {
				expect(0 <= start && start <= end && end <= text.length).toBe(true);
			}
		}),
		{numRuns: 2000},
	);
});

test('of many groups, each is found by its words alone', () => {
	const groups = Array.from({length: 600}, (_, index) =>
		groupOf(`g-${index}`, {name: `Team ${index}`}),
	);
	const rows = groups.map(({id}, index) => userOf(`u-${index}`, {groupId: id}));
	const {users: table} = mergeUsers(noEntities(), rows);
	const world = {...sampleWorld, groups: new Map(groups.map((group) => [group.id, group]))};
	for (const [text, count] of [
		['group:"Team 7"', 1],
		['group:"Team 599"', 1],
		['!group:"Team 599"', 599],
		['team', 600],
		['"team 59"', 11],
	] as const) {
		const query = parse(text, userFields.fields);
		const sort = {column: 'name', isDescending: false};
		const filter = {query, table: userFields, world};
		const view = buildView(table, userOrder(world.groups, sort, {kind: 'all'}, filter));
		expect(view.slots).toHaveLength(count);
	}
});

test('brackets without end and signs without end are read', () => {
	for (const text of ['('.repeat(5000), '!'.repeat(5001), '(!'.repeat(2000), '"'.repeat(999)]) {
		expect(parse(text, userFields.fields).text).toBe(text);
	}
});
