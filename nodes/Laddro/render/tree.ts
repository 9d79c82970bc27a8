/** Text in one style. A line end in it is a hard line break; any other white space is a single space. */
export interface Run {
	readonly text: string;
	/** The address of a link; always one of `safeHref`. */
	readonly link?: string;
	readonly strong?: boolean;
	readonly em?: boolean;
	readonly strike?: boolean;
	readonly code?: boolean;
}

/**
 * Content between reading and writing. Whatever this type cannot express cannot get from the API into a document, so
 * that no writer has to know what is dangerous. The depth of nesting is bounded.
 */
export type Block =
	| { readonly type: 'paragraph'; readonly runs: readonly Run[] }
	| { readonly type: 'heading'; readonly level: number; readonly runs: readonly Run[] }
	| {
			readonly type: 'list';
			/** The first item's number; not set for bullets. */
			readonly start?: number;
			readonly items: ReadonlyArray<readonly Block[]>;
	  }
	| { readonly type: 'quote'; readonly blocks: readonly Block[] }
	| { readonly type: 'code'; readonly text: string }
	| {
			readonly type: 'table';
			/** Rows of cells, of any length; the first row is the head. */
			readonly rows: ReadonlyArray<ReadonlyArray<readonly Run[]>>;
	  }
	| { readonly type: 'rule' };

/** What a list or a table is made of. */
export interface Member {
	/** A `row` only begins one; an `innerList` is a whole list, which may belong to the item before it. */
	readonly type: 'item' | 'innerList' | 'row' | 'cell';
	/** The number that the source writes for an item, where it writes one. */
	readonly number?: number;
	readonly blocks: Block[];
}

/** What is in an element. */
export type Part = Block | Member;

/** Writes one document format. */
export interface Writer {
	/** A section's title, and what separates it from the section's content. */
	readonly heading: (title: string) => string;
	/** The content of a whole section; empty when it has none. */
	readonly blocks: (blocks: readonly Block[]) => string;
	/** A piece of a section as it arrives. It may begin and end anywhere, so its markup is not read. */
	readonly piece: (text: string) => string;
	/** Goes between two sections. */
	readonly separator: string;
}
