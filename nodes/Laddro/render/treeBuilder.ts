import type { Handler } from 'htmlparser2';
import { withBulletLists } from './bullets';
import { BLOCKS } from './elements';
import { withLists } from './list';
import { Paragraph, type TextStyle } from './paragraph';
import { safeHref } from './safeHref';
import { withTables } from './table';
import type { Block, Part } from './tree';
import { isVisible } from '../common/visible';

type Attributes = Readonly<Record<string, string>>;

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
	/** What the innermost element that collects its content has of it. */
	private parts: Part[] = [];
	private depth = 0;
	/** What ends each of the open elements. */
	private readonly endings: Array<() => void> = [];

	/** All blocks, after the parser has come to its end. */
	finish(): readonly Block[] {
		this.endParagraph();
		return withBulletLists(blocksOf(this.parts));
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
		const isTooDeep = this.depth >= DEEPEST && /^(?:ul|ol|blockquote)$/.test(name);
		switch (isTooDeep ? 'div' : name) {
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
				this.parts.push({ type: 'rule' });
				return nothing;
			case 'pre':
				return this.preformatted();
			case 'ul':
				return this.collected((parts) => withLists(parts));
			case 'ol':
				return this.collected((parts) => withLists(parts, numberIn(attributes.start) ?? 1));
			case 'li':
				return this.nested((blocks) => {
					const written = withoutDoubleBullet(withBulletLists(blocks));
					return [{ type: 'item', number: numberIn(attributes.value), blocks: written }];
				});
			case 'blockquote':
				return this.nested((blocks) =>
					blocks.length > 0 ? [{ type: 'quote', blocks: withBulletLists(blocks) }] : [],
				);
			case 'table':
				return this.collected(withTables);
			case 'tr':
				this.endParagraph();
				this.parts.push({ type: 'row', blocks: [] });
				return this.other(name);
			case 'td':
			case 'th':
				return this.nested((blocks) => [{ type: 'cell', blocks }]);
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
			if (isVisible(text)) this.parts.push({ type: 'code', text });
		};
	}

	/** An element that is a level of nesting. */
	private nested(make: (blocks: Block[]) => readonly Part[]): () => void {
		this.depth++;
		const end = this.collected((parts) => make(blocksOf(parts)));
		return () => {
			end();
			this.depth--;
		};
	}

	/** An element whose parts are collected, for something to be made of them at its end. */
	private collected(make: (parts: readonly Part[]) => readonly Part[]): () => void {
		this.endParagraph();
		const outer = this.parts;
		this.parts = [];
		return () => {
			this.endParagraph();
			// A loop, because a call takes only some 100,000 arguments.
			for (const part of make(this.parts)) outer.push(part);
			this.parts = outer;
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
			this.parts.push({ type: 'heading', level: Math.max(level, FIRST_LEVEL), runs });
		};
	}

	private endParagraph(): void {
		const runs = this.paragraph.take();
		if (runs.length > 0) this.parts.push({ type: 'paragraph', runs });
	}
}

/** The blocks of parts that no list and no table is left for. */
function blocksOf(parts: readonly Part[]): Block[] {
	return parts.flatMap((part) => ('blocks' in part && part.type !== 'quote' ? part.blocks : part));
}

/** An item that is nothing but an item with a bullet of its own has one bullet too many. */
function withoutDoubleBullet(blocks: Block[]): Block[] {
	const [only] = blocks;
	if (only?.type !== 'list' || blocks.length > 1 || only.items.length > 1) return blocks;
	return only.start === undefined ? [...(only.items[0] ?? [])] : blocks;
}

function numberIn(attribute: string | undefined): number | undefined {
	return attribute !== undefined && /^\d{1,9}$/.test(attribute) ? Number(attribute) : undefined;
}
