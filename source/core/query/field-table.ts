import {type Group} from '../../contract/group.ts';
import {type SafeText} from '../../contract/text.ts';
import {type EpochMs} from '../../contract/time.ts';
import {type Knowledge} from '../../knowledge/cause.ts';
import {type Notebook} from '../notebook.ts';
import {type FieldShape} from './query.ts';

/** What a filter has to know beside the row. */
export type FilterWorld = {
	/** The moment that ages count from. */
	readonly now: EpochMs;
	readonly groups: ReadonlyMap<string, Group>;
	/** What is known of failures. */
	readonly knowledge: Knowledge;
	/** Notes that somebody knows, by what they are about. */
	readonly acknowledged: Notebook['acknowledged'];
	/** Names of mail servers by id. */
	readonly servers: ReadonlyMap<string, SafeText>;
};

/** Fields that texts are asked of give all texts that they may be found by. */
type Answers<Row, World> =
	| {
			readonly kind: 'choice';
			readonly of: (row: Row, world: World) => string | undefined;
			/** The value that stands for nothing, where one does. */
			readonly nothing?: string;
	  }
	| {
			readonly kind: 'label' | 'text';
			readonly of: (row: Row, world: World) => ReadonlyArray<string | undefined>;
	  }
	| {readonly kind: 'number' | 'span'; readonly of: (row: Row, world: World) => number | undefined}
	| {readonly kind: 'flag'; readonly of: (row: Row, world: World) => boolean};

/** A field of a row: what can be asked of it, and what it answers. */
export type Field<Row, World> = FieldShape & Answers<Row, World>;

/** All that a list can be asked for. */
export type FieldTable<Row, World, One extends Field<Row, World> = Field<Row, World>> = {
	readonly fields: ReadonlyMap<string, One>;
	/** The texts that free words are looked for in. */
	readonly texts: (row: Row, world: World) => ReadonlyArray<string | undefined>;
};

/** Fields by their names. */
export function byField<One extends {readonly name: string}>(
	fields: readonly One[],
): ReadonlyMap<string, One> {
	return new Map(fields.map((field) => [field.name, field]));
}
