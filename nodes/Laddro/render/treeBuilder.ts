import type { Handler } from 'htmlparser2';
import { withBulletLists } from './bullets';
import { BLOCKS } from './elements';
import { listOf, type Item } from './list';
import { Paragraph, type TextStyle } from './paragraph';
import { safeHref } from './safeHref';
import { tableOf } from './table';
import type { Block } from './tree';
import { isVisible } from '../common/visible';

type Attributes = Readonly<Record<string, string>>;

/** Where blocks go. */
interface Scope {
	readonly blocks: Block[];
	/** The items of the list that is open, if what comes next should be one of them. */
	items?: Item[];
	/** The rows of the table that is open. */
	rows?: Block[][][];
	/** Writes what has come of them, so that what stands between them or after them keeps its place. */
	flush?: () => void;
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
		return withBulletLists(this.scope.blocks);
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
				this.write([{ type: 'rule' }]);
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
			if (isVisible(text)) this.write([{ type: 'code', text }]);
		};
	}

	/** @param start the first item's number; not set for bullets */
	private list(start?: number): () => void {
		this.endParagraph();
		const { scope } = this;
		if (this.depth >= DEEPEST) return () => this.endParagraph();
		const outer = scope.items;
		const items: Item[] = [];
		let next = start;
		scope.items = items;
		return this.flushed(
			(flushOuter) => {
				if (items.length === 0) return;
				const blocks = listOf(items.splice(0), next);
				if (next !== undefined && blocks[0]?.type === 'list') next += blocks[0].items.length;
				// A list directly in another one belongs to the item before it.
				const last = outer?.at(-1);
				if (!last) flushOuter();
				append(last?.blocks ?? scope.blocks, blocks);
			},
			() => (scope.items = outer),
		);
	}

	private item(number: number | undefined): () => void {
		const { items } = this.scope;
		return this.nested((blocks) => {
			const written = withoutDoubleBullet(withBulletLists(blocks));
			if (items) items.push({ number, blocks: written });
			else this.write(written);
		});
	}

	private quotation(): () => void {
		return this.nested((blocks) => {
			if (blocks.length > 0) this.write([{ type: 'quote', blocks: withBulletLists(blocks) }]);
		});
	}

	private table(): () => void {
		this.endParagraph();
		const { scope } = this;
		const outer = scope.rows;
		const rows: Block[][][] = [];
		scope.rows = rows;
		return this.flushed(
			(flushOuter) => {
				if (rows.length > 0) flushOuter();
				append(scope.blocks, tableOf(rows.splice(0)));
			},
			() => (scope.rows = outer),
		);
	}

	/**
	 * A list or a table, which is written at its end, and before whatever stands between its items or rows.
	 *
	 * @param write writes what has come of it, after what has come of those around it
	 */
	private flushed(write: (flushOuter: () => void) => void, leave: () => void): () => void {
		const { scope } = this;
		const outer = scope.flush ?? nothing;
		scope.flush = () => {
			write(outer);
			outer();
		};
		return () => {
			this.endParagraph();
			leave();
			scope.flush = outer;
			write(outer);
		};
	}

	private cell(): () => void {
		const { rows } = this.scope;
		return this.nested((blocks) => {
			if (!rows) this.write(blocks);
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
			this.write([{ type: 'heading', level: Math.max(level, FIRST_LEVEL), runs }]);
		};
	}

	private endParagraph(): void {
		const runs = this.paragraph.take();
		if (runs.length > 0) this.write([{ type: 'paragraph', runs }]);
	}

	private write(blocks: readonly Block[]): void {
		if (blocks.length > 0) this.scope.flush?.();
		append(this.scope.blocks, blocks);
	}
}

/** A loop, because a call takes only some 100,000 arguments. */
function append(to: Block[], blocks: readonly Block[]): void {
	for (const block of blocks) to.push(block);
}

/** An item that is nothing but an item with a bullet of its own has one bullet too many. */
function withoutDoubleBullet(blocks: Block[]): Block[] {
	const [only] = blocks;
	if (only?.type !== 'list' || blocks.length > 1 || only.items.length > 1) return blocks;
	return only.start === undefined ? [...(only.items[0] ?? [])] : blocks;
}

function startOf(attribute: string | undefined): number | undefined {
	return attribute !== undefined && /^\d{1,9}$/.test(attribute) ? Number(attribute) : undefined;
}
