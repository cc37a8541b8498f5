import {type Random} from '../../source/platform/random.ts';
import {pick, pickWeighted} from './chance.ts';

/** A name as shown, and as it stands in an e-mail address. */
type Part = readonly [shown: string, plain: string];
type Parts = readonly [Part, ...Part[]];
type Culture = {readonly given: Parts; readonly family: Parts; readonly isFamilyFirst: boolean};

function parts(first: string, ...rest: string[]): Parts {
	const toPart = (text: string): Part => {
		const [shown = text, plain = shown] = text.split('/');
		return [shown, plain.toLowerCase().replaceAll(/[^a-z]/g, '')];
	};

	return [toPart(first), ...rest.map((text) => toPart(text))];
}

const english: Culture = {
	given: parts(
		'William',
		'Grace',
		'Ada',
		'Henry',
		'Olivia',
		'Marcus',
		'Priya',
		'Noah',
		'Emily',
		'James',
		'Aisha',
		'Robert',
		'Hannah',
		'Samuel',
		'Denise',
		'Theodore',
		'Kim',
		'Walter',
		'Ruth',
		'Jo',
	),
	family: parts(
		'Apple',
		'Hopper',
		'Lovelace',
		'Whitfield',
		'Nguyen',
		'Okafor',
		'Patel',
		'Brooks',
		'Sullivan',
		"O'Brien",
		'Fitzgerald',
		'Castellanos',
		'Ward',
		'Kowalski',
		'Reed',
		'Mc Allister',
		'Price',
		'Ali',
		'Hughes',
		'Li',
	),
	isFamilyFirst: false,
};

const european: Culture = {
	given: parts(
		'Jürgen/juergen',
		'Zoë/zoe',
		'François/francois',
		'Åsa/asa',
		'Łukasz/lukasz',
		'Søren/soeren',
		'Inés/ines',
		'Jiří/jiri',
		'Chloé/chloe',
		'Björn/bjoern',
		'Maria',
		'Giulia',
	),
	family: parts(
		'Müller/mueller',
		'Núñez/nunez',
		'Lefèvre/lefevre',
		'Ångström/angstrom',
		'Wiśniewska/wisniewska',
		'Øvergård/overgard',
		'Čapek/capek',
		'Großmann/grossmann',
		'García/garcia',
		'Rossi',
		'Papadopoulos',
		'Þórsdóttir/thorsdottir',
	),
	isFamilyFirst: false,
};

const chinese: Culture = {
	given: parts('伟/wei', '秀英/xiuying', '敏/min', '静怡/jingyi', '浩然/haoran', '雨桐/yutong'),
	family: parts('王/wang', '李/li', '张/zhang', '陈/chen', '欧阳/ouyang', '刘/liu'),
	isFamilyFirst: true,
};

const japanese: Culture = {
	given: parts(' 太郎/taro', ' 花子/hanako', ' さくら/sakura', ' 健一/kenichi', ' 美咲/misaki'),
	family: parts('山田/yamada', '佐藤/sato', '鈴木/suzuki', '高橋/takahashi', '渡辺/watanabe'),
	isFamilyFirst: true,
};

const korean: Culture = {
	given: parts('민준/minjun', '서연/seoyeon', '지훈/jihoon', '하은/haeun'),
	family: parts('김/kim', '이/lee', '박/park', '최/choi'),
	isFamilyFirst: true,
};

const cyrillic: Culture = {
	given: parts('Олена/olena', 'Дмитрий/dmitry', 'Ирина/irina'),
	family: parts('Шевченко/shevchenko', 'Коваленко/kovalenko', 'Бондаренко/bondarenko'),
	isFamilyFirst: false,
};

const arabic: Culture = {
	given: parts('فاطمة/fatima', 'محمد/mohammed', 'ليلى/layla'),
	family: parts('الهاشمي/alhashimi', 'حسن/hassan', 'منصور/mansour'),
	isFamilyFirst: false,
};

const greek: Culture = {
	given: parts('Ελένη/eleni', 'Γιώργος/giorgos'),
	family: parts('Παπαδάκη/papadaki', 'Αλεξίου/alexiou'),
	isFamilyFirst: false,
};

const hindi: Culture = {
	given: parts('अनन्या/ananya', 'विक्रम/vikram'),
	family: parts('शर्मा/sharma', 'सिंह/singh'),
	isFamilyFirst: false,
};

const long: Culture = {
	given: parts(
		'Maximiliane-Theodora Philippa Amalia/maximiliane',
		'Sarah Elizabeth Wilhelmina Josephine/sarah',
		'Venkatanarasimha Subrahmanya/venkata',
	),
	family: parts(
		'von und zu Hohenstein-Wittgenstein-Sayn-Berleburg/hohenstein',
		'Rajasekharapurapuram Lakshminarayanan/lakshmi',
		'Wolfeschlegelsteinhausenbergerdorff/wolfe',
	),
	isFamilyFirst: false,
};

/** Draws a person: mostly English names, some with accents, some in other scripts, a few very long ones. */
export function drawName(random: Random): {readonly name: string; readonly mailName: string} {
	const culture = pickWeighted(random, [
		[66, english],
		[17, european],
		[5, chinese],
		[4, japanese],
		[3, korean],
		[1, cyrillic],
		[1, arabic],
		[0.5, greek],
		[0.5, hindi],
		[2, long],
	]);
	const [given, givenPlain] = pick(random, culture.given);
	const [family, familyPlain] = pick(random, culture.family);
	return {
		name: culture.isFamilyFirst ? `${family}${given}` : `${given} ${family}`,
		mailName: `${givenPlain}.${familyPlain}`,
	};
}

const offices: readonly [string, ...string[]] = [
	'Architecture',
	'Structural Engineering',
	'Field Services',
	'Finance and Legal',
	'Münster Office',
	'Interior Design',
	'Surveying',
	'東京オフィス',
	'Marketing',
	'Civil Infrastructure',
	'Landscape and Environmental Planning for the Northern Regions',
	'Urban Planning',
	'Mechanical',
	'Electrical',
	'Quality',
	'Executive Board',
	'Research',
	'Zürich Büro',
];

/** The name of a group by its place; names repeat with a number when there are many groups. */
export function groupName(index: number): string {
	const name = offices[index % offices.length] ?? offices[0];
	const round = Math.floor(index / offices.length);
	return round === 0 ? name : `${name} ${round + 1}`;
}
