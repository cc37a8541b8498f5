import {type SafeText, safe} from '../../../contract/text.ts';
import {count, plural} from '../../../format/number.ts';
import {type Employee} from '../employee.ts';
import {about, fail, fine, notAnswered, type Verdict, warn} from '../finding.ts';
import {type Check} from '../found.ts';
import {addressOf, isAddress, nameOf, type Survey, type Surveyed} from '../survey.ts';

/** Checks 9 to 12 and 18: users, employees and their e-mail addresses. */
export const peopleChecks: readonly Check[] = [
	{
		id: 'users.read',
		number: 10,
		title: safe`users can be read`,
		why: safe`Who cannot be read is on no list: nothing is seen of them, and nothing can be done.`,
		look: ({users}) => about(users, read),
	},
	{
		id: 'admin.email',
		number: 9,
		title: safe`administrators have an employee with an e-mail`,
		why: safe`Connect knows its administrator by the employee and the e-mail of it; without them set-up and notices go nowhere.`,
		look: ({users, employees}) =>
			about(users, (survey) => about(employees, (list) => administrators(survey, list))),
	},
	{
		id: 'users.email',
		number: 10,
		title: safe`users have an e-mail`,
		why: safe`The mailbox is found by it: without a well-formed one nothing is synchronized.`,
		look: ({users}) => about(users, emails),
	},
	{
		id: 'users.employee',
		number: 10,
		title: safe`users have an employee with the same e-mail`,
		why: safe`The CRM and the mailbox are joined by the employee's e-mail: where they differ, somebody else's mailbox or none is meant.`,
		look: ({users, employees}) =>
			about(users, (survey) => about(employees, (list) => matched(survey, list))),
	},
	{
		id: 'users.active',
		number: 11,
		title: safe`employees of users are active`,
		why: safe`Users whose employee is not active any more are removed by themselves.`,
		look: ({users, employees}) =>
			about(users, (survey) => about(employees, (list) => active(survey, list))),
	},
	{
		id: 'users.duplicates',
		number: 12,
		title: safe`no e-mail is shared`,
		why: safe`Two users of one mailbox synchronize it twice: everything in it is made twice.`,
		look: ({users}) => about(users, duplicates),
	},
	{
		id: 'users.gmail',
		number: 18,
		title: safe`no private Gmail addresses`,
		why: safe`Only mailboxes of Google Workspace are synchronized, not those of gmail.com.`,
		look: ({users}) => about(users, gmail),
	},
];

const users = (many: number): SafeText => plural(many, safe`user`, safe`users`);

function read({users: all, total, unreadable}: Survey): Verdict {
	if (unreadable > 0) {
		return fail(safe`${users(unreadable)} of ${count(total)} cannot be read`, {
			todo: safe`Tell the maker of the service: synctop doctor --contract URL names the rows and the fields`,
		});
	}

	return all.length < total
		? warn(safe`${count(all.length)} of ${users(total)} were read; the checks are about these`, {
				todo: safe`If there are fewer than 200,000, look whether paging works: synctop doctor --contract URL`,
			})
		: fine(safe`all of ${users(total)}`);
}

function emails({users: all}: Survey): Verdict {
	const bad = all.filter(({email}) => !isAddress(email));
	const who = bad.map((user) =>
		user.email.trim() === ''
			? safe`${user.name} (${user.id}): none`
			: safe`${user.name} (${user.id}): ${user.email}`,
	);
	return bad.length === 0
		? fine(safe`all of ${users(all.length)}`)
		: fail(safe`${users(bad.length)} of ${count(all.length)} without a well-formed one`, {
				todo: safe`Correct the e-mail of the employee in Vantagepoint`,
				who,
			});
}

