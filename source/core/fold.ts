const marks = /\p{M}/gu;
const plain = /^[\u0020-\u007E]*$/;

/** Lower case without accents: what people type when they look for somebody. */
export function fold(text: string): string {
	return (plain.test(text) ? text : text.normalize('NFD').replace(marks, '')).toLowerCase();
}

/** The words of what is looked for, folded: each must be found somewhere. */
export function termsOf(filter: string): readonly string[] {
	return fold(filter)
		.split(' ')
		.filter((term) => term !== '');
}
