import type { Handler } from 'htmlparser2';
import { BLOCKS } from './elements';
import { listOf, type Item } from './list';
import { Paragraph, type TextStyle } from './paragraph';
import { safeHref } from './safeHref';
import { tableOf } from './table';
import type { Block } from './tree';

type Attributes = Readonly<Record<string, string>>;

/** Where blocks go. */
interface Scope {
	readonly blocks: Block[];
	/** The items of the list that is open, if what comes next should be one of them. */
	items?: Item[];
	/** The rows of the table that is open. */
	rows?: Block[][][];
}

/** Maximum nesting of lists and quotations; deeper ones join the deepest level. */
const DEEPEST = 10;

/** The level of the highest heading in a content. A section's own heading has the level 2. */
const FIRST_LEVEL = 3;

const nothing = (): void => {};

/** Builds blocks from a parser's events. Elements without a matching block or style contribute only their text. */
export class TreeBuilder implements Pick<Handler, 'onopentag' | 'ontext' | 'onclosetag'> {
	private readonly paragraph = new Paragraph();
	private style: TextStyle = {};
	/** The text of the preformatted block that is open. */
	private code: string | undefined;
	private scope: Scope = { blocks: [] };
	private depth = 0;
	/** What ends each of the open elements. */
	private readonly endings: Array<() => void> = [];

	/** All blocks, after the parser has come to its end. */
	finish(): readonly Block[] {
		this.endParagraph();
		return this.scope.blocks;
	}

	onopentag(name: string, attributes: Attributes): void {
		this.endings.push(this.open(name, attributes));
	}

	onclosetag(): void {
		this.endings.pop()?.();
	}

	ontext(text: string): void {
		if (this.code === undefined) this.paragraph.add(text, this.style);
		else this.code += text;
	}

	/** Begins an element. Returns a function that ends it. */
	private open(name: string, attributes: Attributes): () => void {
		switch (name) {
			case 'b':
			case 'strong':
				return this.withStyle({ strong: true });
			case 'cite':
			case 'em':
			case 'i':
				return this.withStyle({ em: true });
			case 'del':
			case 's':
			case 'strike':
				return this.withStyle({ strike: true });
			case 'code':
				return this.withStyle({ code: true });
			case 'a':
				return this.withStyle({ link: safeHref(attributes.href ?? '') });
			case 'img':
				this.paragraph.add(attributes.alt ?? '', this.style);
				return nothing;
			case 'br':
				this.lineBreak();
				return nothing;
			case 'hr':
				this.endParagraph();
				this.scope.blocks.push({ type: 'rule' });
				return nothing;
			case 'pre':
				return this.preformatted();
			case 'ul':
				return this.list();
			case 'ol':
				return this.list(startOf(attributes.start) ?? 1);
			case 'li':
				return this.item(startOf(attributes.value));
			case 'blockquote':
				if (this.depth >= DEEPEST) return this.other(name);
				return this.quotation();
			case 'table':
				return this.table();
			case 'tr':
				this.endParagraph();
				this.scope.rows?.push([]);
				return () => this.endParagraph();
			case 'td':
			case 'th':
				return this.cell();
			default:
				return this.other(name);
		}
	}

	private withStyle(change: TextStyle): () => void {
		const before = this.style;
		this.style = { ...before, ...change };
		return () => {
			this.style = before;
		};
	}

	private lineBreak(): void {
		if (this.code !== undefined) this.code += '\n';
		else if (this.paragraph.isAtBreak) this.endParagraph();
		else if (!this.paragraph.isEmpty) this.paragraph.break();
	}

	private preformatted(): () => void {
		// A preformatted element in another one belongs to that one.
		if (this.code !== undefined) return nothing;
		this.endParagraph();
		this.code = '';
		return () => {
			const text = this.code?.replace(/^\n/, '').trimEnd() ?? '';
			this.code = undefined;
			if (text !== '') this.scope.blocks.push({ type: 'code', text });
		};
	}

	/** @param start the first item's number; not set for bullets */
	private list(start?: number): () => void {
		this.endParagraph();
		const { scope } = this;
		if (this.depth >= DEEPEST) return () => this.endParagraph();
		const outer = scope.items;
		const items: Item[] = [];
		scope.items = items;
		return () => {
			this.endParagraph();
			scope.items = outer;
			// A list directly in another one belongs to the item before it.
			const target = outer?.at(-1)?.blocks ?? scope.blocks;
			target.push(...listOf(items, start));
		};
	}

	private item(number: number | undefined): () => void {
		const { items } = this.scope;
		return this.nested((blocks) => {
			if (items) items.push({ number, blocks });
			else this.scope.blocks.push(...blocks);
		});
	}

	private quotation(): () => void {
		return this.nested((blocks) => {
			if (blocks.length > 0) this.scope.blocks.push({ type: 'quote', blocks });
		});
	}

	private table(): () => void {
		this.endParagraph();
		const { scope } = this;
		const outer = scope.rows;
		const rows: Block[][][] = [];
		scope.rows = rows;
		return () => {
			this.endParagraph();
			scope.rows = outer;
			scope.blocks.push(...tableOf(rows));
		};
	}

	private cell(): () => void {
		const { rows } = this.scope;
		return this.nested((blocks) => {
			if (!rows) this.scope.blocks.push(...blocks);
			else if (rows.length === 0) rows.push([blocks]);
			else rows.at(-1)!.push(blocks);
		});
	}

	/** An element whose blocks are collected, and passed on together at its end. */
	private nested(take: (blocks: Block[]) => void): () => void {
		this.endParagraph();
		const outer = this.scope;
		const inner: Scope = { blocks: [] };
		this.scope = inner;
		this.depth++;
		return () => {
			this.endParagraph();
			this.scope = outer;
			this.depth--;
			take(inner.blocks);
		};
	}

	private other(name: string): () => void {
		if (!BLOCKS.has(name)) return nothing;
		this.endParagraph();
		const level = Number(/^h([1-6])$/.exec(name)?.[1]);
		if (!level) return () => this.endParagraph();
		return () => {
			const runs = this.paragraph.take();
			if (runs.length === 0) return;
			this.scope.blocks.push({ type: 'heading', level: Math.max(level, FIRST_LEVEL), runs });
		};
	}

	private endParagraph(): void {
		const runs = this.paragraph.take();
		if (runs.length > 0) this.scope.blocks.push({ type: 'paragraph', runs });
	}
}

function startOf(attribute: string | undefined): number | undefined {
	return attribute !== undefined && /^\d{1,9}$/.test(attribute) ? Number(attribute) : undefined;
}