/** Finds the employee of a user: by number, else by e-mail. */
function finder(employees: readonly Employee[]): (user: Surveyed) => Employee | undefined {
	const byNumber = new Map(employees.map((one) => [one.Employee.trim().toLowerCase(), one]));
	const byEmail = new Map(employees.map((one) => [addressOf(one.EMail ?? ''), one]));
	return ({employeeNumber, email}) =>
		byNumber.get((employeeNumber ?? '').trim().toLowerCase()) ??
		(email.trim() === '' ? undefined : byEmail.get(addressOf(email)));
}

function administrators({users: all}: Survey, employees: readonly Employee[]): Verdict {
	const admins = all.filter(({role}) => role === 'platformAdmin');
	if (admins.length === 0) {
		return notAnswered(safe`the service names no administrator`);
	}

	const find = finder(employees);
	const bad = admins.filter((user) => !isAddress(find(user)?.EMail ?? ''));
	return bad.length === 0
		? fine(safe`all of ${plural(admins.length, safe`administrator`, safe`administrators`)}`)
		: fail(safe`${count(bad.length)} of ${count(admins.length)} without`, {
				todo: safe`Give the administrator an employee with an e-mail in Vantagepoint`,
				who: bad.map((user) => nameOf(user)),
			});
}

function matched({users: all}: Survey, employees: readonly Employee[]): Verdict {
	const find = finder(employees);
	const who = all.flatMap((user): readonly SafeText[] => {
		const employee = find(user);
		if (employee === undefined) {
			return [safe`${nameOf(user)}: no employee`];
		}

		const email = employee.EMail ?? safe``;
		if (!isAddress(email)) {
			return [safe`${nameOf(user)}: employee ${employee.Employee} has no e-mail`];
		}

		return addressOf(email) === addressOf(user.email)
			? []
			: [safe`${nameOf(user)}: employee ${employee.Employee} has ${email}`];
	});
	return who.length === 0
		? fine(
				safe`all of ${users(all.length)}, among ${plural(employees.length, safe`employee`, safe`employees`)}`,
			)
		: fail(safe`${users(who.length)} of ${count(all.length)} without`, {
				todo: safe`Correct the employee in Vantagepoint; the e-mail follows`,
				who,
			});
}

function active({users: all}: Survey, employees: readonly Employee[]): Verdict {
	const find = finder(employees);
	const who = all.flatMap((user): readonly SafeText[] => {
		const status = find(user)?.Status;
		return status === undefined || status.trim().toUpperCase() === 'A'
			? []
			: [safe`${nameOf(user)}: ${status}`];
	});
	return who.length === 0
		? fine(safe`nobody left`)
		: warn(safe`${users(who.length)} whose employee is not active`, {
				todo: safe`Un-initialize the mailboxes before they are removed, if the data in them has to go`,
				who,
			});
}

function duplicates({users: all}: Survey): Verdict {
	const byAddress = new Map<string, Surveyed[]>();
	for (const user of all) {
		const address = addressOf(user.email);
		if (address !== '') {
			byAddress.set(address, [...(byAddress.get(address) ?? []), user]);
		}
	}

	const shared = [...byAddress.values()].filter((some) => some.length > 1);
	return shared.length === 0
		? fine(safe`all of ${users(all.length)} have one of their own`)
		: fail(plural(shared.length, safe`address is shared`, safe`addresses are shared`), {
				todo: safe`Delete the users that are too many, or correct their e-mail`,
				who: shared.map((some) =>
					some.reduce(
						(text, {id}, index) => (index === 0 ? safe`${text} ${id}` : safe`${text}, ${id}`),
						safe`${some[0]?.email ?? safe``}:`,
					),
				),
			});
}

function gmail({users: all}: Survey): Verdict {
	const some = all.filter(({email}) => /@(?:gmail|googlemail)\.com$/i.test(email.trim()));
	return some.length === 0
		? fine(safe`none`)
		: warn(users(some.length), {
				todo: safe`Give them a mailbox of Google Workspace`,
				who: some.map((user) => nameOf(user)),
			});
}
